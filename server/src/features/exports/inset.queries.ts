import type { PageLayout } from '@sommier/domain/exports';
import type { Read, Tx } from '../../platform/db/index.ts';
import { placer } from './pdf/grid.ts';
import { type Inset, POINTS_PER_MM, type Shape } from './pdf/map-document.ts';
import { type FrameHere, printLayer } from './print-layer.ts';
import { groundFrame } from './print.queries.ts';
import { openSource } from './source.ts';

interface Extent { w: number; s: number; e: number; n: number; metres_w: number; metres_h: number }
/** The ground the commune covers: its zones, else its properties and parcels. */
async function extentOf(tx: Tx): Promise<Extent | undefined> {
  for (const table of ['zone', 'asset', 'parcel']) {
    const { rows: [row] } = await tx.raw(`select w, s, e, n, st_distance(st_setsrid(st_makepoint(w, (s + n) / 2), 4326)::geography, st_setsrid(st_makepoint(e, (s + n) / 2), 4326)::geography) as metres_w,
        st_distance(st_setsrid(st_makepoint(w, s), 4326)::geography, st_setsrid(st_makepoint(w, n), 4326)::geography) as metres_h
      from (select st_xmin(b) as w, st_ymin(b) as s, st_xmax(b) as e, st_ymax(b) as n from (select st_extent(t.geom) as b from ${table} t where t.commune_id = current_commune()) q where b is not null) r`) as { rows: Extent[] };
    if (row) return row;
  }
  return undefined;
}
/** The next round denominator that shows so much. */
const roundUp = (scale: number): number => { const power = 10 ** Math.floor(Math.log10(scale)); return [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= scale) ?? scale; };

/** The small map of the commune: its zones, and the ring of the sheet on them. Undefined where the commune has drawn nothing. */
export async function insetOf(read: Read, srid: number, here: FrameHere, page: PageLayout, signal?: AbortSignal): Promise<Inset | undefined> {
  const extent = await read(extentOf);
  if (!extent) return undefined;
  const size = { width: page.stacked ? page.side.width / 3 - 8 : page.side.width, height: page.stacked ? 18 : Math.min(42, page.side.height * 0.24) };
  const scale = Math.max(roundUp(Math.max(extent.metres_w / size.width, extent.metres_h / size.height) * 1080), here.scale * 1.5);
  const center: [number, number] = [(extent.w + extent.e) / 2, (extent.s + extent.n) / 2];
  const frame = await read((tx) => groundFrame(tx, srid, { center, scale: Math.round(scale) }, size));
  const box = { x: 0, y: 0, width: size.width * POINTS_PER_MM, height: size.height * POINTS_PER_MM };
  const zones = await read((tx) => openSource(tx, 'zones'));
  const { layer } = await printLayer(read, zones, '', { frame, box, scale }, signal);
  const shapes: Shape[] = [];
  for await (const slice of layer.shapes ?? []) shapes.push(...slice);
  const at = placer({ frame, page: { ...page, map: { x: 0, y: 0, ...size } }, request: { scale } });
  // Both frames are in the commune's own projection, or in the zone of the same middle.
  const ring = await read((tx) => ringIn(tx, here, frame.epsg));
  return { width: box.width, height: box.height, scale: Math.round(scale), shapes, here: ring.map(([e, n]) => at(e, n)) };
}

/** Corners of a sheet in another projection. */
async function ringIn(tx: Tx, { frame, box, scale }: FrameHere, srid: number): Promise<[number, number][]> {
  const half = { w: box.width / POINTS_PER_MM * scale / 2000, h: box.height / POINTS_PER_MM * scale / 2000 };
  const [sin, cos] = [Math.sin(frame.rotation), Math.cos(frame.rotation)];
  const corners = [[-1, -1], [-1, 1], [1, 1], [1, -1]].map(([x = 0, y = 0]): [number, number] => [frame.centre[0] + x * half.w * cos + y * half.h * sin, frame.centre[1] - x * half.w * sin + y * half.h * cos]);
  const { rows } = await tx.raw(`select st_x(p) as x, st_y(p) as y from (select i, st_transform(st_setsrid(st_makepoint(x, y), cast(:from_crs as integer)), cast(:to_crs as integer)) as p
      from unnest(cast(:xs as float8[]), cast(:ys as float8[])) with ordinality q (x, y, i)) r order by i`,
  { from_crs: frame.epsg, to_crs: srid, xs: `{${corners.map((c) => c[0]).join(',')}}`, ys: `{${corners.map((c) => c[1]).join(',')}}` }) as { rows: { x: number; y: number }[] };
  return rows.map(({ x, y }) => [x, y]);
}
