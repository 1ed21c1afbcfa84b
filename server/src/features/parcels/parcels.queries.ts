import type { PARCEL_SORTS, ParcelFilter, ParcelRow, ParcelSheet } from '@sommier/domain/parcels';
import { parseBbox, splitList } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';

const ROW = `p.id, p.reference, p.title_state as "titleState", p.stated_area_m2::float8 as "statedAreaM2", p.area_m2 as "areaM2", p.geom is not null as located,
  st_x(st_pointonsurface(p.geom)) as lon, st_y(st_pointonsurface(p.geom)) as lat, p.version`;
const SORT: Record<(typeof PARCEL_SORTS)[number], string> = { reference: 'p.reference', titleState: 'p.title_state', statedAreaM2: 'p.stated_area_m2', areaM2: 'p.area_m2' };
type Rows<T> = { rows: T[] };

function where(f: ParcelFilter, titles = true): Where {
  const w = new Where('p.commune_id = current_commune()').bbox('p.geom', f.bbox === undefined ? undefined : parseBbox(f.bbox));
  if (titles) w.among('p.title_state', splitList(f.title), 'title');
  if (f.q) w.add('p.reference ilike :q', { q: `%${f.q.replace(/[\\%_]/g, String.raw`\$&`)}%` });
  if (f.batch !== undefined) w.add('p.batch_id = :batch', { batch: f.batch });
  return w;
}

/** A page of parcels, with the counts by title state that the other filters leave. */
export async function readParcels(tx: Tx, f: ParcelFilter & { page: number; size: number; sort: keyof typeof SORT; dir: 'asc' | 'desc' }) {
  const w = where(f), all = where(f, false);
  const { rows: titles } = await tx.raw(`select p.title_state as "titleState", count(*)::integer as count from parcel p where ${all.sql} group by 1 order by 1 nulls last`, all.bindings) as Rows<{ titleState: ParcelRow['titleState']; count: number }>;
  const wanted = splitList(f.title);
  const total = titles.filter((t) => wanted.length === 0 || wanted.includes(t.titleState ?? 'none')).reduce((n, t) => n + t.count, 0);
  const { rows } = await tx.raw(`select ${ROW} from parcel p where ${w.sql} order by ${SORT[f.sort]} ${f.dir === 'desc' ? 'desc' : 'asc'} nulls last, p.id limit :size offset :skip`,
    { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<ParcelRow>;
  const { rows: [v] } = await tx.raw(`select version from data_version where commune_id = current_commune() and layer = 'parcels'`) as Rows<{ version: string }>;
  return { total, titles, rows, version: v?.version ?? '0' };
}

export async function readParcel(tx: Tx, id: string): Promise<ParcelSheet | undefined> {
  const { rows: [p] } = await tx.raw(`select ${ROW}, p.attributes, st_asgeojson(p.geom, 8)::jsonb as geometry, p.source_key as "sourceKey", p.source_srid as "sourceSrid", nullif(p.accuracy_m, 0) as "accuracyM", p.batch_id as "batchId",
      case when p.geom is not null then array[st_xmin(p.geom), st_ymin(p.geom), st_xmax(p.geom), st_ymax(p.geom)] end as bounds from parcel p where p.commune_id = current_commune() and p.id = ?`, [id]) as
    Rows<Omit<ParcelSheet, 'sameReference' | 'assets'>>;
  if (p === undefined) return undefined;
  const { rows: same } = await tx.raw(`select id, title_state as "titleState", area_m2 as "areaM2" from parcel where commune_id = current_commune() and reference = :reference and id <> :id order by id limit 50`,
    { id, reference: p.reference }) as Rows<ParcelSheet['sameReference'][number]>;
  // The shape comes as a value, not as a join: the embedded PostGIS answers nonsense for the selectivity of a spatial join.
  const shape = '(select p.geom from parcel p where p.commune_id = current_commune() and p.id = :id)';
  const { rows: assets } = await tx.raw(`select a.id, a.code, a.name from asset a where a.commune_id = current_commune() and a.geom && ${shape} and st_intersects(a.geom, ${shape})
      and (st_dimension(a.geom) < 2 or st_area(st_intersection(${shape}, a.geom)) > 0.01 * st_area(a.geom)) order by a.code limit 100`, { id }) as Rows<ParcelSheet['assets'][number]>;
  return { ...p, sameReference: same, assets };
}
