import { openDatabase, type Database, type Tx } from '../server/src/platform/db/index.ts';
import { readEnv } from '../server/src/platform/env.ts';
import { callDues, FIGURES, occupationsToCall } from '../server/src/features/ledger/index.ts';
import { createCommune } from '../server/src/features/communes/index.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, seconds, timed, type Report } from './lib/measure.ts';
import { dropDatabase, freshDatabase } from './lib/postgres.ts';

const FROM = '2016-01-01', THROUGH = '2025-12-31', TODAY = '2026-01-01', SLICE = 2000;

/** Leases of ten years by the month, a third with charges, a fifth with a step, each paid for two thirds of its dues. */
async function plant(tx: Tx, occupations: number): Promise<void> {
  await tx.raw(`insert into occupation (commune_id, reference, type, status, starts_on, currency, validated_at) select current_commune(), 'R-' || n, 'bail_commercial', 'active', cast(:from as date) + (n % 28), 'TND', now() from generate_series(1, :n) n`, { from: FROM, n: occupations });
  await tx.raw(`insert into occupation_term (commune_id, occupation_id, from_on, to_on, amount_minor, charges_minor, currency, period, due_day) select current_commune(), o.id, o.starts_on, case when o.id % 5 = 0 then date '2021-01-01' end, 100000 + o.id % 900000, case when o.id % 3 = 0 then 15000 else 0 end, 'TND', 'month', 5
    from occupation o where o.commune_id = current_commune()`);
  await tx.raw(`insert into occupation_term (commune_id, occupation_id, kind, from_on, amount_minor, charges_minor, currency, period, due_day) select current_commune(), o.id, 'step', date '2021-01-01', 110000 + o.id % 900000, case when o.id % 3 = 0 then 15000 else 0 end, 'TND', 'month', 5 from occupation o where o.commune_id = current_commune() and o.id % 5 = 0`);
}

/** The same dues and their journal lines as somebody would write them by hand for this one roll: calendar months by the day, in plain tables with their keys. */
const PLAIN = [
  'create table plain_due (id bigint generated always as identity primary key, occ bigint not null, kind text not null, period_from date not null, period_to date not null, due_on date not null, amount bigint not null)',
  'create index on plain_due (occ, due_on)', 'create index on plain_due (occ, kind, period_from)',
  'create table plain_line (id bigint generated always as identity primary key, due_id bigint not null, on_day date not null, debit bigint not null, credit bigint not null, amount bigint not null)', 'create index on plain_line (debit, on_day)', 'create index on plain_line (credit, on_day)',
  `with d as (insert into plain_due (occ, kind, period_from, period_to, due_on, amount)
     select p.occ, v.kind, p.a, p.b, greatest(p.a + 4, p.starts), v.amount from (
       select m.occ, m.a, m.b, min(m.lo) as starts, sum(round(m.amount * (m.hi - m.lo)::numeric / (m.b - m.a)))::bigint as rent, sum(round(m.charges * (m.hi - m.lo)::numeric / (m.b - m.a)))::bigint as charges from (
         select t.occupation_id as occ, t.amount_minor as amount, t.charges_minor as charges, s::date as a, (s + interval '1 month')::date as b, greatest(s::date, t.from_on) as lo, least((s + interval '1 month')::date, coalesce(t.to_on, 'infinity')) as hi
         from occupation_term t cross join lateral generate_series(date_trunc('month', t.from_on), least(coalesce(t.to_on - 1, date '${THROUGH}'), date '${THROUGH}'), interval '1 month') s where t.commune_id = :c) m
       group by m.occ, m.a, m.b) p cross join lateral (values ('rent', p.rent), ('charges', p.charges)) v(kind, amount) where v.amount > 0 and greatest(p.a + 4, p.starts) <= date '${THROUGH}'
     returning id, occ, kind, due_on, amount)
   insert into plain_line (due_id, on_day, debit, credit, amount) select id, due_on, occ, case kind when 'rent' then -1 else -2 end, amount from d`,
];

async function asHand(db: Database, work: (tx: Tx) => Promise<unknown>): Promise<number> {
  return (await timed(() => db.asOwner(async (tx) => { await tx.raw(`set local work_mem = '128MB'`); await work(tx); }))).ms;
}

