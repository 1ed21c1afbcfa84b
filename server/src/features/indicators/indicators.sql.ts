import { ASSET_FIELDS } from '@sommier/domain/assets';
import type { IndicatorGroup, IndicatorKey } from '@sommier/domain/indicators';
import { REPLACEMENTS } from '../condition/index.ts';
import { STANDS } from '../occupations/index.ts';

const GROUP: Readonly<Record<IndicatorGroup, string>> = {
  district: `coalesce(a.district, '')`, service: `coalesce(a.assigned_service, '')`, use: `coalesce(a.use_code, '')`,
  domain: `case when a.domain_class like 'public%' then 'public' when a.domain_class like 'prive%' then 'private' when a.domain_class is null or a.domain_class = 'indetermine' then 'undetermined' else 'other' end`,
};
/** The mandatory fields a property must state, and states: as `missingFields` of the domain (a test holds the two together). */
const TITLED = `a.title_state in ('titre_foncier', 'requisition')`;
const plain = ASSET_FIELDS.filter((f) => f.mandatory && f.key !== 'titleNumber' && f.key !== 'domainClass').map((f) => `a.${f.column}`);
const filled = `num_nonnulls(${plain.join(', ')}, nullif(a.domain_class, 'indetermine')) + coalesce(${TITLED} and (a.title_number is not null or (a.title_state = 'requisition' and a.requisition_number is not null)), false)::integer`;
const required = `${String(ASSET_FIELDS.filter((f) => f.mandatory && f.key !== 'titleNumber').length)} + coalesce(${TITLED}, false)::integer`;
/** How long what is unpaid has been past due. */
const AGES = [['d30', 'between 1 and 30'], ['d90', 'between 31 and 90'], ['d365', 'between 91 and 365'], ['more', '> 365']] as const;
/** Dates are compared as dates: a moment in a time zone would be worked out for every due. */
const YEAR = `d.due_on >= date_trunc('year', cast(cast(:on as date) as timestamp))::date`;
const LETTABLE = 'b.lettable is not null';
const EMPTY = `(${LETTABLE} and not coalesce(u.taken, false))`;
const within = (months: number): string => `coalesce(u.ends_on <= (cast(:on as date) + interval '${String(months)} months')::date, false)`;

/** What one property adds to each indicator: numerator, denominator; null adds nothing. */
const ADDS: Readonly<Record<IndicatorKey, readonly [num: string, den: string]>> = {
  title_count: [`b.titled::integer`, '1'], title_area: ['case when b.titled then b.area end', 'b.area'], complete: ['b.filled', 'b.required'], validated: ['b.validated::integer', '1'],
  vacant_count: [`${EMPTY}::integer`, `(${LETTABLE})::integer`], vacant_area: [`case when ${EMPTY} then b.lettable end`, 'b.lettable'], without_title: ['coalesce(u.without_title, false)::integer', '1'], without_title_area: ['case when u.without_title then b.own end', 'b.area'],
  expiry_3: [`${within(3)}::integer`, '(u.ends_on is not null)::integer'], expiry_6: [`${within(6)}::integer`, '(u.ends_on is not null)::integer'], expiry_12: [`${within(12)}::integer`, '(u.ends_on is not null)::integer'],
  collection: ['m.paid_year', 'm.due_year'], arrears: ['m.unpaid', 'm.past_due'], gross_yield: ['case when b.value > 0 then m.rent_year end', 'case when m.rent_year is not null then b.value end'],
  net_yield: ['case when b.value > 0 then m.rent_year - b.cost end', 'case when m.rent_year is not null and b.cost is not null then b.value end'],
  cost_m2: ['case when b.useful > 0 then b.cost end', 'case when b.cost is not null then b.useful end'], fci: ['case when c.replacement is not null then coalesce(c.deferred, 0) end', 'c.replacement'],
};
export const KEYS = Object.keys(ADDS) as IndicatorKey[];

/**
 * Common tables for the day `:on`: `h` the properties held with their group, `b` the same with areas counted once (the ground by the whole that states it, as in
 * the sommier; what can be let by its smallest parts), `u` how they are occupied, `m` their money, `c` their condition. Every one is
 * one pass over its table; nothing is asked row by row. The money of a right on several properties counts with the first of them.
 */
