import { closeRings, type DrawnGeometry } from '@sommier/domain/geometries';
import { AppError } from '@sommier/domain/shared';
import type { Geometry } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

/** A drawing as PostGIS sees it: `shape` is its EWKB in hexadecimal, the value the other questions are asked with. */
export interface Measured {
  shape: string; valid: boolean; at: [number, number] | null; dimension: number; areaM2: number | null; perimeterM: number | null;
  vertices: number; parts: number; holes: number; lon: number; lat: number;
}

const MEASURES = `encode(st_asewkb(g), 'hex') as shape, st_isvalid(g) as valid, st_dimension(g) as dimension,
  case when st_dimension(g) = 2 then st_area(g::geography) end as "areaM2", case st_dimension(g) when 2 then st_perimeter(g::geography) when 1 then st_length(g::geography) end as "perimeterM",
  st_npoints(g) - case when st_dimension(g) = 2 then st_nrings(g) else 0 end as vertices, st_numgeometries(g) as parts, case when st_dimension(g) = 2 then st_nrings(g) - st_numgeometries(g) else 0 end as holes,
  case when not st_isvalid(g) then array[st_x(location(st_isvaliddetail(g))), st_y(location(st_isvaliddetail(g)))] end as at,
  st_x(st_centroid(g)) as lon, st_y(st_centroid(g)) as lat`;

/** Reprojects and measures what was drawn. Throws rule_refused for a system nobody knows and for coordinates it does not reach. */
export async function measure(tx: Tx, geometry: DrawnGeometry, crs: number): Promise<Measured> {
  const { rows: [known] } = await tx.raw('select 1 from spatial_ref_sys where srid = ?', [crs]) as { rows: unknown[] };
  if (known === undefined) throw new AppError('rule_refused', 'unknown system', { reason: 'geometries.unknown_crs', crs });
  const { rows: [m] } = await tx.raw(`with drawn as materialized (select ${crs === 4326 ? 'g' : 'try_transform(g, 4326) as g'} from (select st_setsrid(st_geomfromgeojson(:json), cast(:crs as integer)) as g) given)
    select ${MEASURES} from drawn where g is not null and st_xmin(g) >= -180 and st_xmax(g) <= 180 and st_ymin(g) >= -90 and st_ymax(g) <= 90`,
  { json: JSON.stringify(closeRings(geometry)), crs }) as { rows: Measured[] };
  if (m === undefined) throw new AppError('rule_refused', 'out of reach', { reason: 'geometries.out_of_reach', crs });
  return m;
}

/** The measures of a shape that is already stored or mended. */
export async function remeasure(tx: Tx, shape: string): Promise<Measured> {
  const { rows: [m] } = await tx.raw(`select ${MEASURES} from (select cast(? as geometry) as g) s`, [shape]) as { rows: Measured[] };
  if (m === undefined) throw new AppError('internal', 'no measures');
  return m;
}

/** What ST_MakeValid would make of a polygon, its areas only; undefined when nothing with an area remains. */
export async function mend(tx: Tx, shape: string): Promise<Measured | undefined> {
  const { rows: [m] } = await tx.raw(`with mended as materialized (select case when st_numgeometries(m) = 1 then st_geometryn(m, 1) else m end as g
      from (select st_collectionextract(st_makevalid(cast(? as geometry)), 3) as m) s where not st_isempty(m)) select ${MEASURES} from mended`, [shape]) as { rows: Measured[] };
  return m;
}

/** GeoJSON with 15 significant decimals: nothing moves on the way to the screen and back. */
export async function asGeoJson(tx: Tx, shape: string): Promise<Geometry> {
  const { rows: [r] } = await tx.raw('select st_asgeojson(cast(? as geometry), 15)::jsonb as geometry', [shape]) as { rows: { geometry: Geometry }[] };
  if (r === undefined) throw new AppError('internal', 'no geometry');
  return r.geometry;
}
