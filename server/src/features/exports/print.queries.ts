import type { Box, PrintRequest } from '@sommier/domain/exports';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { GroundFrame } from './pdf/map-document.ts';

/** Most a projection may stretch a length at the centre of the map before a UTM zone is taken instead. */
const STRETCH = 0.002;
/** Stated accuracy, metres, of PROJ's shift from WGS 84 for the datums of the region (EPSG:1538 for Carthage, the one known for Merchich). */
const SHIFTS: Readonly<Record<number, number>> = { 4223: 1, 4261: 7 };

interface Crs { srid: number; srtext: string }
const utmOf = (lon: number, lat: number): number => (lat < 0 ? 32700 : 32600) + Math.min(60, Math.floor((lon + 180) / 6) + 1);
const crsOf = async (tx: Tx, srid: number): Promise<Crs | undefined> =>
  (await tx.raw('select s.srid, s.srtext from spatial_ref_sys s where s.srid = cast(:srid as integer)', { srid })).rows[0] as Crs | undefined;

/** Projected length of 200 m of ground at the centre, over its geodesic length. */
async function stretch(tx: Tx, srid: number, lon: number, lat: number): Promise<number> {
  const row = (await tx.raw(
    `select st_distance(st_transform(st_setsrid(st_makepoint(cast(:lon as float8), cast(:lat as float8) - 0.0009), 4326), cast(:srid as integer)), st_transform(st_setsrid(st_makepoint(cast(:lon as float8), cast(:lat as float8) + 0.0009), 4326), cast(:srid as integer)))
      / st_distance(st_setsrid(st_makepoint(cast(:lon as float8), cast(:lat as float8) - 0.0009), 4326)::geography, st_setsrid(st_makepoint(cast(:lon as float8), cast(:lat as float8) + 0.0009), 4326)::geography) as k`,
    { lon, lat, srid })).rows[0] as { k: number };
  return row.k;
}

/** The commune's own projection where it is in metres and true to scale here, else the UTM zone of the centre. Never the web's. */
async function projection(tx: Tx, communeSrid: number, lon: number, lat: number): Promise<Crs> {
  const own = await crsOf(tx, communeSrid);
  if (own && own.srid !== 3857 && own.srtext.startsWith('PROJCS') && /UNIT\["met(re|er)"/i.test(own.srtext) && Math.abs(await stretch(tx, own.srid, lon, lat) - 1) < STRETCH) return own;
  const utm = await crsOf(tx, utmOf(lon, lat));
  if (!utm) throw new AppError('internal', 'The database knows no UTM zone');
  return utm;
}

/** What ground a frame of that size in millimetres shows at that scale, turned by `rotation` degrees from grid north. */
export async function groundFrame(tx: Tx, communeSrid: number, { center: [lon, lat], scale, rotation = 0 }: Pick<PrintRequest, 'center' | 'scale'> & { rotation?: number }, map: Pick<Box, 'width' | 'height'>): Promise<GroundFrame & { bbox: [number, number, number, number] }> {
  const crs = await projection(tx, communeSrid, lon, lat);
  const base = Number(/AUTHORITY\["EPSG","(\d+)"\]\],PROJECTION/.exec(crs.srtext)?.[1] ?? 4326);
  const turn = rotation * Math.PI / 180;
  const half = { w: map.width * scale / 2000, h: map.height * scale / 2000 };
  const row = (await tx.raw(
    `with centre as (select st_transform(st_setsrid(st_makepoint(cast(:lon as float8), cast(:lat as float8)), 4326), cast(:srid as integer)) as c, st_transform(st_setsrid(st_makepoint(cast(:lon as float8), cast(:lat as float8) + 0.001), 4326), cast(:srid as integer)) as n),
      box as (select *, st_rotate(st_makeenvelope(st_x(c) - cast(:w as float8), st_y(c) - cast(:h as float8), st_x(c) + cast(:w as float8), st_y(c) + cast(:h as float8), cast(:srid as integer)), -cast(:turn as float8), c) as e from centre),
      around as (select st_transform(st_segmentize(e, greatest(cast(:w as float8), cast(:h as float8)) / 8), 4326) as g from box),
      corner as (select i, st_transform(st_pointn(st_exteriorring(e), i), cast(:base as integer)) as p from box, generate_series(1, 4) i)
    select st_xmin(e) as west, st_ymin(e) as south, st_xmax(e) as east, st_ymax(e) as north, atan2(st_x(n) - st_x(c), st_y(n) - st_y(c)) as north_angle, st_x(c) as x, st_y(c) as y,
      (select json_agg(json_build_array(st_y(p), st_x(p)) order by i) from corner) as corners,
      (select json_build_array(st_xmin(g), st_ymin(g), st_xmax(g), st_ymax(g)) from around) as bbox from box`,
    { lon, lat, srid: crs.srid, base, turn, ...half })).rows[0] as
    { west: number; south: number; east: number; north: number; north_angle: number; x: number; y: number; corners: [number, number][]; bbox: [number, number, number, number] };
  const accuracy = SHIFTS[base];
  return {
    epsg: crs.srid, crsName: /^PROJCS\["([^"]+)"/.exec(crs.srtext)?.[1] ?? `EPSG:${crs.srid}`, wkt: crs.srtext,
    west: row.west, south: row.south, east: row.east, north: row.north, corners: row.corners, centre: [row.x, row.y], rotation: turn, trueNorth: row.north_angle - turn, bbox: row.bbox,
    ...(accuracy === undefined ? {} : { shiftAccuracy: accuracy }),
  };
}

