import type { Tx } from '../../platform/db/index.ts';
import type { Geometry } from '@sommier/domain/shared';
import type { AssetSheet } from '@sommier/domain/assets';

const SHOWN = 400;
const BOX = 'st_makeenvelope(cast(:w as float8), cast(:s as float8), cast(:e as float8), cast(:n as float8), 4326)';
type Rows<T> = { rows: T[] };
interface NearParcel { id: string; label: string; titleState: AssetSheet['titleState']; geometry: Geometry }
interface NearAsset { id: string; label: string; name: string; level: AssetSheet['level']; geometry: Geometry }

/** Outlines whose box meets the window, the nearest to its middle first, in full detail: what one snaps to must be where it is. */
export async function readNear(tx: Tx, [w, s, e, n]: readonly [number, number, number, number], except: string | undefined) {
  const box = { w, s, e, n, limit: SHOWN + 1 };
  const nearest = `order by g <-> st_centroid(${BOX}), id limit :limit`;
  const { rows: parcels } = await tx.raw(`select id, label, "titleState", st_asgeojson(g, 15)::jsonb as geometry from (select p.id, coalesce(p.reference, p.id::text) as label, p.title_state as "titleState", p.geom as g from parcel p
    where p.commune_id = current_commune() and p.geom && ${BOX} and st_dimension(p.geom) = 2 offset 0) x ${nearest}`, box) as Rows<NearParcel>;
  const { rows: assets } = await tx.raw(`select id, label, name, level, st_asgeojson(g, 15)::jsonb as geometry from (select a.id, a.code as label, a.name, a.level, a.geom as g from asset a
    where a.commune_id = current_commune() and a.geom && ${BOX} and st_dimension(a.geom) = 2 and a.id <> cast(:except as bigint) offset 0) x ${nearest}`, { ...box, except: except ?? 0 }) as Rows<NearAsset>;
  return { parcels: parcels.slice(0, SHOWN), assets: assets.slice(0, SHOWN), cut: parcels.length > SHOWN || assets.length > SHOWN };
}

/** Points from one system to another, in their order; a point out of reach of either system comes back null. */
export async function transformAll(tx: Tx, from: number, to: number, points: readonly (readonly [number, number])[]): Promise<([number, number] | null)[]> {
  const { rows } = await tx.raw(`select st_x(p) as x, st_y(p) as y from (select i, try_transform(st_setsrid(st_makepoint(x, y), cast(:from as integer)), cast(:to as integer)) as p
      from unnest(cast(:xs as float8[]), cast(:ys as float8[])) with ordinality as t(x, y, i) offset 0) moved order by i`,
  { from, to, xs: `{${points.map((p) => p[0]).join(',')}}`, ys: `{${points.map((p) => p[1]).join(',')}}` }) as Rows<{ x: number | null; y: number | null }>;
  return rows.map(({ x, y }) => (x === null || y === null || !Number.isFinite(x) || !Number.isFinite(y) ? null : [x, y]));
}
/** Whether PostGIS knows every one of these systems. */
export async function knownSystems(tx: Tx, codes: readonly number[]): Promise<number | undefined> {
  const { rows } = await tx.raw('select srid from spatial_ref_sys where srid = any(cast(? as integer[]))', [`{${codes.join(',')}}`]) as Rows<{ srid: number }>;
  return codes.find((c) => !rows.some((r) => r.srid === c));
}
