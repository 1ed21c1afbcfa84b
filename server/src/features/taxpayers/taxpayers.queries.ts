import type { CollectionPaper, FileKind, StepKind } from '@sommier/domain/collection';
import { shownName, type PartyKind } from '@sommier/domain/parties';
import { foldText } from '@sommier/domain/search';
import type { TaxpayerRow, TaxpayerSheet } from '@sommier/domain/taxpayers';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';
import { findClaims, PAPER_OF_STEP } from '../collection/index.ts';
import { accountPayments, accountsOfParty, readAccounts, readRefunds } from '../ledger/index.ts';

type Rows<T> = { rows: T[] };
/** Figures of every party that has an account or a file, over all of its accounts; dues to come are asked too, but only past ones are past due. */
const FIGURES = (only: boolean): string => `with a as (select a.commune_id, a.id, coalesce(g.merged_into, g.id) as party from ledger_account a join party g on g.commune_id = a.commune_id and g.id = a.party_id where a.commune_id = current_commune() and a.kind = 'payer'${only ? ' and coalesce(g.merged_into, g.id) = cast(:party as bigint)' : ''}),
  dues as (select a.party, sum(d.amount) filter (where d.kind = 'tax') as taxes, sum(d.amount) filter (where d.kind = 'penalty') as penalties, sum(d.amount) filter (where d.kind not in ('tax','penalty','refund')) as rents, sum(d.amount) filter (where d.kind <> 'refund') as asked,
      sum(d.amount) filter (where d.kind = 'refund') as ordered, sum(d.amount) filter (where d.due_on <= cast(:day as date)) as past, sum(d.amount) as owed from a join ledger_due d on d.commune_id = a.commune_id and d.account_id = a.id group by a.party),
  money as (select a.party, sum(case when p.reverses is null then p.amount else -p.amount end) as paid from a join ledger_payment p on p.commune_id = a.commune_id and p.account_id = a.id group by a.party),
  used as (select a.party, sum(l.amount) as used, sum(l.amount) filter (where d.due_on <= cast(:day as date)) as past from a join ledger_due d on d.commune_id = a.commune_id and d.account_id = a.id join ledger_allocation l on l.commune_id = d.commune_id and l.due_id = d.id group by a.party),
  held as (select a.party, sum(d.amount + coalesce((select sum(c.amount) from ledger_due c where c.commune_id = d.commune_id and c.corrects = d.id), 0) - coalesce((select sum(l.amount) from ledger_allocation l where l.commune_id = d.commune_id and l.due_id = d.id), 0)) as suspended
    from a join ledger_due d on d.commune_id = a.commune_id and d.account_id = a.id join ledger_hold h on h.commune_id = d.commune_id and h.due_id = d.id and h.lifted is null group by a.party),
  files as (select coalesce(g.merged_into, g.id) as party, count(*)::integer as files from collection_file f join party g on g.commune_id = f.commune_id and g.id = f.party_id where f.commune_id = current_commune()${only ? ' and coalesce(g.merged_into, g.id) = cast(:party as bigint)' : ''} group by 1),
  who as (select party from a union select party from files)
  select y.id, y.kind as party_kind, y.name, y.name_ar, y.search, coalesce(d.taxes, 0)::text as taxes, coalesce(d.rents, 0)::text as rents, coalesce(d.penalties, 0)::text as penalties, coalesce(d.asked, 0)::text as asked, coalesce(m.paid, 0)::text as paid, coalesce(d.ordered, 0)::text as refunded,
    (coalesce(d.owed, 0) - coalesce(u.used, 0))::text as open, (coalesce(d.past, 0) - coalesce(u.past, 0))::text as "pastDue", (coalesce(m.paid, 0) - coalesce(u.used, 0))::text as advance, coalesce(h.suspended, 0)::text as suspended, coalesce(f.files, 0) as files, coalesce(d.owed, 0) - coalesce(u.used, 0) as rest
  from who join party y on y.commune_id = current_commune() and y.id = who.party left join dues d on d.party = y.id left join money m on m.party = y.id left join used u on u.party = y.id left join held h on h.party = y.id left join files f on f.party = y.id`;
type Stored = Omit<TaxpayerRow, 'name' | 'nameAr'> & { party_kind: PartyKind; name: string; name_ar: string | null; search?: string; rest?: string };
const shape = (personal: boolean) => ({ party_kind, name, name_ar, search: _s, rest: _r, ...r }: Stored): TaxpayerRow => ({ ...r, name: shownName(party_kind, name, personal), nameAr: name_ar === null ? null : shownName(party_kind, name_ar, personal) });

