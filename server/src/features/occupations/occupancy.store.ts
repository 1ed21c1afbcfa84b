import type { Tx } from '../../platform/db/index.ts';
import { bumpVersion } from '../tiles/index.ts';

/** Keeps again the state in time of some units, or of all; the map's tiles change with it. Call it at the end of what changes rights. */
export async function refreshOccupancy(tx: Tx, assetIds: readonly string[] | null): Promise<void> {
  if (assetIds?.length === 0) return;
  const units = assetIds === null ? null : `{${assetIds.join(',')}}`;
  await tx.raw('delete from occupancy_span where commune_id = current_commune() and (cast(:units as bigint[]) is null or asset_id = any(cast(:units as bigint[])))', { units });
  await tx.raw(`insert into occupancy_span (commune_id, asset_id, from_on, to_on, state, expired, occupation_id)
    select current_commune(), s.asset_id, s.from_on, s.to_on, s.state, s.expired, s.occupation_id from occupancy_spans(current_commune(), cast(:units as bigint[])) s`, { units });
  await bumpVersion(tx, 'assets');
}
