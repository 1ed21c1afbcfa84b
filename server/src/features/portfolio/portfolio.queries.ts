import type { MassLine, MassRun, MassRunSheet } from '@sommier/domain/portfolio';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
const COUNTS = `(l.state in ('valued', 'accepted'))`;
const RUN = `select r.id, r.name, r.day, r.state, r.params, r.hash, r.previous_id as previous, r.job_id as job, jsonb_build_object('id', p.id::text, 'name', p.name) as author, to_json(r.created_at)#>>'{}' as "createdAt",
    case when b.id is not null then jsonb_build_object('id', b.id::text, 'name', b.name) end as "adoptedBy", to_json(r.adopted_at)#>>'{}' as "adoptedAt", n.total, n.valued, n.held, n.excluded, n."notValued"
  from mass_run r join person p on p.id = r.author_id left join person b on b.id = r.adopted_by, lateral (select coalesce(sum(l.value_minor) filter (where ${COUNTS}), 0)::text as total, (count(*) filter (where ${COUNTS}))::integer as valued,
      (count(*) filter (where l.state = 'held'))::integer as held, (count(*) filter (where l.state = 'excluded'))::integer as excluded, (count(*) filter (where l.state = 'none'))::integer as "notValued" from mass_line l where l.commune_id = r.commune_id and l.run_id = r.id) n
  where r.commune_id = current_commune()`;

export const runs = async (tx: Tx): Promise<MassRun[]> => (await tx.raw(`${RUN} order by r.day desc, r.id desc limit 100`) as Rows<MassRun>).rows;
export const run = async (tx: Tx, id: string): Promise<MassRun | undefined> => (await tx.raw(`${RUN} and r.id = :id`, { id }) as Rows<MassRun>).rows[0];

const sums = async <K>(tx: Tx, id: string, column: string, name: string): Promise<K[]> => (await tx.raw(`select l.${column} as "${name}", count(*)::integer as count, coalesce(sum(l.value_minor), 0)::text as value, coalesce(sum(l.area_m2), 0)::float8 as area
  from mass_line l where l.commune_id = current_commune() and l.run_id = :id and ${COUNTS} group by l.${column} order by sum(l.value_minor) desc nulls last, l.${column}`, { id }) as Rows<K>).rows;

/**
 * What moved between a run and the one before, property by property: area first at the old price, then price (or zone and use) on the new area, then what is left, the class. The parts
 * are exact and sum to the difference.
 */
async function changeOf(tx: Tx, id: string, previous: string): Promise<MassRunSheet['change']> {
  const { rows: [c] } = await tx.raw(`with pair as (select coalesce(a.asset_id, b.asset_id) as asset, a.value_minor as v1, b.value_minor as v0, a.asset_id is null as gone, b.asset_id is null as fresh, round((a.area_m2 - b.area_m2) * b.per_m2_minor * b.factor_bp / 10000) as area,
        round(a.area_m2 * (a.per_m2_minor - b.per_m2_minor) * b.factor_bp / 10000) as price, (a.use_kind, a.zone) is distinct from (b.use_kind, b.zone) as moved
      from (select l.* from mass_line l where l.commune_id = current_commune() and l.run_id = :id and ${COUNTS}) a full join (select l.* from mass_line l where l.commune_id = current_commune() and l.run_id = :previous and ${COUNTS}) b on b.asset_id = a.asset_id)
    select (select r.day from mass_run r where r.commune_id = current_commune() and r.id = :previous) as day, coalesce(sum(v0), 0)::text as before, coalesce(sum(v1), 0)::text as after, coalesce(sum(area), 0)::text as area, coalesce(sum(price) filter (where not moved), 0)::text as price, coalesce(sum(price) filter (where moved), 0)::text as place,
      coalesce(sum(v1 - v0 - area - price), 0)::text as class, coalesce(sum(v1) filter (where fresh), 0)::text as new, coalesce(-sum(v0) filter (where gone), 0)::text as gone, (count(*) filter (where fresh))::integer as "newCount", (count(*) filter (where gone))::integer as "goneCount" from pair`, { id, previous }) as Rows<Omit<NonNullable<MassRunSheet['change']>, 'previous'>>;
  return c === undefined ? null : { previous, ...c };
}

