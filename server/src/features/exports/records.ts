import type { Bbox } from '@sommier/domain/exports';
import type { Read } from '../../platform/db/index.ts';
import { pages, type Row } from './pages.ts';
import type { Column, LayerSource } from './source.ts';

const SLICE = 2000;

export type Value = string | number | bigint | boolean | null;
/** A row on its way out. `geometry` is GeoJSON text in the CRS asked for, null where nobody has placed the row. */
export interface OutRow { id: string; values: readonly Value[]; geometry: string | null; dimension: number | null; x: number | null; y: number | null; wkt: string | null }
export interface OutColumn { name: string; type: Column['type'] }
export interface Table { layer: string; title: string; columns: readonly OutColumn[]; rows: () => AsyncGenerator<OutRow[]>; /** A workbook's sheet read from the right. */ rightToLeft?: boolean }

export interface Selection { bbox?: Bbox | undefined; crs: number; personal: boolean; geometry: 'geojson' | 'wkt' }

/** Numbers leave as numbers: an integer past 2^53 as a bigint, a decimal as the nearest double. */
function numeric(value: unknown): Value {
  if (typeof value === 'number' || value === null || value === undefined) return value ?? null;
  const text = String(value);
  return /^-?\d{16,}$/.test(text) ? BigInt(text) : Number(text);
}
function typed(type: Column['type'], value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (type === 'number') return numeric(value);
  if (type === 'boolean') return value === true;
  if (type === 'json') { const text = JSON.stringify(value); return text === '{}' ? null : text; }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
/** What a file of somebody else's said, kept in `attributes`: a number stays a number, all else is text. */
const attribute = (value: unknown): Value => typeof value === 'number' || typeof value === 'boolean' ? value : typed('text', value);

const within = `f.g3857 && st_transform(st_makeenvelope(cast(:west as float8), cast(:south as float8), cast(:east as float8), cast(:north as float8), 4326), 3857)
  and st_intersects(f.geom, st_makeenvelope(cast(:west as float8), cast(:south as float8), cast(:east as float8), cast(:north as float8), 4326))`;
/** The condition of an extent, and its bindings. Without one, rows nobody has placed come as well. */
export const inExtent = (bbox: Bbox | undefined): { where?: string; bindings: Record<string, unknown> } =>
  bbox ? { where: within, bindings: { west: bbox[0], south: bbox[1], east: bbox[2], north: bbox[3] } } : { bindings: {} };

/** A layer as a table to write, read in slices. Personal columns are there only for who may read them. */
export function tableOf(read: Read, source: LayerSource, { bbox, crs, personal, geometry }: Selection, signal?: AbortSignal): Table {
  const columns = source.columns.filter((column) => personal || !column.personal);
  const own = source.fields.length > 0;
  // 8 decimals of a degree or 4 of a metre: a tenth of a millimetre, well under any survey.
  const digits = crs === 4326 ? 8 : 4;
  const shape = crs === 4326 ? 'f.geom' : 'st_transform(f.geom, cast(:crs as integer))';
  const select = [
    ...columns.map((column, i) => `${column.sql} as c${i}`), ...(own ? ['f.attributes'] : []), 'st_dimension(f.geom) as dim',
    geometry === 'geojson' ? `st_asgeojson(${shape}, ${digits}) as shape` : `st_astext(${shape}, ${digits}) as shape, st_x(st_pointonsurface(${shape})) as px, st_y(st_pointonsurface(${shape})) as py`,
  ].join(', ');
  const extent = inExtent(bbox);
  const out = (row: Row): OutRow => ({
    id: row.id,
    values: [...columns.map((column, i) => typed(column.type, row[`c${i}`])), ...source.fields.map((field) => attribute((row['attributes'] as Record<string, unknown> | null)?.[field.name]))],
    geometry: geometry === 'geojson' ? row['shape'] as string | null : null, wkt: geometry === 'wkt' ? row['shape'] as string | null : null,
    dimension: row['dim'] as number | null, x: (row['px'] as number | null | undefined) ?? null, y: (row['py'] as number | null | undefined) ?? null,
  });
  return {
    layer: source.layer, title: source.style.title.fr, columns: [...columns, ...source.fields],
    async *rows() {
      const bindings = { ...extent.bindings, ...(crs === 4326 ? {} : { crs }) };
      for await (const slice of pages(read, source, { select, ...(extent.where ? { where: extent.where } : {}), bindings, size: SLICE }, signal)) yield slice.map(out);
    },
  };
}
