import type { ClaimRow, CLAIM_STATES } from '@sommier/domain/collection';
import { shownName, type PartyKind } from '@sommier/domain/parties';
import { foldText } from '@sommier/domain/search';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';
import { CLAIM_MONEY, CLAIM_OPEN, CLAIM_SUMS, HELD, LAST_STEP } from './claims.sql.ts';

export interface ClaimQuery { q: string; run?: string | undefined; tax?: string | undefined; party?: string | undefined; state: (typeof CLAIM_STATES)[number]; page: number; size: number }
const STATE: Record<ClaimQuery['state'], string> = {
  all: 'true', to_notice: `x.file is null or x.state = 'none'`, noticed: `x.state = 'notice'`, reminded: `x.state = 'reminder'`, formal: `x.state in ('formal_notice','enforcement')`, appeal: `x.state = 'appeal'`, unpaid: 'x.rest > 0 and not x.closed', closed: 'x.closed',
};
/** The due of a tax, its first run, its file. A due written by an assessment by office has a file and no run. */
const FROM = `from ledger_due d join ledger_account a on a.commune_id = d.commune_id and a.id = d.account_id left join party g on g.commune_id = a.commune_id and g.id = a.party_id left join party y on y.commune_id = g.commune_id and y.id = coalesce(g.merged_into, g.id)
  left join lateral (select o.run_id, r.tax from assessment_article o join assessment_run r on r.commune_id = o.commune_id and r.id = o.run_id where o.commune_id = d.commune_id and o.due_id = d.id order by o.run_id limit 1) r on true
  left join collection_file f on f.commune_id = d.commune_id and f.due_id = d.id ${LAST_STEP} ${CLAIM_MONEY}
  where d.commune_id = current_commune() and d.kind = 'tax' and d.corrects is null`;

type Stored = Omit<ClaimRow, 'party'> & { party_kind: PartyKind | null; name: string | null; total: number; sum: string };
/** Claims under a filter, the latest first. Without the right to personal data, words find bodies alone. */
export async function findClaims(tx: Tx, f: ClaimQuery, personal: boolean): Promise<{ total: number; open: string; rows: ClaimRow[] }> {
  const w = new Where('true');
  if (f.party !== undefined) w.add('y.id = cast(:party as bigint)', { party: f.party });
  if (f.tax !== undefined) w.add('coalesce(f.tax, r.tax) = :tax', { tax: f.tax });
  if (f.run !== undefined) w.add('exists (select from assessment_article o where o.commune_id = d.commune_id and o.run_id = cast(:run as bigint) and (o.due_id = d.id or o.due_id in (select c.id from ledger_due c where c.commune_id = d.commune_id and c.corrects = d.id)))', { run: f.run });
  const folded = foldText(f.q);
  if (folded !== '') { const p = new Where().words('y.search', folded, 'p'); w.add(`((${p.sql}${personal ? '' : ` and y.kind = 'legal'`}) or lower(f.number) = lower(:number))`, { ...p.bindings, number: f.q.trim() }); }
  const { rows } = await tx.raw(`with x as (select d.id as due, f.id as file, f.number, y.id as party_id, y.kind as party_kind, y.name, a.id as account, coalesce(f.tax, r.tax, '') as tax, d.period_from, d.period_to, d.due_on, r.run_id, ${CLAIM_SUMS}, ${CLAIM_OPEN} as rest,
        coalesce(s.kind, 'none') as state, s.on_day as state_on, coalesce(s.served, false) as served, ${HELD} as suspended, f.closed_at is not null as closed ${FROM} and ${w.sql})
    select x.due as "dueId", x.file as "fileId", x.number, x.party_id as "partyId", x.party_kind, x.name, x.account as "accountId", x.tax, x.period_from as "from", x.period_to as "to", x.due_on as "dueOn", x.run_id as "runId", x.assessed, x.corrected, x.penalties, x.paid, x.open,
      x.state, x.state_on as "stateOn", x.served, x.suspended, x.closed, count(*) over ()::integer as total, (sum(x.rest) over ())::text as sum from x where ${STATE[f.state]} order by x.due desc limit :size offset :skip`,
  { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as { rows: Stored[] };
  return { total: rows[0]?.total ?? 0, open: rows[0]?.sum ?? '0', rows: rows.map(({ party_kind, name, total: _t, sum: _s, ...r }) => ({ ...r, party: name === null || party_kind === null ? null : shownName(party_kind, name, personal) })) };
}