/** A run with the prices it rests on, its sums, and what changed since the one before. */
export async function runSheet(tx: Tx, id: string): Promise<MassRunSheet | undefined> {
  const head = await run(tx, id);
  if (head === undefined) return undefined;
  const { rows: prices } = await tx.raw(`select m.use_kind as use, nullif(m.zone, '') as zone, m.deals as count, m.per_m2_minor::text as "perM2", m.first_quarter::text as "firstQuarter", m.third_quarter::text as "thirdQuarter", m.serves from mass_price m where m.commune_id = current_commune() and m.run_id = :id order by m.use_kind, m.zone`, { id }) as Rows<MassRunSheet['prices'][number]>;
  const { rows: reasons } = await tx.raw(`select l.reason, count(*)::integer as count from mass_line l where l.commune_id = current_commune() and l.run_id = :id and l.reason is not null group by l.reason order by 2 desc`, { id }) as Rows<MassRunSheet['reasons'][number]>;
  return { ...head, prices, reasons, byUse: await sums(tx, id, 'use_kind', 'use'), byZone: await sums(tx, id, 'zone', 'zone'), byClass: await sums(tx, id, 'class', 'class'), change: head.previous === null ? null : await changeOf(tx, id, head.previous) };
}

const LINE = `select l.asset_id as asset, l.code, l.name, l.name_ar as "nameAr", l.use_kind as use, l.zone, l.class, l.area_m2::float8 as "areaM2", l.area_from as "areaFrom", l.per_m2_minor::text as "perM2", l.factor_bp as "factorBp", l.wider, l.value_minor::text as value, l.before_minor::text as before,
    l.state, l.outliers, l.reason, p.name as "decidedBy", l.decision from mass_line l left join person p on p.id = l.decided_by where l.commune_id = current_commune() and l.run_id = :id`;
export interface LineFilter { state?: string | undefined; use?: string | undefined; zone?: string | undefined; outlier?: string | undefined }
/** Lines of a run: what waits first, then the greatest values. */
export async function lines(tx: Tx, id: string, f: LineFilter, page?: { page: number; size: number }): Promise<{ total: number; rows: MassLine[] }> {
  const when = [f.state === undefined ? '' : ' and l.state = :state', f.use === undefined ? '' : ' and l.use_kind = :use', f.zone === undefined ? '' : ' and l.zone = :zone', f.outlier === undefined ? '' : ' and :outlier = any(l.outliers)'].join('');
  const bind = { id, ...Object.fromEntries(Object.entries(f).filter(([, v]) => v !== undefined)) };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from mass_line l where l.commune_id = current_commune() and l.run_id = :id${when}`, bind) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`${LINE}${when} order by case l.state when 'held' then 0 when 'none' then 2 else 1 end, l.value_minor desc nulls last, l.asset_id${page === undefined ? '' : ' limit :size offset :skip'}`, { ...bind, ...(page === undefined ? {} : { size: page.size, skip: (page.page - 1) * page.size }) }) as Rows<MassLine>;
  return { total: n?.total ?? 0, rows };
}
export const line = async (tx: Tx, id: string, asset: string): Promise<MassLine | undefined> => (await tx.raw(`${LINE} and l.asset_id = :asset`, { id, asset }) as Rows<MassLine>).rows[0];

/** What each property was found to be worth by the latest run adopted for a day on or before `day`: minor units. */
export async function adoptedValues(tx: Tx, assets: readonly string[] | undefined, day: string): Promise<Map<string, { value: string; day: string; run: string }>> {
  const { rows } = await tx.raw(`select l.asset_id::text as asset, l.value_minor::text as value, r.day, r.id::text as run from (select r.id, r.day, r.commune_id from mass_run r where r.commune_id = current_commune() and r.state = 'adopted' and r.day <= cast(:day as date) order by r.day desc, r.id desc limit 1) r
    join mass_line l on l.commune_id = r.commune_id and l.run_id = r.id and ${COUNTS}${assets === undefined ? '' : ' and l.asset_id = any(cast(:assets as bigint[]))'}`, { day, ...(assets === undefined ? {} : { assets: `{${assets.join(',')}}` }) }) as Rows<{ asset: string; value: string; day: string; run: string }>;
  return new Map(rows.map(({ asset, ...v }) => [asset, v]));
}
