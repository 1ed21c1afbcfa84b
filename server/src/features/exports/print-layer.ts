import type { Geometry, Position } from 'geojson';
import type { Box } from '@sommier/domain/exports';
import type { Read, Tx } from '../../platform/db/index.ts';
import type { Cell, GroundFrame, PrintLayer, Shape } from './pdf/map-document.ts';
import { POINTS_PER_MM } from './pdf/map-document.ts';
import { pages } from './pages.ts';
import { type Column, type LayerSource, styleField } from './source.ts';

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

// From ground to sheet; a geometry keeps its code of projection on the way, though it is in points of paper then.
const ON_SHEET = 'st_affine(st_transform(f.geom, cast(:srid as integer)), cast(:ma as float8), cast(:mb as float8), cast(:md as float8), cast(:me as float8), cast(:ox as float8), cast(:oy as float8))';
const boxed = (prefix: string): string => `st_makeenvelope(${['l', 't', 'r', 'b'].map((side) => `cast(:${prefix}${side} as float8)`).join(', ')}, cast(:srid as integer))`;

const select = (source: LayerSource, labelled: boolean, attributes: readonly Column[]): string => `${source.style.fields.map((field) => `${styleField(source, field)}, `).join('')}${attributes.map((c, i) => `${c.sql} as kept_${i}, `).join('')}${attributes.length > 0 && source.fields.length > 0 ? 'f.attributes as kept_own, ' : ''}
  (select st_asgeojson(g, 2) from (select st_clipbybox2d(${ON_SHEET}, ${boxed('c')}) as g) c where not st_isempty(g)) as shape
  ${labelled ? `, (select st_asgeojson(st_pointonsurface(st_makevalid(st_clipbybox2d(${ON_SHEET}, ${boxed('f')}))), 1) where st_dimension(f.geom) = 2) as label_at` : ''}`;

/** Numbers of the way from ground to sheet (points, y down, turned as the sheet is), and the boxes on it: the frame, and what is cut round it. */
function affine({ frame, box, scale }: FrameHere, margin: number): Record<string, number> {
  const k = 1000 * POINTS_PER_MM / scale;
  const [sin, cos] = [k * Math.sin(frame.rotation), k * Math.cos(frame.rotation)];
  const [e, n] = frame.centre;
  const out = margin * k;
  return {
    srid: frame.epsg, ma: cos, mb: -sin, md: -sin, me: -cos, ox: box.x + box.width / 2 - cos * e + sin * n, oy: box.y + box.height / 2 + sin * e + cos * n,
    fl: box.x, ft: box.y, fr: box.x + box.width, fb: box.y + box.height, cl: box.x - out, ct: box.y - out, cr: box.x + box.width + out, cb: box.y + box.height + out,
  };
}

