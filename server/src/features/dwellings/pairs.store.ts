import { PAIR_MODEL, type PairDecision } from '@sommier/domain/dwellings';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Found } from './seek.ts';

/** Keeps what a search found: new pairs come in, undecided ones take the new weight; a decided pair keeps its reasons and its verdict. Answers how many are new. */
export async function keepPairs(tx: Tx, found: readonly Found[]): Promise<number> {
  if (found.length === 0) return 0;
  const { rows: [n] } = await tx.raw(`with kept as (insert into listing_pair (commune_id, low_id, high_id, score, weight, class, reasons, distance_m, model, found_at)
      select current_commune(), f.low, f.high, f.score, f.weight, f.class, f.reasons, f."distanceM", :model, clock_timestamp()
      from jsonb_to_recordset(cast(:found as jsonb)) f(low bigint, high bigint, score smallint, weight real, class text, reasons jsonb, "distanceM" real)
      on conflict (commune_id, low_id, high_id) do update set score = excluded.score, weight = excluded.weight, class = excluded.class, reasons = excluded.reasons, distance_m = excluded.distance_m, model = excluded.model, found_at = excluded.found_at
        where listing_pair.state <> 'decided' returning xmax = 0 as made)
    select count(*) filter (where made)::integer as fresh from kept`, { found: JSON.stringify(found), model: PAIR_MODEL.version }) as { rows: { fresh: number }[] };
  return n?.fresh ?? 0;
}
/** Undecided pairs that the search begun at `since` did not find again leave. */
export async function leavePairs(tx: Tx, since: Date): Promise<number> {
  const { rowCount } = await tx.raw(`delete from listing_pair where commune_id = current_commune() and state <> 'decided' and found_at < :since`, { since }) as unknown as { rowCount: number };
  return rowCount;
}

export interface HeldPair { id: string; low: string; high: string; state: string; verdict: string | null }
/** Pairs held for a decision, in the order of their ids so that two deciders cannot block one another. Throws not_found when one is not there. */
export async function lockPairs(tx: Tx, ids: readonly string[]): Promise<HeldPair[]> {
  const { rows } = await tx.raw('select id, low_id as low, high_id as high, state, verdict from listing_pair where commune_id = current_commune() and id = any(cast(:ids as bigint[])) order by id for update', { ids: `{${ids.join(',')}}` }) as { rows: HeldPair[] };
  const missing = ids.find((id) => !rows.some((r) => r.id === id));
  if (missing !== undefined) throw new AppError('not_found', `no pair ${missing}`);
  return rows;
}
/** Writes a decision on pairs held. */
export async function writeDecision(tx: Tx, { ids, verdict, note }: PairDecision, person: string): Promise<void> {
  const state = verdict === 'open' || verdict === 'later' ? verdict : 'decided';
  await tx.raw(`update listing_pair set state = :state, verdict = case when :state = 'decided' then :verdict end, decided_by = case when :state = 'decided' then cast(:person as bigint) end,
    decided_at = case when :state = 'decided' then now() end, note = :note where commune_id = current_commune() and id = any(cast(:ids as bigint[]))`, { ids: `{${ids.join(',')}}`, state, verdict, person, note: note || null });
}
