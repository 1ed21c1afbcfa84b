import { marketUseSql } from '@sommier/domain/comparables';
import type { RunParams } from '@sommier/domain/portfolio';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
/** The label of the zone a point lies in; a correlated scalar, so that `&&` is asked of one shape at a time. */
const zoneOf = (point: string, set: string | null, otherwise: string): string => (set === null ? otherwise
  : `(select z.label from zone z join zone_set s on s.commune_id = z.commune_id and s.id = z.set_id where z.commune_id = current_commune() and s.name = cast(:zones as text) and z.geom && ${point} and st_covers(z.geom, ${point}) order by z.id limit 1)`);
const bound = (p: RunParams): Record<string, unknown> => (p.zones === null ? {} : { zones: p.zones });

/** Freezes the prices of a run: median, quarters and deals of each use by zone, and of the whole commune (zone ''). Answers how many. */
export async function freezePrices(tx: Tx, run: string, p: RunParams): Promise<number> {
  await tx.raw('delete from mass_price where commune_id = current_commune() and run_id = :run', { run });
  const { rowCount } = await tx.raw(`with deal as (select c.id, c.use_kind, c.per_m2_minor as m, ${zoneOf('c.geom', p.zones, 'coalesce(c.district, a.district)')} as zone from comparable c left join asset a on a.commune_id = c.commune_id and a.id = c.asset_id
      where c.commune_id = current_commune() and c.kind = 'sale' and not c.aside and c.traded_on <= cast(:day as date) and c.traded_on > cast(:day as date) - make_interval(months => cast(:months as integer)))
    insert into mass_price (commune_id, run_id, use_kind, zone, deals, per_m2_minor, first_quarter, third_quarter, serves, evidence)
    select current_commune(), cast(:run as bigint), d.use_kind, coalesce(d.zone, ''), count(*), round(percentile_cont(0.5) within group (order by d.m)::numeric), round(percentile_cont(0.25) within group (order by d.m)::numeric), round(percentile_cont(0.75) within group (order by d.m)::numeric),
      count(*) >= cast(:fewest as integer), array_agg(d.id order by d.id) from deal d group by grouping sets ((d.use_kind, d.zone), (d.use_kind)) having grouping(d.zone) = 1 or d.zone is not null`,
  { run, day: p.day, months: p.months, fewest: p.fewest, ...bound(p) }) as { rowCount: number };
  return rowCount;
}

/** The area a use is priced on: floor for premises, ground for land. What is not measured is not guessed. */
const AREA = (a: string, use: string): string => `case when ${use} = 'land' then coalesce(${a}.land_area_m2, ${a}.title_area_m2, ${a}.drawn_area_m2::numeric) when ${use} is not null then coalesce(${a}.useful_area_m2, ${a}.built_area_m2) end`;
const FROM_WHAT = `case when o.use = 'land' then case when a.land_area_m2 is not null then 'land' when a.title_area_m2 is not null then 'title' when a.drawn_area_m2 is not null then 'drawn' end when o.use is not null then case when a.useful_area_m2 is not null then 'useful' when a.built_area_m2 is not null then 'built' end end`;
/** What the commune holds no more, or not yet, is not valued; nor does it hold its parts back. */
const HELD = (alias: string): string => `coalesce(${alias}.status, 'active') not in ('disposed', 'demolished', 'project')`;
const counted = (alias: string): string => `(${alias}.id is not null and ${HELD(alias)} and ${AREA(alias, `(${marketUseSql(alias)})`)} > 0)`;

/**
 * Values the next properties of a run, in order of id, set-wise. Each square metre counts once: what stands in a property that is itself valued is said to
 * be within it. Answers the last id and how many.
 */
