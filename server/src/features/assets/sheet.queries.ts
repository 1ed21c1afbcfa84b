import type { AssetSheet, Level, Nature } from '@sommier/domain/assets';
import type { Tx } from '../../platform/db/index.ts';
import { SHEET } from './asset-sql.ts';

type Rows<T> = { rows: T[] };
const SHAPE = 'select a.geom from asset a where a.commune_id = current_commune() and a.id = :id';
type SheetRow = Omit<AssetSheet, 'createdAt' | 'updatedAt' | 'bounds' | 'parent' | 'children' | 'parcels' | 'people'> & { createdAt: Date; updatedAt: Date; box: [number, number, number, number] | null };

/** Names of those whom the provenance of a property mentions. */
async function peopleOf(tx: Tx, provenance: AssetSheet['provenance']): Promise<Record<string, string>> {
  const ids = [...new Set(Object.values(provenance).flatMap((p) => [p.by, p.verifiedBy]).filter((id) => id !== undefined))];
  if (ids.length === 0) return {};
  const { rows } = await tx.raw('select p.id, p.name from person p where p.id = any (cast(:ids as bigint[]))', { ids: `{${ids.join(',')}}` }) as Rows<{ id: string; name: string }>;
  return Object.fromEntries(rows.map((p) => [p.id, p.name]));
}

/** Everything of one property, or undefined. Parcels are those whose ground meets its own by more than a line. */
export async function readAsset(tx: Tx, id: string): Promise<AssetSheet | undefined> {
  const { rows: [a] } = await tx.raw(`select ${SHEET}, st_asgeojson(a.geom, 8)::jsonb as geometry, case when a.geom is not null then array[st_xmin(a.geom), st_ymin(a.geom), st_xmax(a.geom), st_ymax(a.geom)] end as box,
      a.batch_id as "batchId", a.created_at as "createdAt", a.updated_at as "updatedAt" from asset a where a.commune_id = current_commune() and a.id = ?`, [id]) as Rows<SheetRow>;
  if (a === undefined) return undefined;
  const { rows: family } = await tx.raw(`select r.id, r.code, r.name, r.name_ar as "nameAr", r.level, r.id = :parent as up from asset r where r.commune_id = current_commune() and (r.id = :parent or r.parent_id = :id) order by r.code limit 501`,
    { id, parent: a.parentId }) as Rows<AssetSheet['children'][number] & { up: boolean | null }>;
  // The shape comes as a value, not as a join: the embedded PostGIS answers nonsense for the selectivity of a spatial join.
  const { rows: parcels } = await tx.raw(`select p.id, p.reference, p.title_state as "titleState", p.area_m2 as "areaM2" from parcel p
    where p.commune_id = current_commune() and p.geom && (${SHAPE}) and st_intersects(p.geom, (${SHAPE}))
      and (st_dimension((${SHAPE})) < 2 or st_area(st_intersection(p.geom, (${SHAPE}))) > 0.01 * st_area((${SHAPE}))) order by p.reference limit 100`, { id }) as Rows<AssetSheet['parcels'][number]>;
  const { box, createdAt, updatedAt, ...rest } = a;
  const bare = ({ up: _, ...r }: (typeof family)[number]): AssetSheet['children'][number] => r;
  const parent = family.find((r) => r.up === true);
  return { ...rest, bounds: box, parent: parent === undefined ? null : bare(parent), children: family.filter((r) => r.up !== true).map(bare), parcels, people: await peopleOf(tx, rest.provenance),
    createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

/** The version of a row, locked for the change that follows; undefined where there is none. */
export async function lockAsset(tx: Tx, id: string): Promise<number | undefined> {
  const { rows } = await tx.raw('select version from asset where commune_id = current_commune() and id = ? for update', [id]) as Rows<{ version: number }>;
  return rows[0]?.version;
}

export interface Place { id: string; code: string; level: Level | null; nature: Nature | null }
/** What a property is among others. */
export const readPlace = async (tx: Tx, id: string): Promise<Place | undefined> =>
  (await tx.raw('select a.id, a.code, a.level, a.nature from asset a where a.commune_id = current_commune() and a.id = ?', [id]) as Rows<Place>).rows[0];
export const readChildren = async (tx: Tx, id: string): Promise<Place[]> =>
  (await tx.raw('select a.id, a.code, a.level, a.nature from asset a where a.commune_id = current_commune() and a.parent_id = ? order by a.code limit 500', [id]) as Rows<Place>).rows;
/** Whether `id` stands above `from` (or is it): making it stand under `from` would close a ring. */
export const standsAbove = async (tx: Tx, id: string, from: string): Promise<boolean> =>
  (await tx.raw(`with recursive up(id, parent_id) as (select a.id, a.parent_id from asset a where a.commune_id = current_commune() and a.id = :from
      union select a.id, a.parent_id from asset a join up on up.parent_id = a.id where a.commune_id = current_commune()) select exists (select from up where up.id = :id) as yes`, { id, from }) as Rows<{ yes: boolean }>).rows[0]?.yes === true;
/** The day it is in the commune, as text. */
export const todayOf = async (tx: Tx): Promise<string> =>
  (await tx.raw(`select to_char(now() at time zone c.timezone, 'YYYY-MM-DD') as day from commune c where c.id = current_commune()`) as Rows<{ day: string }>).rows[0]?.day ?? '1970-01-01';