const kept = (value: unknown): string | number | boolean | undefined => (value === null || value === undefined ? undefined : typeof value === 'number' || typeof value === 'boolean' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value));
/** What a file keeps of a row: its columns by name, the empty ones left out. */
function attributesOf(row: Record<string, unknown>, source: LayerSource, columns: readonly Column[]): NonNullable<Shape['attributes']> {
  const own = row['kept_own'] as Record<string, unknown> | null | undefined;
  return [...columns.map((c, i) => [c.name, c.type === 'number' && row[`kept_${i}`] !== null ? Number(row[`kept_${i}`]) : kept(row[`kept_${i}`])] as const), ...source.fields.map((f) => [f.name, kept(own?.[f.name])] as const)]
    .flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

/** Reads one row as drawn; undefined when nothing of it reaches the frame. */
function shapeOf(row: Record<string, unknown>): Shape | undefined {
  const { shape, label_at: labelAt, ...properties } = row;
  if (typeof shape !== 'string') return undefined;
  const at = typeof labelAt === 'string' ? (JSON.parse(labelAt) as { coordinates?: Position }).coordinates : undefined;
  return { properties: at && at.length > 0 ? { ...properties, label_at: at } : properties, shape: JSON.parse(shape) as Geometry };
}

async function* shapes(read: Read, source: LayerSource, here: FrameHere, attributes: boolean, signal?: AbortSignal): AsyncGenerator<readonly Shape[]> {
  // What is personal never enters a paper.
  const columns = attributes ? source.columns.filter((c) => !c.personal) : [];
  const margin = marginOf(source, here.scale);
  const labelled = source.style.label !== undefined && here.scale <= source.style.label.fromScale;
  const bindings = { ...around(here, margin), ...affine(here, margin) };
  for await (const rows of pages(read, source, { select: select(source, labelled, columns), where: PLACE, bindings, size: SLICE }, signal)) {
    const slice = rows.flatMap((row) => { const shape = shapeOf(row); return shape ? [attributes ? { ...shape, attributes: attributesOf(row, source, columns) } : shape] : []; });
    if (slice.length > 0) yield slice;
  }
}

async function cells(tx: Tx, source: LayerSource, here: FrameHere): Promise<Cell[]> {
  const side = CELL_MM * POINTS_PER_MM;
  const present = source.layer === 'listings' && source.bindings['filter_gone'] === undefined ? 'and not f.gone' : '';
  const rows = (await tx.raw(
    `select cx, cy, count(*)::int as n from (select floor((st_x(p) - cast(:fl as float8)) / cast(:side as float8))::int as cx, floor((st_y(p) - cast(:ft as float8)) / cast(:side as float8))::int as cy
       from (select ${ON_SHEET.replace('f.geom', 'st_centroid(f.geom)')} as p from ${source.from} where ${source.where} and ${PLACE} ${present}) q
       where st_x(p) >= cast(:fl as float8) and st_x(p) < cast(:fr as float8) and st_y(p) >= cast(:ft as float8) and st_y(p) < cast(:fb as float8)) r group by cx, cy order by cy, cx`,
    { ...source.bindings, ...around(here, 0), ...affine(here, 0), side })).rows as { cx: number; cy: number; n: number }[];
  return rows.map(({ cx, cy, n }) => ({ x: here.box.x + cx * side, y: here.box.y + cy * side, side, n }));
}

/** What the frame shows of a layer's rows, by `columns` (SQL on `f`), and how many there are. */
export async function rowsInFrame(tx: Tx, source: LayerSource, here: FrameHere, columns: string, order: string, most: number): Promise<{ rows: Record<string, unknown>[]; total: number }> {
  const { rows } = await tx.raw(`select ${columns}, count(*) over ()::int as total from ${source.from} where ${source.where} and ${PLACE} and st_intersects(${ON_SHEET}, ${boxed('f')}) order by ${order} limit ${most}`,
    { ...source.bindings, ...around(here, 0), ...affine(here, 0) }) as { rows: Record<string, unknown>[] };
  return { rows, total: (rows[0]?.['total'] as number | undefined) ?? 0 };
}

/** A geometry given in EPSG:4326 as the sheet draws it. */
export async function onSheet(tx: Tx, geometry: Geometry, here: FrameHere): Promise<Geometry> {
  const { rows: [row] } = await tx.raw(`select st_asgeojson(${ON_SHEET.replace('f.geom', 'st_setsrid(st_geomfromgeojson(:one), 4326)')}, 2)::jsonb as shape`, { ...affine(here, 0), one: JSON.stringify(geometry) }) as { rows: { shape: Geometry }[] };
  if (row === undefined) throw new Error('the geometry was not placed');
  return row.shape;
}

/** A layer as the sheet draws it: its features, or counted cells where they would only be ink. Answers how many features lie about the frame. */
export async function printLayer(read: Read, source: LayerSource, title: string, here: FrameHere, signal?: AbortSignal, { attributes = false, group = '' } = {}): Promise<{ layer: PrintLayer; features: number }> {
  return await read(async (tx) => {
    const { n } = (await tx.raw(`select count(*)::int as n from ${source.from} where ${source.where} and ${PLACE}`, { ...source.bindings, ...around(here, 0) })).rows[0] as { n: number };
    const dense = source.style.cells !== undefined && (here.scale > source.style.cells.fromScale || n > CROWD);
    if (dense) return { layer: { style: source.style, title, group, cells: await cells(tx, source, here) }, features: n };
    return { layer: { style: source.style, title, group, shapes: shapes(read, source, here, attributes, signal) }, features: n };
  });
}
