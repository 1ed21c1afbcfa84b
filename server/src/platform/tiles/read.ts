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
/** A row of `tile()` under the name of its layer: a made layer, or one feature of it. */
export interface TileRow { layer: string | null; mvt: Buffer | null; id: string | null; properties: Record<string, Property> | null; geom: Buffer | null }

const TILE_SQL = 'select cast(:layer as text) as layer, mvt, id, properties, geom from tile(:commune, :layer, :z, :x, :y, cast(:filter as jsonb))';

/** The bytes of a tile from its rows, layer after layer: the format is a list of layers. Where PostGIS cannot encode them they are encoded here. */
export function assembleTile(rows: readonly TileRow[]): Buffer {
  const made: Buffer[] = [], features = new Map<string, TileRow[]>();
  for (const row of rows) {
    if (row.mvt !== null) made.push(row.mvt);
    else if (row.geom !== null && row.layer !== null) {
      const list = features.get(row.layer);
      if (list === undefined) features.set(row.layer, [row]);
      else list.push(row);
    }
  }
  for (const [layer, list] of features) {
    made.push(encodeLayer(layer, list.map(({ id, properties, geom }) => ({ id, properties: properties ?? {}, geometry: geom as Buffer }))));
  }
  return made.length === 1 ? made[0] as Buffer : Buffer.concat(made);
}

/** The tile's bytes in one round trip, outside any transaction: the statement names its own commune and the policies apply. An empty tile is an empty buffer. */
export async function readTile(knex: Knex, { commune, layer, z, x, y, filter }: TileCall): Promise<Buffer> {
  const { rows } = await knex.raw<{ rows: TileRow[] }>(TILE_SQL, { commune, layer, z, x, y, filter: JSON.stringify(filter) });
  return assembleTile(rows);
}
