import { COUNTRY_BOUNDS, CRS_CHOICES, type OutsideCommune } from '@sommier/domain/imports';
import type { Bounds } from '@sommier/domain/shared';
import type { Tx } from '../../../platform/db/index.ts';

interface Ground { box: Bounds; of: OutsideCommune['of'] }
/** A commune is taken to reach its own width beyond what is drawn of it, and ten kilometres at the least. */
const MARGIN_DEGREES = 0.1;
const EXTENTS = [`select st_extent(geom) as b from zone where commune_id = current_commune()`, `select st_extent(geom) as b from parcel where commune_id = current_commune()`, `select st_extent(geom) as b from asset where commune_id = current_commune()`];

/** Where the commune lies, by its zones, else its parcels, else its properties, else its country; null where nothing tells. */
export async function groundOf(tx: Tx): Promise<Ground | null> {
  for (const sql of EXTENTS) {
    const { rows: [r] } = await tx.raw(`select st_xmin(e.b) as w, st_ymin(e.b) as s, st_xmax(e.b) as e, st_ymax(e.b) as n from (${sql}) e where e.b is not null`) as { rows: { w: number; s: number; e: number; n: number }[] };
    if (r === undefined) continue;
    const x = Math.max(r.e - r.w, MARGIN_DEGREES), y = Math.max(r.n - r.s, MARGIN_DEGREES);
    return { of: 'commune', box: [r.w - x, r.s - y, r.e + x, r.n + y] };
  }
  const { rows: [c] } = await tx.raw('select country from commune where id = current_commune()') as { rows: { country: string | null }[] };
  const country = COUNTRY_BOUNDS[c?.country ?? ''];
  return country === undefined ? null : { of: 'country', box: [...country] };
}

/** What is said of rows around a place outside the ground; `srid` is the system the file was read in, which others are tried against. */
async function describe(tx: Tx, ground: Ground, found: { rows: number; placed: number; lon: number; lat: number }, srid: number): Promise<OutsideCommune> {
  const [w, s, e, n] = ground.box;
  const bindings = { lon: found.lon, lat: found.lat, w, s, e, n, srid, others: `{${CRS_CHOICES.map((c) => c.code).filter((c) => c !== srid).join(',')}}` };
  const { rows: [far] } = await tx.raw(`select st_distance(st_setsrid(st_makepoint(:lon, :lat), 4326)::geography, st_setsrid(st_makepoint((cast(:w as float8) + :e) / 2, (cast(:s as float8) + :n) / 2), 4326)::geography) / 1000 as km`, bindings) as { rows: { km: number }[] };
  // The same figures under another system: what the file may have meant.
  const { rows: tries } = await tx.raw(`select q.code from (select o.code, o.at, try_transform(st_setsrid(p.raw, o.code), 4326) as there from unnest(cast(:others as integer[])) with ordinality o(code, at),
      (select try_transform(st_setsrid(st_makepoint(:lon, :lat), 4326), cast(:srid as integer)) as raw) p) q
    where q.there && st_makeenvelope(:w, :s, :e, :n, 4326) order by q.at`, bindings) as { rows: { code: number }[] };
  return { rows: found.rows, placed: found.placed, km: Math.round(far?.km ?? 0), of: ground.of, tries: tries.map((t) => t.code).slice(0, 3) };
}

/** The rows of a settled stage (EPSG:4326) that land outside the commune; undefined when none does or nothing tells where it lies. */
export async function outsideOfStage(tx: Tx, stage: string, srid: number): Promise<OutsideCommune | undefined> {
  const ground = await groundOf(tx);
  if (ground === null) return undefined;
  const [w, s, e, n] = ground.box;
  const { rows: [r] } = await tx.raw(`select count(*) filter (where not g.geom && b.box)::integer as rows, count(*)::integer as placed, avg(st_x(st_centroid(g.geom))) filter (where not g.geom && b.box) as lon, avg(st_y(st_centroid(g.geom))) filter (where not g.geom && b.box) as lat
    from ${stage} g, (select st_makeenvelope(cast(:w as float8), cast(:s as float8), cast(:e as float8), cast(:n as float8), 4326) as box offset 0) b where g.geom is not null and not st_isempty(g.geom)`, { w, s, e, n }) as { rows: { rows: number; placed: number; lon: number | null; lat: number | null }[] };
  if (r === undefined || r.rows === 0 || r.lon === null || r.lat === null) return undefined;
  return describe(tx, ground, { rows: r.rows, placed: r.placed, lon: r.lon, lat: r.lat }, srid);
}

/** The same for the first rows of a file, before anything is staged. */
export async function outsideOfSample(tx: Tx, points: readonly (readonly [number, number])[], srid: number): Promise<OutsideCommune | undefined> {
  const ground = points.length === 0 ? null : await groundOf(tx);
  if (ground === null) return undefined;
  const [w, s, e, n] = ground.box;
  const out = points.filter(([x, y]) => x < w || x > e || y < s || y > n);
  if (out.length === 0) return undefined;
  const mean = (at: 0 | 1): number => out.reduce((sum, p) => sum + p[at], 0) / out.length;
  return describe(tx, ground, { rows: out.length, placed: points.length, lon: mean(0), lat: mean(1) }, srid);
}
