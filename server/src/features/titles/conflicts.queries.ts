import type { ConflictFilter, ConflictMap, ConflictRow, CONFLICT_KINDS, CONFLICT_STATES } from '@sommier/domain/titles';
import type { Geometry } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';

type Rows<T> = { rows: T[] };
const SIDES_SHOWN = 12;
const side = (alias: string): string => `jsonb_build_object('parcelId', ${alias}.id::text, 'reference', ${alias}.reference, 'titleState', ${alias}.title_state, 'areaM2', ${alias}.area_m2)`;
const ROW = `x.id, x.kind, x.area_m2 as "areaM2", x.share, x.side_count as "sideCount", x.state, x.note, (select p.name from person p where p.id = x.decided_by) as "decidedBy", to_char(x.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "decidedAt",
  x.present, to_char(x.first_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "firstSeen", st_x(st_pointonsurface(x.geom)) as lon, st_y(st_pointonsurface(x.geom)) as lat, x.version,
  case when x.kind = 'repeat' then (select coalesce(jsonb_agg(${side('p')} order by p.id), '[]') from (select * from parcel r where r.commune_id = x.commune_id and r.reference = x.a_reference order by r.id limit ${String(SIDES_SHOWN)}) p)
    else (select coalesce(jsonb_agg(${side('p')} order by p.id <> x.a_id), '[]') from parcel p where p.commune_id = x.commune_id and p.id in (x.a_id, x.b_id)) end as sides`;
const SORT = { areaM2: 'x.area_m2', share: 'x.share', kind: 'x.kind', state: 'x.state' } as const;

function where(f: Omit<ConflictFilter, 'page' | 'size'>): Where {
  const w = new Where('x.commune_id = current_commune()', f.present === 'no' ? 'not x.present' : 'x.present');
  if (f.kind !== undefined) w.add('x.kind = :kind', { kind: f.kind });
  if (f.state !== undefined) w.add('x.state = :state', { state: f.state });
  if (f.minArea !== undefined) w.add(`(x.area_m2 >= :least or x.kind = 'repeat')`, { least: f.minArea });
  if (f.q) w.add('(x.a_reference ilike :q or x.b_reference ilike :q)', { q: `%${f.q.replace(/[\\%_]/g, String.raw`\$&`)}%` });
  return w;
}

