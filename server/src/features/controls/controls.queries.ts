import type { ControlResults, ControlRow } from '@sommier/domain/controls';
import { shownName, type PartyKind } from '@sommier/domain/parties';
import type { Tx } from '../../platform/db/index.ts';
import { CLAIM_MONEY, CLAIM_SUMS, LAST_STEP } from '../collection/index.ts';

const MONEY = `left join ledger_due d on d.commune_id = f.commune_id and d.id = f.due_id left join lateral (select ${CLAIM_SUMS} from (select d.*) d ${CLAIM_MONEY}) m on d.id is not null`;
type Stored = Omit<ControlRow, 'party'> & { party_kind: PartyKind | null; name: string | null; total: number };
/** Control files, the latest first; assessed is net of reductions. */
export async function listControls(tx: Tx, q: { open?: 'yes' | 'no' | undefined; id?: string; page: number; size: number }, personal: boolean): Promise<{ total: number; rows: ControlRow[] }> {
  const { rows } = await tx.raw(`select f.id, f.number, f.tax, f.period_from as "from", f.period_to as "to", y.id as "partyId", y.kind as party_kind, y.name, f.label, f.evidence, f.found_nights as "foundNights", f.found_minor::text as "foundMinor", coalesce(m.assessed::bigint + m.corrected::bigint, 0)::text as assessed, coalesce(m.paid, '0') as collected, f.cost_minor::text as "costMinor",
      coalesce(s.kind, 'none') as state, s.on_day as "stateOn", f.outcome, f.opened_name as "openedBy", to_json(f.opened_at)#>>'{}' as "openedAt", count(*) over ()::integer as total
    from collection_file f left join party g on g.commune_id = f.commune_id and g.id = f.party_id left join party y on y.commune_id = g.commune_id and y.id = coalesce(g.merged_into, g.id) ${LAST_STEP} ${MONEY}
    where f.commune_id = current_commune() and f.kind = 'control' and (cast(:id as bigint) is null or f.id = cast(:id as bigint)) ${q.open === undefined ? '' : `and f.outcome is ${q.open === 'yes' ? '' : 'not '}null`} order by f.id desc limit :size offset :skip`, { id: q.id ?? null, size: q.size, skip: (q.page - 1) * q.size }) as { rows: Stored[] };
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ party_kind, name, total: _t, ...r }) => ({ ...r, party: name === null || party_kind === null ? null : shownName(party_kind, name, personal) })) };
}

type Sums = ControlResults['total'];
/** What the controls opened in [from, to) came to, by month and by officer. */
export async function controlResults(tx: Tx, from: string, to: string): Promise<Omit<ControlResults, 'from' | 'to'>> {
  const sums = `count(*)::integer as files, (count(*) filter (where x.outcome is null))::integer as open, coalesce(sum(x.found_nights), 0)::integer as "foundNights", coalesce(sum(x.found_minor), 0)::text as found, coalesce(sum(x.assessed), 0)::text as assessed, coalesce(sum(x.paid), 0)::text as collected, coalesce(sum(x.cost_minor), 0)::text as cost, (coalesce(sum(x.paid), 0) - coalesce(sum(x.cost_minor), 0))::text as net`;
  const base = `select f.*, m.assessed::bigint + m.corrected::bigint as assessed, m.paid::bigint as paid, to_char(f.opened_at at time zone c.timezone, 'YYYY-MM') as month from collection_file f join commune c on c.id = f.commune_id ${MONEY}
    where f.commune_id = current_commune() and f.kind = 'control' and f.opened_at at time zone c.timezone >= cast(:from as date) and f.opened_at at time zone c.timezone < cast(:to as date)`;
  const ask = async <T>(sql: string): Promise<T[]> => (await tx.raw(sql, { from, to }) as { rows: T[] }).rows;
  const [total] = await ask<Sums>(`select ${sums} from (${base}) x`);
  return {
    total: total ?? { files: 0, open: 0, foundNights: 0, found: '0', assessed: '0', collected: '0', cost: '0', net: '0' }, months: await ask(`select x.month as key, ${sums} from (${base}) x group by x.month order by 1`), officers: await ask(`select x.opened_name as key, ${sums} from (${base}) x group by x.opened_name order by 1`),
    outcomes: await ask(`select x.outcome, count(*)::integer as files from (${base}) x group by x.outcome order by 2 desc, 1`),
  };
}