export async function valueSlice(tx: Tx, run: string, p: RunParams, after: string, size: number): Promise<{ last: string | null; count: number }> {
  const { rows: [n] } = await tx.raw(`with slice as (select a.id from asset a where a.commune_id = current_commune() and a.id > cast(:after as bigint) and ${HELD('a')} order by a.id limit :size),
    own as (select a.id, a.code, a.name, a.name_ar, ${marketUseSql('a')} as use, ${zoneOf('pt.at', p.zones, 'coalesce(a.district, p1.district)')} as zone, ${counted('p1')} or ${counted('p2')} or ${counted('p3')} as inside
      from slice s join asset a on a.commune_id = current_commune() and a.id = s.id left join asset p1 on p1.commune_id = a.commune_id and p1.id = a.parent_id left join asset p2 on p2.commune_id = a.commune_id and p2.id = p1.parent_id left join asset p3 on p3.commune_id = a.commune_id and p3.id = p2.parent_id,
        lateral (select st_pointonsurface(coalesce(a.geom, p1.geom)) as at) pt),
    fact as (select o.*, coalesce(a.condition_class, 'unknown') as class, round(${AREA('a', 'o.use')}, 3) as area, ${FROM_WHAT} as area_from from own o join asset a on a.commune_id = current_commune() and a.id = o.id),
    priced as (select f.*, cast(cast(:factors as jsonb) ->> f.class as integer) as factor, coalesce(z.per_m2_minor, w.per_m2_minor) as per_m2, z.per_m2_minor is null as wider,
        case when f.use is null then 'no_market' when f.inside then 'within' when f.area is null or f.area <= 0 then 'no_area' when coalesce(z.per_m2_minor, w.per_m2_minor) is null then 'no_evidence' end as reason
      from fact f left join mass_price z on z.commune_id = current_commune() and z.run_id = cast(:run as bigint) and z.use_kind = f.use and z.zone = f.zone and z.zone <> '' and z.serves
        left join mass_price w on w.commune_id = current_commune() and w.run_id = cast(:run as bigint) and w.use_kind = f.use and w.zone = '' and w.serves),
    made as (insert into mass_line (commune_id, run_id, asset_id, code, name, name_ar, use_kind, zone, class, area_m2, area_from, per_m2_minor, factor_bp, wider, value_minor, state, reason)
      select current_commune(), cast(:run as bigint), r.id, r.code, r.name, r.name_ar, r.use, r.zone, r.class, r.area, r.area_from, case when r.reason is null then r.per_m2 end, r.factor, r.reason is null and r.wider, case when r.reason is null then round(r.area * r.per_m2 * r.factor / 10000) end,
        case when r.reason is null then 'valued' else 'none' end, r.reason from priced r returning asset_id)
    select max(asset_id)::text as last, count(*)::integer as count from made`, { run, after, size, factors: JSON.stringify(p.factors), ...bound(p) }) as Rows<{ last: string | null; count: number }>;
  return n ?? { last: null, count: 0 };
}

/** Puts before a person what is out of the ordinary: far from the run before or from a signed valuation, priced on scattered deals, or of an area unlike its use's. */
export async function holdOutliers(tx: Tx, run: string, previous: string | null, p: RunParams): Promise<void> {
  if (previous !== null) {
    await tx.raw(`update mass_line l set before_minor = b.value_minor from mass_line b where l.commune_id = current_commune() and l.run_id = :run and b.commune_id = l.commune_id and b.run_id = :previous and b.asset_id = l.asset_id and b.state in ('valued', 'accepted')`, { run, previous });
  }
  await tx.raw(`with typical as (select l.use_kind, percentile_cont(0.5) within group (order by l.area_m2::float8) as area from mass_line l where l.commune_id = current_commune() and l.run_id = :run and l.state = 'valued' group by l.use_kind),
    signed as (select distinct on (v.asset_id) v.asset_id, v.value_minor from valuation v where v.commune_id = current_commune() and v.state = 'signed' and v.basis = 'market_value' and v.valued_on <= cast(:day as date) order by v.asset_id, v.valued_on desc, v.id desc),
    odd as (select l.asset_id, array_remove(array[
        case when l.before_minor is not null and abs(l.value_minor - l.before_minor) * 10000 > l.before_minor * cast(:jump as numeric) then 'jump' end,
        case when s.value_minor is not null and abs(l.value_minor - s.value_minor) * 10000 > abs(s.value_minor) * cast(:jump as numeric) then 'valuation' end,
        case when (m.third_quarter - m.first_quarter)::numeric * 10000 > m.per_m2_minor * cast(:spread as numeric) then 'spread' end,
        case when t.area > 0 and (l.area_m2 > t.area * cast(:times as integer) or l.area_m2 * cast(:times as integer) < t.area) then 'area' end], null) as flags
      from mass_line l join mass_price m on m.commune_id = l.commune_id and m.run_id = l.run_id and m.use_kind = l.use_kind and m.zone = case when l.wider then '' else l.zone end
        left join typical t on t.use_kind = l.use_kind left join signed s on s.asset_id = l.asset_id
      where l.commune_id = current_commune() and l.run_id = :run and l.state = 'valued')
    update mass_line l set state = 'held', outliers = o.flags from odd o where l.commune_id = current_commune() and l.run_id = :run and l.asset_id = o.asset_id and cardinality(o.flags) > 0`,
  { run, day: p.day, jump: p.jumpBp, spread: p.spreadBp, times: p.areaTimes });
}

