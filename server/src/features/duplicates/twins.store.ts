import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

interface Found { low: string; high: string; score: number; reasons: unknown }
/** Keeps what a search found: new pairs come in, open ones take the new score, those no longer found leave; a decided pair stays decided. */
export async function keepFound(tx: Tx, found: readonly Found[]): Promise<{ pairs: number; fresh: number; gone: number }> {
  const bind = { found: JSON.stringify(found) };
  const FOUND = `jsonb_to_recordset(cast(:found as jsonb)) f(low bigint, high bigint, score smallint, reasons jsonb)`;
  const { rowCount: gone } = await tx.raw(`delete from asset_twin t where t.commune_id = current_commune() and t.state = 'open' and not exists (select from ${FOUND} where f.low = t.low_id and f.high = t.high_id)`, bind) as { rowCount: number };
  const { rows: [n] } = await tx.raw(`with kept as (insert into asset_twin (commune_id, low_id, high_id, score, reasons) select current_commune(), f.low, f.high, f.score, f.reasons from ${FOUND}
      on conflict (commune_id, low_id, high_id) do update set score = excluded.score, reasons = excluded.reasons where asset_twin.state = 'open' returning xmax = 0 as made)
    select count(*) filter (where made)::integer as fresh, count(*)::integer as pairs from kept`, bind) as { rows: { fresh: number; pairs: number }[] };
  return { pairs: n?.pairs ?? 0, fresh: n?.fresh ?? 0, gone };
}

export interface HeldTwin { low: string; high: string; state: string }
/** A pair held for a decision. Throws not_found, and conflict when it was decided. */
export async function lockTwin(tx: Tx, id: string): Promise<HeldTwin> {
  const { rows: [row] } = await tx.raw('select t.low_id as low, t.high_id as high, t.state from asset_twin t where t.commune_id = current_commune() and t.id = :id for update', { id }) as { rows: HeldTwin[] };
  if (row === undefined) throw new AppError('not_found', `no pair ${id}`);
  if (row.state !== 'open') throw new AppError('conflict', `pair ${id} is ${row.state}`, { reason: 'duplicates.decided' });
  return row;
}
export const decideTwin = (tx: Tx, id: string, state: 'distinct' | 'merged', person: string, note: string | null): Promise<unknown> =>
  tx.raw(`update asset_twin set state = :state, decided_by = :person, decided_at = now(), note = :note where commune_id = current_commune() and id = :id`, { id, state, person, note });
export const reopenTwin = (tx: Tx, a: string, b: string): Promise<unknown> =>
  tx.raw(`update asset_twin set state = 'open', decided_by = null, decided_at = null where commune_id = current_commune() and low_id = least(cast(:a as bigint), cast(:b as bigint)) and high_id = greatest(cast(:a as bigint), cast(:b as bigint))`, { a, b });
