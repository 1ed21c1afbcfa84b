import { claimTotals, type Roll, type RollRow } from '@sommier/domain/collection';
import { shownName, type PartyKind } from '@sommier/domain/parties';
import type { Tx } from '../../platform/db/index.ts';
import { today } from '../ledger/index.ts';
import { CLAIM_MONEY, CLAIM_SUMS } from './claims.sql.ts';

export interface RollQuery { tax?: string | undefined; run?: string | undefined; from: string; to: string; page: number; size: number }
type Stored = Omit<RollRow, 'party'> & { party_kind: PartyKind | null; name: string | null };

/** The first dues of taxes whose period begins in [from, to). */
const DUES = `select d.* from ledger_due d where d.commune_id = current_commune() and d.kind = 'tax' and d.corrects is null and d.period_from >= cast(:from as date) and d.period_from < cast(:to as date)
  and (cast(:tax as text) is null or :tax = coalesce((select f.tax from collection_file f where f.commune_id = d.commune_id and f.due_id = d.id), (select r.tax from assessment_article o join assessment_run r on r.commune_id = o.commune_id and r.id = o.run_id where o.commune_id = d.commune_id and o.due_id = d.id limit 1)))
  and (cast(:run as bigint) is null or exists (select from assessment_article o where o.commune_id = d.commune_id and o.run_id = cast(:run as bigint) and o.due_id = d.id))`;

/** The same sums another way: from the journal's postings and from what payments were set against, whatever the dues say. */
const LEDGER = `with d as (${DUES}), own as (select x.id from ledger_due x join d on x.commune_id = d.commune_id and (x.id = d.id or x.corrects = d.id)),
    late as (select p.id from ledger_due p join d on p.commune_id = d.commune_id and p.penalises = d.id where p.corrects is null), charged as (select x.id from ledger_due x join late on x.commune_id = current_commune() and (x.id = late.id or x.corrects = late.id)),
    payer as (select a.id from ledger_account a where a.commune_id = current_commune() and a.kind = 'payer')
  select (select coalesce(sum(p.amount), 0) from ledger_posting p where p.commune_id = current_commune() and p.due_id in (select id from own) and p.debit_id in (select id from payer))::text as assessed,
    (select -coalesce(sum(p.amount), 0) from ledger_posting p where p.commune_id = current_commune() and p.due_id in (select id from own) and p.credit_id in (select id from payer))::text as corrected,
    (select coalesce(sum(case when p.debit_id in (select id from payer) then p.amount else -p.amount end), 0) from ledger_posting p where p.commune_id = current_commune() and p.due_id in (select id from charged))::text as penalties,
    (select coalesce(sum(l.amount), 0) from ledger_allocation l join ledger_payment y on y.commune_id = l.commune_id and y.id = l.payment_id where l.commune_id = current_commune() and (l.due_id in (select id from own) or l.due_id in (select id from charged)))::text as paid`;

/** A page of the roll with the sums of all of it, and whether the ledger says the same. */
export async function readRoll(tx: Tx, q: RollQuery, currency: string, personal: boolean): Promise<Roll> {
  const bind = { from: q.from, to: q.to, tax: q.tax ?? null, run: q.run ?? null };
  const rows = `select row_number() over (order by d.period_from, d.id)::integer as no, f.number as article, d.id as "dueId", y.id as "partyId", y.kind as party_kind, y.name, coalesce(f.tax, (select r.tax from assessment_article o join assessment_run r on r.commune_id = o.commune_id and r.id = o.run_id where o.commune_id = d.commune_id and o.due_id = d.id limit 1), '') as tax,
      d.period_from as "from", d.period_to as "to", d.due_on as "dueOn", ${CLAIM_SUMS} from (${DUES}) d join ledger_account a on a.commune_id = d.commune_id and a.id = d.account_id left join party g on g.commune_id = a.commune_id and g.id = a.party_id left join party y on y.commune_id = g.commune_id and y.id = coalesce(g.merged_into, g.id)
      left join collection_file f on f.commune_id = d.commune_id and f.due_id = d.id ${CLAIM_MONEY}`;
  const { rows: [all] } = await tx.raw(`select count(*)::integer as total, coalesce(sum(x.assessed::bigint), 0)::text as assessed, coalesce(sum(x.corrected::bigint), 0)::text as corrected, coalesce(sum(x.penalties::bigint), 0)::text as penalties, coalesce(sum(x.paid::bigint), 0)::text as paid, coalesce(sum(x.open::bigint), 0)::text as open from (${rows}) x`, bind) as { rows: (Roll['sums'] & { total: number })[] };
  const { rows: [books] } = await tx.raw(LEDGER, bind) as { rows: Omit<Roll['sums'], 'open'>[] };
  const { rows: page } = await tx.raw(`select * from (${rows}) x order by x.no limit :size offset :skip`, { ...bind, size: q.size, skip: (q.page - 1) * q.size }) as { rows: Stored[] };
  const { total = 0, ...sums } = all ?? { total: 0, assessed: '0', corrected: '0', penalties: '0', paid: '0', open: '0' };
  const ledger = claimTotals(books ?? { assessed: '0', corrected: '0', penalties: '0', paid: '0' });
  return { tax: q.tax ?? null, from: q.from, to: q.to, day: await today(tx), currency, total, sums, ledger, balanced: (Object.keys(ledger) as (keyof typeof ledger)[]).every((k) => ledger[k] === sums[k]),
    rows: page.map(({ party_kind, name, ...r }) => ({ ...r, party: name === null || party_kind === null ? null : shownName(party_kind, name, personal) })) };
}
