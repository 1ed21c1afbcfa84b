import type { Bbox, ExportFormat } from '@sommier/domain/exports';
import type { Tx } from '../../platform/db/index.ts';
import { countRows } from './export.ts';
import { inExtent } from './records.ts';
import type { LayerSource } from './source.ts';

/** Bytes of a file per byte of attributes, per byte of geometry (WKB), per row, and at all: measured on the demo commune, good within a factor of two. */
const WEIGHTS: Readonly<Record<ExportFormat, readonly [number, number, number, number]>> = {
  gpkg: [0.8, 0.8, 30, 95_000], geojson: [1.2, 1.1, 260, 200], shp: [0.18, 0.25, 24, 1500], kml: [1.5, 1.5, 600, 1000], csv: [0.55, 0.9, 25, 200], xlsx: [0.28, 0, 50, 2500], fgb: [0.9, 0.8, 60, 2000], dxf: [0, 2.6, 260, 9000],
};
const SAMPLE = 200;

/** Rows of a layer in the extent and what they would weigh in that format, from the first rows. */
export async function estimateLayer(tx: Tx, source: LayerSource, format: ExportFormat, bbox: Bbox | undefined): Promise<{ layer: string; rows: number; bytes: number }> {
  const rows = await countRows(tx, source, bbox);
  const extent = inExtent(bbox);
  const { rows: [sample] } = await tx.raw(
    `select coalesce(avg(pg_column_size(s)), 0)::float8 as whole, coalesce(avg(st_memsize(s.geom)), 0)::float8 as shape
     from (select f.* from ${source.from} where ${source.where} ${extent.where ? `and ${extent.where}` : ''} limit ${SAMPLE}) s`,
    { ...source.bindings, ...extent.bindings }) as { rows: { whole: number; shape: number }[] };
  const [attributes, geometry, each, fixed] = WEIGHTS[format];
  const shape = sample?.shape ?? 0;
  // The row holds its shape twice (a copy for tiles), so what is left are the attributes.
  const rest = Math.max(60, (sample?.whole ?? 0) - 2 * shape);
  return { layer: source.layer, rows, bytes: rows === 0 ? 0 : Math.round(fixed + rows * (rest * attributes + shape * geometry + each)) };
}