export interface CommuneFacts { name: string; name_ar: string | null; srid: number; timezone: string; today: string }
export const communeFacts = async (tx: Tx): Promise<CommuneFacts> =>
  (await tx.raw(`select c.name, c.name_ar, c.srid, c.timezone, to_char(now() at time zone c.timezone, 'YYYY-MM-DD') as today from commune c where c.id = current_commune()`)).rows[0] as CommuneFacts;

export interface LayerOrigin { version: string | null; captures: { platform: string; captured_on: string }[]; uncertainty: number | null; source: string | null; source_date: string | null; sets: string[] }
/** What a sheet says of where a layer comes from. */
export async function originOf(tx: Tx, layer: string): Promise<LayerOrigin> {
  const version = (await tx.raw('select d.version from data_version d where d.commune_id = current_commune() and d.layer = :layer', { layer })).rows[0] as { version: string } | undefined;
  const captures = layer === 'listings'
    ? (await tx.raw('select c.platform, max(c.captured_on)::text as captured_on from capture c where c.commune_id = current_commune() group by c.platform order by c.platform')).rows as LayerOrigin['captures'] : [];
  const uncertain = layer === 'listings'
    ? (await tx.raw('select mode() within group (order by l.uncertainty_m)::float8 as m from listing l where l.commune_id = current_commune()')).rows[0] as { m: number | null } : { m: null };
  const own = (await tx.raw(`select coalesce(k.source, o.source) as source, coalesce(k.source_date, o.source_date)::text as source_date
    from (select l.name, l.source, l.source_date from layer l where l.commune_id = current_commune() and l.name = :layer union all select r.name, r.source, null from raster r where r.commune_id = current_commune() and r.name = :layer) o
    left join layer_card k on k.commune_id = current_commune() and k.name = o.name`, { layer })).rows[0] as { source: string | null; source_date: string | null } | undefined;
  const sets = layer === 'zones' ? ((await tx.raw('select s.name from zone_set s where s.commune_id = current_commune() order by s.name')).rows as { name: string }[]).map((s) => s.name) : [];
  return { version: version?.version ?? null, captures, uncertainty: uncertain.m, source: own?.source ?? null, source_date: own?.source_date ?? null, sets };
}