/** Dues of a rent roll over ten years, then balances and ageing over all of them, beside hand-written SQL on the same server. */
export async function benchRentRoll(report: Report, { occupations }: { occupations: number }): Promise<void> {
  const name = 'sommier_bench_rentroll';
  const url = await freshDatabase(name);
  const folder = mkdtempSync(join(tmpdir(), 'sommier-bench-'));
  const db = await openDatabase(readEnv({ DATABASE_URL: url, SOMMIER_DATA: folder }));
  try {
    const { id: commune } = await db.asOwner((tx) => createCommune(tx, { code: 'ROLL', name: 'Rent roll', currency: 'TND', languages: ['fr'] }));
    await db.inCommune({ commune }, (tx) => plant(tx, occupations));
    await db.asOwner((tx) => tx.raw('analyze occupation; analyze occupation_term'));
    let dues = 0;
    const ours = await timed(async () => {
      for (let after = '0'; ;) {
        const ids = await db.inCommune({ commune }, (tx) => occupationsToCall(tx, after, SLICE));
        const last = ids.at(-1);
        if (last === undefined) break;
        dues += (await db.inCommune({ commune }, (tx) => callDues(tx, THROUGH, TODAY, ids, null))).dues;
        after = last;
      }
    });
    const plain = await asHand(db, async (tx) => { for (const sql of PLAIN) await tx.raw(sql, { c: commune }); });
    const { rows: [same] } = await db.asOwner((tx) => tx.raw(`select (select count(*) from plain_due)::integer as plain, (select sum(amount) from plain_due)::text as plain_sum, (select sum(amount) from ledger_due)::text as sum`)) as { rows: { plain: number; plain_sum: string; sum: string }[] };
    report.note(`${dues.toLocaleString('en')} dues of ${occupations.toLocaleString('en')} occupations over ten years; by hand ${(same?.plain ?? 0).toLocaleString('en')}, sums ${same?.sum === same?.plain_sum ? 'equal' : `${same?.sum ?? ''} and ${same?.plain_sum ?? ''} (the hand-written rounding cuts a split month twice)`}.`);
    report.add({ subject: 'rentroll', what: `${dues.toLocaleString('en')} dues generated with their journal, under the policies, in slices of ${SLICE.toLocaleString('en')} occupations`, ours: seconds(ours.ms), other: `plain SQL ${seconds(plain)}`, ratio: ours.ms / plain, aim: 'at most', limit: 2 });
    await balances(report, db, commune);
  } finally { await db.close(); await dropDatabase(name); rmSync(folder, { recursive: true, force: true }); }
}

/** Two thirds of the dues are paid; then every account's figures by age on a day, beside the sums alone. */
async function balances(report: Report, db: Database, commune: number): Promise<void> {
  await db.asOwner(async (tx) => {
    await tx.raw(`insert into ledger_entry (commune_id, kind) values (:c, 'import')`, { c: commune });
    await tx.raw(`with e as (select max(id) as id from ledger_entry), p as (insert into ledger_payment (commune_id, entry_id, account_id, amount, paid_on, method, series, receipt_year, receipt_no)
        select :c, e.id, a.id, s.amount, date '2025-12-30', 'transfer', 'RC', 2025, row_number() over (order by a.id) from e, ledger_account a join (select account_id, sum(amount)::bigint as amount from ledger_due where due_on < '2022-09-01' group by 1) s on s.account_id = a.id returning id, account_id)
      insert into ledger_allocation (commune_id, entry_id, payment_id, due_id, amount, on_day) select :c, (select max(id) from ledger_entry), p.id, d.id, d.amount, date '2025-12-30' from p join ledger_due d on d.account_id = p.account_id and d.due_on < '2022-09-01'`, { c: commune });
    await tx.raw('analyze ledger_due; analyze ledger_payment; analyze ledger_allocation');
  });
  const hand = `select d.account_id, sum(d.amount) - coalesce(max(p.paid), 0) as balance, sum(d.amount - coalesce(l.paid, 0)) filter (where d.due_on >= date '${TODAY}' - 30) as a0, sum(d.amount - coalesce(l.paid, 0)) filter (where d.due_on < date '${TODAY}' - 30 and d.due_on >= date '${TODAY}' - 90) as a1,
      sum(d.amount - coalesce(l.paid, 0)) filter (where d.due_on < date '${TODAY}' - 90 and d.due_on >= date '${TODAY}' - 365) as a2, sum(d.amount - coalesce(l.paid, 0)) filter (where d.due_on < date '${TODAY}' - 365) as a3
    from ledger_due d left join (select due_id, sum(amount) as paid from ledger_allocation group by 1) l on l.due_id = d.id left join (select account_id, sum(amount) as paid from ledger_payment group by 1) p on p.account_id = d.account_id where d.due_on <= date '${TODAY}' group by d.account_id`;
  const ours: number[] = [], theirs: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    ours.push((await timed(() => db.inCommune({ commune }, (tx) => tx.raw(`select count(*), sum(f.balance), sum(f.over365) from (${FIGURES()}) f`, { day: TODAY })))).ms);
    theirs.push((await timed(() => db.asOwner((tx) => tx.raw(`select count(*), sum(x.balance), sum(x.a3) from (${hand}) x`)))).ms);
  }
  report.add({ subject: 'rentroll', what: 'balance, advance and ageing of every account on a day', ours: seconds(median(ours)), other: `plain SQL ${seconds(median(theirs))}`, ratio: median(ours) / median(theirs), aim: 'at most', limit: 2 });
}