export async function readConflicts(tx: Tx, f: ConflictFilter): Promise<{ total: number; rows: ConflictRow[] }> {
  const w = where(f);
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from title_conflict x where ${w.sql}`, w.bindings) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${ROW} from title_conflict x where ${w.sql} order by ${SORT[f.sort]} ${f.dir === 'desc' ? 'desc' : 'asc'} nulls last, x.side_count desc, x.id limit :size offset :skip`, { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<ConflictRow>;
  return { total: n?.total ?? 0, rows };
}

const MOST_SHAPES = 5000;
/** The shapes of the conflicts of a filter, the largest first, at seven decimals of a degree (about a centimetre). */
export async function readConflictMap(tx: Tx, f: Pick<ConflictFilter, 'kind' | 'state' | 'present'>): Promise<ConflictMap> {
  const w = where({ ...f, sort: 'areaM2', dir: 'desc' });
  const { rows } = await tx.raw(`select q.id, q.kind, q.state, q."areaM2", st_asgeojson(q.shape, 7)::jsonb as geometry, st_xmin(q.shape) as w, st_ymin(q.shape) as s, st_xmax(q.shape) as e, st_ymax(q.shape) as n from (
      select x.id, x.kind, x.state, x.area_m2 as "areaM2", case when x.kind <> 'repeat' then x.geom
        else (select st_collect(st_pointonsurface(p.geom)) from parcel p where p.commune_id = x.commune_id and p.reference = x.a_reference and p.geom is not null) end as shape
      from title_conflict x where ${w.sql} order by x.area_m2 desc nulls last, x.id limit ${String(MOST_SHAPES + 1)}) q where q.shape is not null and not st_isempty(q.shape)`, w.bindings) as Rows<ConflictMap['features'][number] & { w: number; s: number; e: number; n: number }>;
  const shown = rows.slice(0, MOST_SHAPES);
  const least = (of: (r: (typeof rows)[number]) => number): number => shown.reduce((m, r) => Math.min(m, of(r)), Infinity);
  return {
    features: shown.map(({ id, kind, state, areaM2, geometry }) => ({ id, kind, state, areaM2, geometry })), cut: rows.length > MOST_SHAPES,
    bounds: shown.length === 0 ? null : [least((r) => r.w), least((r) => r.s), -least((r) => -r.e), -least((r) => -r.n)],
  };
}

export interface RunState { counts: { kind: (typeof CONFLICT_KINDS)[number]; state: (typeof CONFLICT_STATES)[number]; count: number }[]; version: string; computedVersion: string | null; computedAt: string | null }
/** Counts of what is there, and whether it is as of the present parcels. */
export async function readRun(tx: Tx): Promise<RunState> {
  const { rows: counts } = await tx.raw('select kind, state, count(*)::integer as count from title_conflict where commune_id = current_commune() and present group by 1, 2 order by 1, 2') as Rows<RunState['counts'][number]>;
  const { rows: [run] } = await tx.raw(`select coalesce((select v.version from data_version v where v.commune_id = current_commune() and v.layer = 'parcels'), 0) as version,
    (select parcels_version from title_conflict_run where commune_id = current_commune()) as "computedVersion", (select to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from title_conflict_run where commune_id = current_commune()) as "computedAt"`) as Rows<Omit<RunState, 'counts'>>;
  return { counts, version: String(run!.version), computedVersion: run!.computedVersion, computedAt: run!.computedAt };
}

export interface ConflictShapes extends ConflictRow { overlap: Geometry | null; shapes: { parcelId: string; geometry: Geometry }[]; assets: { id: string; code: string; name: string }[] }
/** One conflict with its shapes and the properties that stand on the shared ground (or on the parcels of one reference). */
export async function readConflict(tx: Tx, id: string): Promise<ConflictShapes | undefined> {
  const { rows: [x] } = await tx.raw(`select ${ROW}, st_asgeojson(x.geom, 8)::jsonb as overlap from title_conflict x where x.commune_id = current_commune() and x.id = :id`, { id }) as Rows<ConflictRow & { overlap: Geometry | null }>;
  if (x === undefined) return undefined;
  const parcels = `{${x.sides.map((s) => s.parcelId).join(',')}}`;
  const { rows: shapes } = await tx.raw(`select p.id as "parcelId", st_asgeojson(p.geom, 8)::jsonb as geometry from parcel p where p.commune_id = current_commune() and p.id = any(cast(:parcels as bigint[])) and p.geom is not null order by p.id`, { parcels }) as Rows<ConflictShapes['shapes'][number]>;
  // The shape comes as a value, not as a join (embedded PostGIS).
  const ground = x.kind === 'repeat' ? '(select st_collect(p.geom) from parcel p where p.commune_id = current_commune() and p.id = any(cast(:parcels as bigint[])))' : '(select c.geom from title_conflict c where c.commune_id = current_commune() and c.id = :id)';
  const { rows: assets } = await tx.raw(`select a.id, a.code, a.name from asset a where a.commune_id = current_commune() and a.geom && ${ground} and st_intersects(a.geom, ${ground}) order by a.code limit 50`, { id, parcels }) as Rows<ConflictShapes['assets'][number]>;
  return { ...x, shapes, assets };
}

export async function lockConflict(tx: Tx, id: string): Promise<number | undefined> {
  const { rows: [x] } = await tx.raw('select version from title_conflict where commune_id = current_commune() and id = :id for update', { id }) as Rows<{ version: number }>;
  return x?.version;
}