/** The hash of all a run rests on: what was asked, the prices with their deals, and of each property the facts it was valued by. Decisions are not inputs. */
export async function hashOf(tx: Tx, run: string): Promise<string> {
  const { rows: [h] } = await tx.raw(`select encode(sha256(convert_to((select (r.params - 'name')::text from mass_run r where r.commune_id = current_commune() and r.id = :run)
      || coalesce((select string_agg(concat_ws('|', m.use_kind, m.zone, m.deals, m.per_m2_minor, m.first_quarter, m.third_quarter, m.evidence::text), E'\\n' order by m.use_kind, m.zone) from mass_price m where m.commune_id = current_commune() and m.run_id = :run), '')
      || coalesce((select string_agg(concat_ws('|', l.asset_id, l.use_kind, l.zone, l.class, l.area_m2, l.per_m2_minor, l.factor_bp, l.wider, l.reason), E'\\n' order by l.asset_id) from mass_line l where l.commune_id = current_commune() and l.run_id = :run), ''), 'UTF8')), 'hex') as hash`, { run }) as Rows<{ hash: string }>;
  return h?.hash ?? '';
}
/** How many lines their own frozen inputs no longer give. */
export async function differing(tx: Tx, run: string): Promise<number> {
  const { rows: [n] } = await tx.raw(`select count(*)::integer as n from mass_line l where l.commune_id = current_commune() and l.run_id = :run and l.value_minor is distinct from case when l.reason is null then round(l.area_m2 * l.per_m2_minor * l.factor_bp / 10000) end`, { run }) as Rows<{ n: number }>;
  return n?.n ?? 0;
}

/** The whole of a small run at once, as a draft of its author: for the command and the demo, where nobody waits. The screen computes by slices, as a job. */
export async function computeRun(tx: Tx, p: RunParams, author: string): Promise<{ id: string; hash: string }> {
  const { id, previous } = await openRun(tx, p, author);
  await freezePrices(tx, id, p);
  for (let last: string | null = '0'; last !== null;) last = (await valueSlice(tx, id, p, last, 5000)).last;
  return { id, hash: await closeRun(tx, id, previous, p) };
}
/** Makes the row of a run: the one before is the latest adopted on or before its day. `id` is given again where an interrupted job begins anew. */
export async function openRun(tx: Tx, p: RunParams, author: string | null, again?: { id: string; job: string }): Promise<{ id: string; previous: string | null }> {
  const { rows: [row] } = await tx.raw(`insert into mass_run (commune_id${again === undefined ? '' : ', id'}, name, day, params, author_id, job_id, previous_id)${again === undefined ? '' : ' overriding system value'} select current_commune()${again === undefined ? '' : ', cast(:id as bigint)'}, :name, cast(:day as date), cast(:params as jsonb), cast(:author as bigint), cast(:job as bigint),
    (select r.id from mass_run r where r.commune_id = current_commune() and r.state = 'adopted' and r.day <= cast(:day as date) order by r.day desc, r.id desc limit 1) returning id::text as id, previous_id::text as previous`,
  { name: p.name, day: p.day, params: JSON.stringify(p), author, job: again?.job ?? null, ...(again === undefined ? {} : { id: again.id }) }) as Rows<{ id: string; previous: string | null }>;
  if (row === undefined) throw new Error('no run was written');
  return row;
}
/** Ends a computation: outliers held, inputs hashed, the run a draft. Answers the hash. */
export async function closeRun(tx: Tx, id: string, previous: string | null, p: RunParams): Promise<string> {
  await holdOutliers(tx, id, previous, p);
  const hash = await hashOf(tx, id);
  await tx.raw(`update mass_run set state = 'draft', hash = :hash where commune_id = current_commune() and id = :id`, { id, hash });
  return hash;
}
