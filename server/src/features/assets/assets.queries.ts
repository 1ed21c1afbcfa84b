import { domainGroup, DOMAIN_CLASSES, type ASSET_SORTS, type AssetFilter, type AssetRow, type AssetSheet } from '@sommier/domain/assets';
import { foldText } from '@sommier/domain/search';
import { parseBbox, splitList } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';

const ROW = `a.id, a.code, a.name, a.name_ar as "nameAr", a.level, a.nature, a.domain_class as "domainClass", a.title_state as "titleState", a.title_number as "titleNumber",
  a.status, a.tenure, a.address, a.district, a.use_label as "useLabel", a.year_built as "yearBuilt", a.land_area_m2::float8 as "landAreaM2", a.footprint_m2::float8 as "footprintM2",
  a.built_area_m2::float8 as "builtAreaM2", a.drawn_area_m2 as "drawnAreaM2", a.geom is not null as located, st_x(st_pointonsurface(a.geom)) as lon, st_y(st_pointonsurface(a.geom)) as lat,
  a.parent_id as "parentId", a.version`;
const SORT: Record<(typeof ASSET_SORTS)[number], string> = {
  code: 'a.code', name: 'a.name', district: 'a.district', yearBuilt: 'a.year_built', landAreaM2: 'a.land_area_m2', builtAreaM2: 'a.built_area_m2', drawnAreaM2: 'a.drawn_area_m2',
  titleState: 'a.title_state', domainClass: 'a.domain_class', status: 'a.status',
};
type Rows<T> = { rows: T[] };

/** A group of the legend stands for its classes; the undetermined one also for what has none. */
const classes = (words: readonly string[]): string[] => [...new Set(words.flatMap((w) => ['public', 'private', 'other', 'undetermined'].includes(w)
  ? [...DOMAIN_CLASSES.filter((c) => domainGroup(c) === w), ...(w === 'undetermined' ? ['none'] : [])] : [w]))];

function where(f: AssetFilter): Where {
  const w = new Where('a.commune_id = current_commune()')
    .among('a.domain_class', classes(splitList(f.domain)), 'domain').among('a.title_state', splitList(f.title), 'title').among('a.nature', splitList(f.nature), 'nature')
    .among('a.status', splitList(f.status), 'status').among('a.level', splitList(f.level), 'level')
    .bbox('a.geom', f.bbox === undefined ? undefined : parseBbox(f.bbox));
  if (f.q) w.words('a.search', foldText(f.q), 'q');
  if (f.district !== undefined) w.add('a.district = :district', { district: f.district });
  if (f.located !== undefined) w.add(`a.geom is ${f.located === 'yes' ? 'not ' : ''}null`);
  if (f.parent !== undefined) w.add('a.parent_id = :parent', { parent: f.parent });
  if (f.batch !== undefined) w.add('a.batch_id = :batch', { batch: f.batch });
  return w;
}

/** The number a layer's tiles and lists are as of; `0` before its first import. */
export async function layerVersion(tx: Tx, layer: string): Promise<string> {
  const { rows } = await tx.raw('select version from data_version where commune_id = current_commune() and layer = ?', [layer]) as Rows<{ version: string }>;
  return rows[0]?.version ?? '0';
}

export async function readAssets(tx: Tx, f: AssetFilter & { page: number; size: number; sort: keyof typeof SORT; dir: 'asc' | 'desc' }): Promise<{ total: number; rows: AssetRow[] }> {
  const w = where(f);
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from asset a where ${w.sql}`, w.bindings) as Rows<{ total: number }>;
  const order = `${SORT[f.sort]} ${f.dir === 'desc' ? 'desc' : 'asc'} nulls last, a.id`;
  const { rows } = await tx.raw(`select ${ROW} from asset a where ${w.sql} order by ${order} limit :size offset :skip`, { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<AssetRow>;
  return { total: n?.total ?? 0, rows };
}

interface Facet { legal: { domainClass: AssetRow['domainClass']; titleState: AssetRow['titleState']; count: number }[] }
/** The legend's counts in one pass over the filtered rows. */
export async function readFacets(tx: Tx, f: AssetFilter) {
  const w = where(f);
  const { rows } = await tx.raw(`select grouping(a.domain_class, a.nature, a.status, a.level, a.district)::integer as g, a.domain_class as "domainClass", a.title_state as "titleState", a.nature, a.status, a.level, a.district,
      count(*)::integer as count from asset a where ${w.sql}
    group by grouping sets ((a.domain_class, a.title_state), (a.nature), (a.status), (a.level), (a.district))`, w.bindings) as
    Rows<Pick<AssetRow, 'domainClass' | 'titleState' | 'nature' | 'status' | 'level' | 'district'> & { g: number; count: number }>;
  const { rows: [all] } = await tx.raw(`select count(*)::integer as total, count(a.geom)::integer as located, st_extent(a.geom) is not null as drawn, st_xmin(st_extent(a.geom)) as w, st_ymin(st_extent(a.geom)) as s,
    st_xmax(st_extent(a.geom)) as e, st_ymax(st_extent(a.geom)) as n from asset a where ${w.sql}`, w.bindings) as Rows<{ total: number; located: number; drawn: boolean; w: number; s: number; e: number; n: number }>;
  const of = <T>(g: number, pick: (r: (typeof rows)[number]) => T): { value: T; count: number }[] => rows.filter((r) => r.g === g).map((r) => ({ value: pick(r), count: r.count })).sort((a, b) => b.count - a.count);
  const legal: Facet['legal'] = rows.filter((r) => r.g === 0b01111).map(({ domainClass, titleState, count }) => ({ domainClass, titleState, count }));
  const total = all?.total ?? 0, located = all?.located ?? 0;
  return {
    total, located, unlocated: total - located, legal, nature: of(0b10111, (r) => r.nature), status: of(0b11011, (r) => r.status), level: of(0b11101, (r) => r.level),
    district: of(0b11110, (r) => r.district).slice(0, 200), bounds: all?.drawn === true ? [all.w, all.s, all.e, all.n] as [number, number, number, number] : null,
  };
}

const SHAPE = 'select a.geom from asset a where a.commune_id = current_commune() and a.id = :id';
type SheetRow = Omit<AssetSheet, 'createdAt' | 'updatedAt' | 'bounds' | 'parent' | 'children' | 'parcels'> & { createdAt: Date; updatedAt: Date; box: [number, number, number, number] | null };

/** Everything of one property, or undefined. Parcels are those whose ground meets its own by more than a line. */
export async function readAsset(tx: Tx, id: string): Promise<AssetSheet | undefined> {
  const { rows: [a] } = await tx.raw(`select ${ROW}, a.inventory_number as "inventoryNumber", a.floors, a.origin, a.acquired_on as "acquiredOn", a.attributes, st_asgeojson(a.geom, 8)::jsonb as geometry,
      case when a.geom is not null then array[st_xmin(a.geom), st_ymin(a.geom), st_xmax(a.geom), st_ymax(a.geom)] end as box, a.source_srid as "sourceSrid", a.accuracy_m as "accuracyM", a.located_by as "locatedBy",
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
  return { ...rest, bounds: box, parent: parent === undefined ? null : bare(parent), children: family.filter((r) => r.up !== true).map(bare), parcels, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

/** The version of a row, locked for the change that follows; undefined where there is none. */
export async function lockAsset(tx: Tx, id: string): Promise<number | undefined> {
  const { rows } = await tx.raw('select version from asset where commune_id = current_commune() and id = ? for update', [id]) as Rows<{ version: number }>;
  return rows[0]?.version;
}
