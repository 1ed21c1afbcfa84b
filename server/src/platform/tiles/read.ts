import type { Knex } from 'knex';
import { encodeLayer, type Property } from './encode.ts';

/** One tile of one layer of one commune (its row id). `filter` is what the database's `tile()` documents. */
export interface TileCall {
  commune: number;
  layer: string;
  z: number;
  x: number;
  y: number;
  filter: Readonly<Record<string, unknown>>;
}
interface Row { mvt: Buffer | null; id: string | null; properties: Record<string, Property> | null; geom: Buffer | null }

const TILE_SQL = 'select mvt, id, properties, geom from tile(?, ?, ?, ?, ?, ?::jsonb)';

/**
 * The tile's bytes in one round trip, outside any transaction: the statement names its own commune and the policies apply. Where PostGIS cannot
 * encode tiles the features come instead and are encoded here. An empty tile is an empty buffer.
 */
export async function readTile(knex: Knex, { commune, layer, z, x, y, filter }: TileCall): Promise<Buffer> {
  const { rows } = await knex.raw<{ rows: Row[] }>(TILE_SQL, [commune, layer, z, x, y, JSON.stringify(filter)]);
  const made = rows[0]?.mvt;
  if (made) return made;
  return encodeLayer(layer, rows.flatMap(({ id, properties, geom }) => geom === null ? [] : [{ id, properties: properties ?? {}, geometry: geom }]));
}
