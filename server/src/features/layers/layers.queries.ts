import type { LayerEntry, LayerFeature } from '@sommier/domain/layers';
import { parseBbox, type Bounds } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';

type Rows<T> = { rows: T[] };
interface Extent { count: number; unlocated: number; bounds: Bounds | null }
const EXTENT = (geom: string): string => `count(*)::integer as count, count(*) filter (where ${geom} is null)::integer as unlocated,
  case when st_extent(${geom}) is not null then array[st_xmin(st_extent(${geom})), st_ymin(st_extent(${geom})), st_xmax(st_extent(${geom})), st_ymax(st_extent(${geom}))] end as bounds`;

const BUILT_IN = [
  { name: 'assets', geometryType: 'mixed', sql: `select ${EXTENT('geom')} from asset where commune_id = current_commune()` },
  { name: 'listings', geometryType: 'point', sql: `select ${EXTENT('geom')} from listing where commune_id = current_commune() and not gone` },
  { name: 'zones', geometryType: 'polygon', sql: `select ${EXTENT('geom')} from zone where commune_id = current_commune()` },
  { name: 'parcels', geometryType: 'polygon', sql: `select ${EXTENT('geom')} from parcel where commune_id = current_commune()` },
] as const;
const EMPTY: Extent = { count: 0, unlocated: 0, bounds: null };

/** Every layer of the commune: the four of the house, then its own by title. */
export async function readLayers(tx: Tx): Promise<LayerEntry[]> {
  const { rows: versions } = await tx.raw('select layer, version, changed_at as "changedAt" from data_version where commune_id = current_commune()') as Rows<{ layer: string; version: string; changedAt: Date }>;
  const asOf = (name: string): { version: string; changedAt: string | null } => { const v = versions.find((x) => x.layer === name); return { version: v?.version ?? '0', changedAt: v?.changedAt.toISOString() ?? null }; };
  const house: LayerEntry[] = [];
  for (const { name, geometryType, sql } of BUILT_IN) {
    const { rows: [extent] } = await tx.raw(sql) as Rows<Extent>;
    house.push({ name, title: null, kind: 'built-in', geometryType, ...extent ?? EMPTY, fields: [], ...asOf(name), source: null, sourceDate: null, ...(name === 'zones' ? { sets: await readSets(tx) } : {}) });
  }
  const { rows: own } = await tx.raw(`select l.name, l.title, coalesce(l.geometry_type, 'mixed') as "geometryType", l.fields, l.source, l.source_date as "sourceDate", e.* from layer l,
    lateral (select ${EXTENT('f.geom')} from layer_feature f where f.commune_id = l.commune_id and f.layer_id = l.id) e where l.commune_id = current_commune() order by l.title`) as
    Rows<Pick<LayerEntry, 'name' | 'title' | 'geometryType' | 'fields' | 'source' | 'sourceDate'> & Extent>;
  return [...house, ...own.map((l): LayerEntry => ({ ...l, kind: 'own', ...asOf(l.name) }))];
}

async function readSets(tx: Tx): Promise<NonNullable<LayerEntry['sets']>> {
  const { rows } = await tx.raw(`select s.id, s.name, s.valid_from as "validFrom", (select count(*)::integer from zone z where z.commune_id = s.commune_id and z.set_id = s.id) as count
    from zone_set s where s.commune_id = current_commune() order by s.name`) as Rows<NonNullable<LayerEntry['sets']>[number]>;
  return rows;
}

const FEATURE = 'f.id, f.source_key as "sourceKey", f.attributes, st_x(st_pointonsurface(f.geom)) as lon, st_y(st_pointonsurface(f.geom)) as lat';
const layerId = async (tx: Tx, name: string): Promise<string | undefined> => (await tx.raw('select id from layer where commune_id = current_commune() and name = ?', [name]) as Rows<{ id: string }>).rows[0]?.id;

/** A page of an own layer, or undefined where there is no such layer. */
export async function readFeatures(tx: Tx, name: string, f: { page: number; size: number; q?: string | undefined; bbox?: string | undefined }) {
  const layer = await layerId(tx, name);
  if (layer === undefined) return undefined;
  const w = new Where('f.commune_id = current_commune()').add('f.layer_id = :layer', { layer }).bbox('f.geom', f.bbox === undefined ? undefined : parseBbox(f.bbox));
  if (f.q) w.add('f.attributes::text ilike :q', { q: `%${f.q.replace(/[\\%_]/g, String.raw`\$&`)}%` });
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from layer_feature f where ${w.sql}`, w.bindings) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${FEATURE} from layer_feature f where ${w.sql} order by f.id limit :size offset :skip`, { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<LayerFeature>;
  const { rows: [v] } = await tx.raw('select version from data_version where commune_id = current_commune() and layer = ?', [name]) as Rows<{ version: string }>;
  return { total: n?.total ?? 0, page: f.page, size: f.size, version: v?.version ?? '0', rows };
}

export async function readFeature(tx: Tx, name: string, id: string) {
  const { rows } = await tx.raw(`select ${FEATURE}, st_asgeojson(f.geom, 8)::jsonb as geometry, f.batch_id as "batchId",
      case when f.geom is not null then array[st_xmin(f.geom), st_ymin(f.geom), st_xmax(f.geom), st_ymax(f.geom)] end as bounds
    from layer_feature f join layer l on l.commune_id = f.commune_id and l.id = f.layer_id where f.commune_id = current_commune() and l.name = :name and f.id = :id`, { name, id }) as
    Rows<LayerFeature & { geometry: { type: 'Point' } | null; bounds: Bounds | null; batchId: string | null }>;
  return rows[0];
}
