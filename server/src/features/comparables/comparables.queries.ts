import { marketUseSql, type ComparableFilter, type ComparableRow, type MarketPrice, type MarketUse, type NearComparable } from '@sommier/domain/comparables';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';

type Rows<T> = { rows: T[] };
type Filter = z.output<typeof ComparableFilter>;
const ROW = `c.id, c.kind, c.use_kind as use, c.traded_on as "tradedOn", c.area_m2::float8 as "areaM2", c.price_minor::text as price, c.period, round(c.per_m2_minor)::text as "perM2", c.address, c.district,
  a.id as "assetId", a.code as "assetCode", st_x(c.geom) as lon, st_y(c.geom) as lat, c.located_by as "locatedBy", c.source_key as reference, c.source, c.note, c.aside, c.aside_reason as "asideReason", c.version`;
const FROM = 'from comparable c left join asset a on a.commune_id = c.commune_id and a.id = c.asset_id';
const SORT = { day: 'c.traded_on desc', price: 'c.per_m2_minor desc', area: 'c.area_m2 desc' } as const;

function where(f: Filter): Where {
  const w = new Where('c.commune_id = current_commune()');
  if (f.id !== undefined) w.add('c.id = cast(:id as bigint)', { id: f.id });
  if (f.kind !== undefined) w.add('c.kind = :kind', { kind: f.kind });
  if (f.use !== undefined) w.add('c.use_kind = :use', { use: f.use });
  if (f.from !== undefined) w.add('c.traded_on >= cast(:since as date)', { since: f.from });
  if (f.to !== undefined) w.add('c.traded_on < cast(:until as date)', { until: f.to });
  if (f.district !== undefined) w.add('c.district = :district', { district: f.district });
  if (f.located !== undefined) w.add(`c.geom is ${f.located === 'yes' ? 'not ' : ''}null`);
  if (f.aside !== undefined) w.add(f.aside === 'yes' ? 'c.aside' : 'not c.aside');
  return w;
}