const tables = (from: string, by: IndicatorGroup): string => `h as materialized (select a.id, a.parent_id, ${GROUP[by]} as g, a.title_state is not distinct from 'titre_foncier' as titled, a.register_area_m2 as area, a.lettable_area_m2 as lettable, a.useful_area_m2 as useful,
    a.running_cost_minor as cost, a.gross_value_minor as value, a.review = 'validated' as validated, ${filled} as filled, ${required} as required
    from ${from} where a.commune_id = current_commune() and a.status is distinct from 'disposed' and a.status is distinct from 'demolished' and a.status is distinct from 'deactivated'),
  lets as materialized (select distinct h.parent_id as id from h where h.lettable is not null and h.parent_id is not null),
  b as materialized (select h.id, h.g, h.titled, h.area as own, h.useful, h.cost, h.value, h.validated, h.filled, h.required,
      case when coalesce(p.area, q.area, r.area) is null then h.area end as area, case when l.id is null then h.lettable end as lettable
    from h left join h p on p.id = h.parent_id left join h q on q.id = p.parent_id left join h r on r.id = q.parent_id left join lets l on l.id = h.id),
  stands as materialized (select o.id, o.rank, o.ends_on from occupation o where o.commune_id = current_commune() and o.rank in ('principal', 'without_title') and ${STANDS}),
  u as materialized (select x.asset_id, true as taken, bool_or(s.rank = 'without_title') as without_title, min(s.ends_on) filter (where s.rank = 'principal' and s.ends_on > cast(:on as date)) as ends_on
    from stands s join occupation_unit x on x.commune_id = current_commune() and x.occupation_id = s.id group by x.asset_id),
  paid as (select l.due_id, sum(l.amount)::bigint as amount from ledger_allocation l where l.commune_id = current_commune() and l.on_day <= cast(:on as date) group by l.due_id),
  due as (select d.occupation_id, d.kind, d.due_on, d.amount, coalesce(p.amount, 0) as paid, case when d.due_on < cast(:on as date) then d.amount - coalesce(p.amount, 0) end as unpaid, cast(:on as date) - d.due_on as late
    from ledger_due d left join paid p on p.due_id = d.id where d.commune_id = current_commune() and d.due_on <= cast(:on as date) and d.occupation_id is not null),
  owed as (select d.occupation_id, sum(d.amount) filter (where ${YEAR})::bigint as due_year, sum(d.paid) filter (where ${YEAR})::bigint as paid_year, sum(d.amount) filter (where d.late > 0)::bigint as past_due, sum(d.unpaid)::bigint as unpaid,
      sum(d.amount) filter (where d.kind = 'rent' and d.due_on > (cast(:on as date) - interval '1 year')::date)::bigint as rent_year, ${AGES.map(([k, w]) => `sum(d.unpaid) filter (where d.unpaid <> 0 and d.late ${w})::bigint as ${k}`).join(', ')}
    from due d group by d.occupation_id),
  m as materialized (select f.asset_id, sum(w.due_year)::bigint as due_year, sum(w.paid_year)::bigint as paid_year, sum(w.past_due)::bigint as past_due, sum(w.unpaid)::bigint as unpaid, sum(w.rent_year)::bigint as rent_year, ${AGES.map(([k]) => `sum(w.${k})::bigint as ${k}`).join(', ')}
    from owed w join (select x.occupation_id, min(x.asset_id) as asset_id from occupation_unit x where x.commune_id = current_commune() group by x.occupation_id) f on f.occupation_id = w.occupation_id group by f.asset_id),
  anew as (${REPLACEMENTS}),
  waits as (select k.asset_id, sum(k.cost_minor)::bigint as deferred from work k where k.commune_id = current_commune() and k.opened_on <= cast(:on as date) and (k.closed_on is null or k.closed_on > cast(:on as date)) group by k.asset_id),
  c as materialized (select r.asset_id, r.amount as replacement, w.deferred from anew r left join waits w on w.asset_id = r.asset_id)`;
/** What the sums ask for is joined, and nothing else is computed. */
const joined = (adds: readonly string[]): string => `from b${['u', 'm', 'c'].filter((part) => adds.some((a) => new RegExp(`\\b${part}[.]`).test(a))).map((part) => ` left join ${part} on ${part}.asset_id = b.id`).join('')}`;

/** All indicators, one row a group and one (`whole`) that sums them: each property is added once. */
export const reportSql = (from: string, by: IndicatorGroup, keys: readonly IndicatorKey[]): string => {
  const sums = [...keys.flatMap((k) => [[`${k}_num`, ADDS[k][0]], [`${k}_den`, ADDS[k][1]]]), ...(keys.includes('arrears') ? AGES.map(([k]) => [k, `m.${k}`]) : [])] as [name: string, adds: string][];
  return `with ${tables(from, by)},
  parts as (select b.g, count(*)::integer as n, ${sums.map(([name, adds]) => `sum(${adds}) as "${name}"`).join(', ')} ${joined(sums.map(([, adds]) => adds))} group by b.g)
  select r.g as "group", grouping(r.g) = 1 as whole, coalesce(sum(r.n), 0)::integer as properties, ${sums.map(([name]) => `coalesce(sum(r."${name}"), 0)::text as "${name}"`).join(', ')}
  from parts r group by grouping sets ((r.g), ()) order by whole, r.g`;
};
/** The properties behind one indicator: those that add to its numerator. */
export const listSql = (from: string, by: IndicatorGroup, key: IndicatorKey): string => `with ${tables(from, by)}
  select b.id, b.g as "group", coalesce(${ADDS[key][0]}, 0)::text as num, coalesce(${ADDS[key][1]}, 0)::text as den, count(*) over ()::integer as total
  ${joined(ADDS[key])} where coalesce(${ADDS[key][0]}, 0) <> 0 and (cast(:group as text) is null or b.g = :group) order by ${ADDS[key][0]} desc, b.id limit :size offset :skip`;
