import type { Database } from '../../platform/db/index.ts';

/** What a tile is as of. `zonesOf` is the row id of the set of zones named, if one was. */
export interface TileVersion { version: string; zonesOf: string | null }

/** One round trip; undefined when the commune has no such layer or no such set of zones. */
export async function tileVersion(db: Database, commune: number, layer: string, set: string | undefined): Promise<TileVersion | undefined> {
  const { rows: [row] } = await db.knex.raw<{ rows: { version: string; zones_of: string | null }[] }>(
    'select version, zones_of from tile_version(?, ?, ?)', [commune, layer, set ?? null]);
  return row && { version: row.version, zonesOf: row.zones_of };
}