/** A page of the comparables, latest first, with how many have no place yet. */
export async function listed(tx: Tx, f: Filter & { page: number; size: number; sort: keyof typeof SORT }): Promise<{ total: number; unlocated: number; districts: string[]; rows: ComparableRow[] }> {
  const w = where(f);
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total, (count(*) filter (where c.geom is null))::integer as unlocated from comparable c where ${w.sql}`, w.bindings) as Rows<{ total: number; unlocated: number }>;
  const { rows } = await tx.raw(`select ${ROW} ${FROM} where ${w.sql} order by ${SORT[f.sort]}, c.id desc limit :size offset :skip`, { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<ComparableRow>;
  const { rows: places } = await tx.raw('select distinct c.district from comparable c where c.commune_id = current_commune() and c.district is not null order by 1 limit 300') as Rows<{ district: string }>;
  return { total: n?.total ?? 0, unlocated: n?.unlocated ?? 0, districts: places.map((p) => p.district), rows };
}
export async function comparable(tx: Tx, id: string): Promise<ComparableRow | undefined> {
  const { rows: [row] } = await tx.raw(`select ${ROW} ${FROM} where c.commune_id = current_commune() and c.id = :id`, { id }) as Rows<ComparableRow>;
  return row;
}
/** The located ones as points for the map. */
export async function points(tx: Tx, f: Filter): Promise<{ id: string; kind: 'sale' | 'rent'; use: MarketUse; lon: number; lat: number; perM2: string }[]> {
  const w = where({ ...f, located: 'yes', aside: 'no' });
  return (await tx.raw(`select c.id, c.kind, c.use_kind as use, st_x(c.geom) as lon, st_y(c.geom) as lat, round(c.per_m2_minor)::text as "perM2" from comparable c where ${w.sql} order by c.traded_on desc, c.id desc limit 3000`, w.bindings) as Rows<never>).rows;
}

/** Where a property stands and the market it belongs to; undefined when there is no such property. */
export async function subject(tx: Tx, asset: string): Promise<{ use: MarketUse | null; lon: number | null; lat: number | null } | undefined> {
  const { rows: [row] } = await tx.raw(`select ${marketUseSql('a')} as use, st_x(p.at) as lon, st_y(p.at) as lat from asset a left join asset up on up.commune_id = a.commune_id and up.id = a.parent_id, st_pointonsurface(coalesce(a.geom, up.geom)) as p(at)
    where a.commune_id = current_commune() and a.id = :asset`, { asset }) as Rows<{ use: MarketUse | null; lon: number | null; lat: number | null }>;
  return row;
}
/** Comparables within `metres` of a point and `months` before a day, nearest first, fifty at most. The box is named for the spatial index; the distance is geodesic. */
export async function near(tx: Tx, q: { lon: number; lat: number; kind: string; use: MarketUse; metres: number; months: number; day: string }): Promise<NearComparable[]> {
  const { rows } = await tx.raw(`select ${ROW}, st_distance(c.geom::geography, p.at::geography) as metres, (extract(year from age(cast(:day as date), c.traded_on)) * 12 + extract(month from age(cast(:day as date), c.traded_on)))::integer as months
    ${FROM}, st_setsrid(st_makepoint(:lon, :lat), 4326) as p(at)
    where c.commune_id = current_commune() and not c.aside and c.kind = :kind and c.use_kind = :use and c.traded_on <= cast(:day as date) and c.traded_on > cast(:day as date) - make_interval(months => cast(:months as integer))
      and c.geom && st_expand(st_setsrid(st_makepoint(:lon, :lat), 4326), cast(:metres as float8) / (111000 * greatest(cos(radians(cast(:lat as float8))), 0.01)), cast(:metres as float8) / 110000)
      and st_dwithin(c.geom::geography, p.at::geography, :metres)
    order by metres, c.traded_on desc, c.id limit 50`, q) as Rows<NearComparable>;
  return rows;
}

/** What the market is asked: deals of the `months` before `day`; by the zones of a set, or, without one, by the district the file (or the property) names. */
export interface MarketQuestion { day: string; months?: number | undefined; zones?: string | undefined; kind?: 'sale' | 'rent' | undefined }
/**
 * Prices (and rents by the month) a square metre by use and zone at a day, set-wise: one row a use and zone, and one a use for the whole commune
 * (`zone` null). Deals without a zone count for the commune alone. What was set aside does not count.
 */
export async function marketAt(tx: Tx, q: MarketQuestion): Promise<MarketPrice[]> {
  const zone = q.zones === undefined ? 'coalesce(c.district, a.district)'
    : `(select z.label from zone z join zone_set s on s.commune_id = z.commune_id and s.id = z.set_id where z.commune_id = c.commune_id and s.name = :zones and z.geom && c.geom and st_covers(z.geom, c.geom) order by z.id limit 1)`;
  const { rows } = await tx.raw(`with deal as (
      select c.kind, c.use_kind as use, c.traded_on, c.per_m2_minor as m, ${zone} as zone ${FROM}
      where c.commune_id = current_commune() and not c.aside and c.traded_on <= cast(:day as date) and c.traded_on > cast(:day as date) - make_interval(months => cast(:months as integer))${q.kind === undefined ? '' : ' and c.kind = :kind'})
    select d.kind, d.use, d.zone, count(*)::integer as count, round(percentile_cont(0.5) within group (order by d.m)::numeric)::text as median, round(avg(d.m))::text as mean, round(min(d.m))::text as low, round(max(d.m))::text as high,
      round(percentile_cont(0.25) within group (order by d.m)::numeric)::text as "firstQuarter", round(percentile_cont(0.75) within group (order by d.m)::numeric)::text as "thirdQuarter", min(d.traded_on) as earliest, max(d.traded_on) as latest
    from deal d group by grouping sets ((d.kind, d.use, d.zone), (d.kind, d.use)) having grouping(d.zone) = 1 or d.zone is not null order by d.kind, d.use, d.zone nulls first`,
  { day: q.day, months: q.months ?? 36, ...(q.zones === undefined ? {} : { zones: q.zones }), ...(q.kind === undefined ? {} : { kind: q.kind }) }) as Rows<MarketPrice>;
  return rows;
}
/** Fewer deals than this say nothing of a market. */
export const ENOUGH_DEALS = 3;
/** Market rents a square metre and month by use and zone at a day, with count and spread. */
export const marketRents = (tx: Tx, q: Omit<MarketQuestion, 'kind'>): Promise<MarketPrice[]> => marketAt(tx, { ...q, kind: 'rent' });
