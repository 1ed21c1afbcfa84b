import type { Geometry, Position } from 'geojson';
import type { Box } from '@sommier/domain/exports';
import type { Read, Tx } from '../../platform/db/index.ts';
import type { Cell, GroundFrame, PrintLayer, Shape } from './pdf/map-document.ts';
import { POINTS_PER_MM } from './pdf/map-document.ts';
import { pages } from './pages.ts';
import type { LayerSource } from './source.ts';

const SLICE = 2000;
/** More symbols than this in a frame and a layer that can be counted is drawn as cells. */
const CROWD = 5000;
const CELL_MM = 8;

export interface FrameHere { frame: GroundFrame & { bbox: readonly [number, number, number, number] }; box: Box; scale: number }

// Every layer is indexed by its web copy; it only finds the rows, measures are never taken on it.
const PLACE = 'f.g3857 && st_transform(st_makeenvelope(cast(:w as float8), cast(:s as float8), cast(:e as float8), cast(:n as float8), 4326), 3857)';

/** Ground margin round the frame, metres: a disc whose centre is outside still reaches in; a line's edge must not show. */
const marginOf = (source: LayerSource, scale: number): number => Math.max(scale * 0.003, source.style.rules.some((rule) => rule.symbol.disc) ? 500 : 0);

function around(here: FrameHere, margin: number): Record<string, number> {
  const [w, s, e, n] = here.frame.bbox;
  const dLat = margin / 110_000;
  const dLon = dLat / Math.max(0.1, Math.cos((s + n) / 2 * Math.PI / 180));
  return { w: w - dLon, s: s - dLat, e: e + dLon, n: n + dLat };
}

const select = (source: LayerSource, labelled: boolean): string => `${source.style.fields.map((field) => `f.${field}, `).join('')}
  (select st_asgeojson(g, 2) from (select st_affine(st_clipbybox2d(st_transform(f.geom, cast(:srid as integer)), st_makeenvelope(cast(:cw as float8), cast(:cs as float8), cast(:ce as float8), cast(:cn as float8), cast(:srid as integer))), cast(:k as float8), 0, 0, -cast(:k as float8), cast(:ox as float8), cast(:oy as float8)) as g) c where not st_isempty(g)) as shape
  ${labelled ? ', (select st_asgeojson(st_affine(st_pointonsurface(st_makevalid(st_clipbybox2d(st_transform(f.geom, cast(:srid as integer)), st_makeenvelope(cast(:fw as float8), cast(:fs as float8), cast(:fe as float8), cast(:fn as float8), cast(:srid as integer))))), cast(:k as float8), 0, 0, -cast(:k as float8), cast(:ox as float8), cast(:oy as float8)), 1) where st_dimension(f.geom) = 2) as label_at' : ''}`;

/** Numbers of the projection from ground to sheet: k points for a metre, y turned down. */
function affine({ frame, box, scale }: FrameHere, margin: number): Record<string, number> {
  const k = 1000 * POINTS_PER_MM / scale;
  return {
    srid: frame.epsg, k, ox: box.x - k * frame.west, oy: box.y + k * frame.north,
    cw: frame.west - margin, cs: frame.south - margin, ce: frame.east + margin, cn: frame.north + margin, fw: frame.west, fs: frame.south, fe: frame.east, fn: frame.north,
  };
}

/** Reads one row as drawn; undefined when nothing of it reaches the frame. */
function shapeOf(row: Record<string, unknown>): Shape | undefined {
  const { shape, label_at: labelAt, ...properties } = row;
  if (typeof shape !== 'string') return undefined;
  const at = typeof labelAt === 'string' ? (JSON.parse(labelAt) as { coordinates?: Position }).coordinates : undefined;
  return { properties: at && at.length > 0 ? { ...properties, label_at: at } : properties, shape: JSON.parse(shape) as Geometry };
}

async function* shapes(read: Read, source: LayerSource, here: FrameHere, signal?: AbortSignal): AsyncGenerator<readonly Shape[]> {
  const margin = marginOf(source, here.scale);
  const labelled = source.style.label !== undefined && here.scale <= source.style.label.fromScale;
  const bindings = { ...around(here, margin), ...affine(here, margin) };
  for await (const rows of pages(read, source, { select: select(source, labelled), where: PLACE, bindings, size: SLICE }, signal)) {
    const slice = rows.flatMap((row) => shapeOf(row) ?? []);
    if (slice.length > 0) yield slice;
  }
}

async function cells(tx: Tx, source: LayerSource, here: FrameHere): Promise<Cell[]> {
  const { frame, box, scale } = here;
  const side = CELL_MM * scale / 1000;
  const present = source.layer === 'listings' && source.bindings['filter_gone'] === undefined ? 'and not f.gone' : '';
  const rows = (await tx.raw(
    `select cx, cy, count(*)::int as n from (select floor((st_x(p) - cast(:fw as float8)) / cast(:side as float8))::int as cx, floor((cast(:fn as float8) - st_y(p)) / cast(:side as float8))::int as cy
       from (select st_transform(st_centroid(f.geom), cast(:srid as integer)) as p from ${source.from} where ${source.where} and ${PLACE} ${present}) q
       where st_x(p) >= cast(:fw as float8) and st_x(p) < cast(:fe as float8) and st_y(p) >= cast(:fs as float8) and st_y(p) < cast(:fn as float8)) r group by cx, cy order by cy, cx`,
    { ...source.bindings, ...around(here, 0), side, srid: frame.epsg, fw: frame.west, fs: frame.south, fe: frame.east, fn: frame.north })).rows as { cx: number; cy: number; n: number }[];
  const points = CELL_MM * POINTS_PER_MM;
  return rows.map(({ cx, cy, n }) => ({ x: box.x + cx * points, y: box.y + cy * points, side: points, n }));
}

/** A layer as the sheet draws it: its features, or counted cells where they would only be ink. Answers how many features lie about the frame. */
export async function printLayer(read: Read, source: LayerSource, title: string, here: FrameHere, signal?: AbortSignal): Promise<{ layer: PrintLayer; features: number }> {
  return await read(async (tx) => {
    const { n } = (await tx.raw(`select count(*)::int as n from ${source.from} where ${source.where} and ${PLACE}`, { ...source.bindings, ...around(here, 0) })).rows[0] as { n: number };
    const dense = source.style.cells !== undefined && (here.scale > source.style.cells.fromScale || n > CROWD);
    if (dense) return { layer: { style: source.style, title, cells: await cells(tx, source, here) }, features: n };
    return { layer: { style: source.style, title, shapes: shapes(read, source, here, signal) }, features: n };
  });
}