/** Taxpayers under a filter, the largest unpaid first. Without the right to personal data, words find bodies alone. */
export async function findTaxpayers(tx: Tx, f: { q: string; owing: boolean; page: number; size: number }, day: string, personal: boolean): Promise<{ total: number; sums: { open: string; pastDue: string; advance: string }; rows: TaxpayerRow[] }> {
  const w = new Where(f.owing ? 'x.rest > 0' : 'true'), folded = foldText(f.q);
  if (folded !== '') { const p = new Where().words('x.search', folded, 'p'); w.add(`(${p.sql}${personal ? '' : ` and x.party_kind = 'legal'`})`, p.bindings); }
  const { rows } = await tx.raw(`select x.*, count(*) over ()::integer as total, (sum(x.rest) over ())::text as s_open, (sum(x."pastDue"::numeric) over ())::text as s_past, (sum(x.advance::numeric) over ())::text as s_advance from (${FIGURES(false)}) x where ${w.sql} order by x.rest desc, x.id limit :size offset :skip`,
    { ...w.bindings, day, size: f.size, skip: (f.page - 1) * f.size }) as Rows<Stored & { total: number; s_open: string; s_past: string; s_advance: string }>;
  const n = rows[0];
  return { total: n?.total ?? 0, sums: { open: n?.s_open ?? '0', pastDue: n?.s_past ?? '0', advance: n?.s_advance ?? '0' }, rows: rows.map(({ total: _t, s_open: _o, s_past: _p, s_advance: _a, ...r }) => shape(personal)(r)) };
}

const DUES = `select r.id, r.account_id as "accountId", r.kind, r.period_from as "from", r.period_to as "to", r.due_on as "dueOn", (r.amount + coalesce(c.amount, 0))::text as amount, coalesce(l.amount, 0)::text as paid, (r.amount + coalesce(c.amount, 0) - coalesce(l.amount, 0))::text as open, c.amount is not null as corrected, r.origin, coalesce(c.note, r.note) as note, r.penalises,
    exists (select from ledger_hold h where h.commune_id = r.commune_id and h.due_id = r.id and h.lifted is null) as held
  from ledger_due r left join lateral (select sum(c.amount)::bigint as amount, string_agg(c.note, ' · ' order by c.id) as note from ledger_due c where c.commune_id = r.commune_id and c.corrects = r.id) c on true left join lateral (select sum(l.amount)::bigint as amount from ledger_allocation l where l.commune_id = r.commune_id and l.due_id = r.id) l on true
  where r.commune_id = current_commune() and r.corrects is null and r.account_id = any (cast(:accounts as bigint[])) order by r.due_on desc, r.id desc limit 400`;

/** The whole account of a party; undefined where it has none. */
export async function readTaxpayer(tx: Tx, id: string, day: string, personal: boolean): Promise<TaxpayerSheet | undefined> {
  const { rows: [row] } = await tx.raw(FIGURES(true), { day, party: id }) as Rows<Stored>;
  if (row === undefined) return undefined;
  const accounts = await accountsOfParty(tx, id), bind = { accounts: `{${accounts.join(',')}}` };
  const { rows: dues } = await tx.raw(DUES, bind) as Rows<TaxpayerSheet['dues'][number]>;
  const { rows: steps } = await tx.raw(`select s.id, f.id as "fileId", f.number as file, f.kind as "fileKind", s.kind, s.on_day as "on", s.signed_name as "signedBy", ${PAPER_OF_STEP} as paper
    from collection_file f join collection_step s on s.commune_id = f.commune_id and s.file_id = f.id join party g on g.commune_id = f.commune_id and g.id = f.party_id where f.commune_id = current_commune() and coalesce(g.merged_into, g.id) = ? order by s.id desc limit 200`, [id]) as Rows<{ id: string; fileId: string; file: string; fileKind: FileKind; kind: StepKind; on: string; signedBy: string; paper: CollectionPaper | null }>;
  const { rows: controls } = await tx.raw(`select f.id, f.number, f.tax, f.period_from as "from", f.period_to as "to", f.outcome from collection_file f join party g on g.commune_id = f.commune_id and g.id = f.party_id where f.commune_id = current_commune() and f.kind = 'control' and coalesce(g.merged_into, g.id) = ? order by f.id desc limit 100`, [id]) as Rows<TaxpayerSheet['controls'][number]>;
  const payments = [];
  for (const account of accounts) payments.push(...await accountPayments(tx, account, personal));
  return {
    ...shape(personal)(row), day, dues, payments: payments.sort((a, b) => (a.paidOn < b.paidOn ? 1 : a.paidOn > b.paidOn ? -1 : Number(b.id) - Number(a.id))), refunds: await readRefunds(tx, accounts), steps, controls,
    accounts: (await Promise.all(accounts.map((a) => readAccounts(tx, { id: a }, day, personal)))).flat(), claims: (await findClaims(tx, { q: '', party: id, state: 'all', page: 1, size: 200 }, personal)).rows,
  };
}
