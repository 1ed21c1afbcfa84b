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

export const TILE_SQL = 'select mvt, id, properties, geom from tile(?, ?, ?, ?, ?, ?::jsonb)';

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

interface Frame { z: number; x: number; y: number }

/** A tile of any query with `geom` (EPSG:3857), maybe `id`, and attributes: the port's `mvt` where PostGIS has no encoder of its own. */
export async function encodedMvt(tx: Knex.Transaction, layer: string, sql: string, bindings: Record<string, unknown>, { z, x, y }: Frame): Promise<Buffer> {
  const { rows } = await tx.raw<{ rows: Row[] }>(
    `select (to_jsonb(q) ->> 'id') as id, to_jsonb(q) - '{id,geom}'::text[] as properties,
       tile_shape(q.geom, :mvtZ, :mvtX, :mvtY) as geom from (${sql}) q`,
    { ...bindings, mvtZ: z, mvtX: x, mvtY: y });
  return encodeLayer(layer, rows.flatMap(({ id, properties, geom }) => geom === null ? [] : [{ id, properties: properties ?? {}, geometry: geom }]));
}
