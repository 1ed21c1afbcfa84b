import { addMonths } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { indexTerms } from '../occupations/index.ts';
import { counters, newEntry, openAccounts } from './accounts.store.ts';
import { settleAccounts } from './settle.store.ts';
import { BILLED, expected } from './schedule-sql.ts';

/** What a call wrote. Amounts in minor units; `corrections` are dues of periods already called whose terms have changed since; `indexed` steps of the contracts' own clauses came with it; `missing` names what index has no value for which day. */
export interface Called { occupations: number; dues: number; amount: string; corrections: number; corrected: string; allocated: string; indexed: number; missing: string[] }

/** What the schedule of an occupation hangs on, as a digest: a change makes its whole schedule be compared again. */
const DIGEST = `md5(concat_ws('|', b.starts, b.ends, (select string_agg(concat_ws(',', t.from_on, t.to_on, t.amount_minor, t.charges_minor, t.period, coalesce(t.due_day, 0), t.due_when, t.prorata, t.anchor_on), ';' order by t.from_on)
  from occupation_term t where t.commune_id = current_commune() and t.occupation_id = b.occ)))`;

/**
 * Ids of the occupations to call, in order: those billed, and those once called that no longer are (ended, made free). After `after`, at most `size`.
 */
export async function occupationsToCall(tx: Tx, after: string, size: number): Promise<string[]> {
  const { rows } = await tx.raw(`select o.id from occupation o where o.commune_id = current_commune() and o.id > :after and ((o.validated_at is not null and o.status <> 'draft' and o.rank in ('principal','derived')
      and not o.free_of_charge and o.starts_on is not null) or exists (select from ledger_called c where c.commune_id = o.commune_id and c.occupation_id = o.id)) order by o.id limit :size`, { after, size }) as { rows: { id: string }[] };
  return rows.map((r) => r.id);
}

/** Fills `scope_rows`: the occupations, and for those whose terms have not changed the day their dues are called through. */
async function openScope(tx: Tx, occupations: readonly string[], through: string): Promise<void> {
  await tx.raw('create temporary table if not exists scope_rows (occ bigint, floor date, upto date, changed boolean, digest text, account bigint) on commit drop');
  await tx.raw('truncate scope_rows');
  await tx.raw(`insert into scope_rows (occ, floor, upto, changed, digest)
    select i.id, case when c.terms_digest = coalesce(d.digest, '') then c.through end, greatest(cast(:through as date), c.through), c.terms_digest is not null and c.terms_digest <> coalesce(d.digest, ''), coalesce(d.digest, '') from unnest(cast(:ids as bigint[])) as i(id)
      left join (select b.occ, ${DIGEST} as digest from (${BILLED} and o.id = any(cast(:ids as bigint[]))) b) d on d.occ = i.id
      left join ledger_called c on c.commune_id = current_commune() and c.occupation_id = i.id`, { ids: occupations, through });
  await tx.raw('analyze scope_rows');
}

const COUNTER = `case when d.kind = 'rent' then cast(:revenue as bigint) else cast(:charges as bigint) end`;
/** Dues never called: as the schedule says. */
const FRESH = `select e.occ, e.kind, e.period_from, e.period_to, e.due_on, e.amount, null::bigint as root, s.account from (${expected(false)}) e join scope_rows s on s.occ = e.occ`;
/** Dues of occupations whose terms changed: for each period what they now come to less what was called. */
const CHANGED = `select coalesce(e.occ, c.occ) as occ, coalesce(e.kind, c.kind) as kind, coalesce(e.period_from, c.period_from) as period_from, coalesce(e.period_to, c.period_to) as period_to,
    coalesce(c.due_on, e.due_on) as due_on, coalesce(e.amount, 0) - coalesce(c.amount, 0) as amount, c.root, coalesce(c.account, s.account) as account
  from (select x.occ, x.kind, x.period_from, x.period_to, min(x.due_on) as due_on, sum(x.amount)::bigint as amount from (${expected(true)}) x group by x.occ, x.kind, x.period_from, x.period_to) e
  full join (
    select d.occupation_id as occ, d.kind, d.period_from, d.period_to, min(coalesce(d.corrects, d.id)) as root, min(d.due_on) as due_on, sum(d.amount)::bigint as amount, min(d.account_id) as account
    from scope_rows x join ledger_due d on d.commune_id = current_commune() and d.occupation_id = x.occ and d.origin = 'schedule' where x.changed group by d.occupation_id, d.kind, d.period_from, d.period_to
  ) c on c.occ = e.occ and c.kind = e.kind and c.period_from = e.period_from and c.period_to = e.period_to
  join scope_rows s on s.occ = coalesce(e.occ, c.occ) where coalesce(e.amount, 0) <> coalesce(c.amount, 0)`;
