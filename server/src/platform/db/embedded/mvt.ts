import type { Tx, TileFrame } from '../database.ts';

/** A tile of rows encoded in Node: the embedded PostGIS has no ST_AsMVT. */
export async function mvt(tx: Tx, layer: string, sql: string, bindings: Record<string, unknown>, tile: TileFrame): Promise<Buffer> {
  const { encodedMvt } = await import('../../tiles/index.ts');
  return encodedMvt(tx, layer, sql, bindings, tile);
}