interface Written { dues: number; amount: string; corrections: number; corrected: string }

/** Writes the dues a query answers with their postings, in one statement. */
async function write(tx: Tx, query: string, bindings: Record<string, unknown>): Promise<Written> {
  const { rows: [n] } = await tx.raw(`
    with due as (
      insert into ledger_due (commune_id, entry_id, account_id, occupation_id, kind, period_from, period_to, due_on, amount, corrects, origin)
      select current_commune(), cast(:entry as bigint), q.account, q.occ, q.kind, q.period_from, q.period_to, q.due_on, q.amount, q.root, 'schedule' from (${query}) q
      returning id, account_id, kind, due_on, amount, corrects
    ), posted as (
      insert into ledger_posting (commune_id, entry_id, on_day, debit_id, credit_id, amount, due_id)
      select current_commune(), cast(:entry as bigint), d.due_on, case when d.amount > 0 then d.account_id else ${COUNTER} end, case when d.amount > 0 then ${COUNTER} else d.account_id end, abs(d.amount), d.id from due d
    )
    select count(*)::integer as dues, coalesce(sum(due.amount), 0)::text as amount, count(due.corrects)::integer as corrections, coalesce(sum(due.amount) filter (where due.corrects is not null), 0)::text as corrected from due`,
  bindings) as { rows: Written[] };
  if (n === undefined) throw new Error('no count');
  return n;
}

/**
 * Calls what the contracts say is due up to a day, the day included: writes the dues not yet written, and for occupations whose terms changed the
 * difference of each period, as counter-entries. Then sets free money against what is open. Calling twice writes nothing twice.
 */
export async function callDues(tx: Tx, through: string, today: string, occupations: readonly string[], person: string | null): Promise<Called> {
  if (occupations.length === 0) return { occupations: 0, dues: 0, amount: '0', corrections: 0, corrected: '0', allocated: '0', indexed: 0, missing: [] };
  await tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext('ledger call'))`);
  const clauses = await indexTerms(tx, occupations, { percent: addMonths(through, 12), index: through < today ? through : today });
  await openScope(tx, occupations, through);
  await openAccounts(tx, today);
  const { revenue, charges } = await counters(tx);
  const entry = await newEntry(tx, 'call', person, through);
  const fresh = await write(tx, FRESH, { entry, revenue, charges });
  const { rows: [any] } = await tx.raw('select exists (select from scope_rows x where x.changed) as changed') as { rows: { changed: boolean }[] };
  const mended = any?.changed === true ? await write(tx, CHANGED, { entry, revenue, charges }) : undefined;
  await tx.raw(`insert into ledger_called (commune_id, occupation_id, through, terms_digest) select current_commune(), x.occ, cast(:through as date), x.digest from scope_rows x
    on conflict (commune_id, occupation_id) do update set through = greatest(ledger_called.through, excluded.through), terms_digest = excluded.terms_digest`, { through });
  const allocated = await settleAccounts(tx, { occupations: true }, person);
  return {
    occupations: occupations.length, dues: fresh.dues + (mended?.dues ?? 0), amount: String(BigInt(fresh.amount) + BigInt(mended?.amount ?? 0)),
    corrections: mended?.corrections ?? 0, corrected: mended?.corrected ?? '0', allocated, indexed: clauses.written, missing: [...new Set(clauses.missing.map((m) => `${m.index} ${m.day}`))],
  };
}
