import type { Reads } from '@sommier/domain/assessments';
import { CERTAIN_SHARE } from '@sommier/domain/zones';

/** What a run reads: facts that begin in [from, to), as they are on `day`. */
export interface Spec { tax: string; from: string; to: string; day: string; currency: string; set: string | null; reads: Reads }
export interface Built { sql: string; bindings: Record<string, unknown> }

const DISC = 'st_buffer(p.place::geography, p.radius)::geometry';
/** Zones of each distinct place, the greatest share first: many facts lie in one place, and a disc costs more than all the rest. A zone redrawn is never stale. */
const PLACES = `, places as materialized (
    select p.place_key, jsonb_agg(jsonb_build_array(z.label, round(z.share::numeric, 4)) order by z.share desc, z.id) as zones
    from (select distinct on (a.place_key) a.place_key, a.zone_label, a.place, a.radius from facts a where a.place_key is not null order by a.place_key) p
      cross join lateral (
        select z.id, z.label, case when p.zone_label is not null or p.radius = 0 then 1 else st_area(st_intersection(z.geom, ${DISC})) / nullif(st_area(${DISC}), 0) end as share
        from zone z where z.commune_id = current_commune() and z.set_id = cast(:set as bigint) and case when p.zone_label is not null then z.label = p.zone_label or z.label_ar = p.zone_label
          else z.geom && st_expand(p.place, (p.radius + 1) / 60000) and case when p.radius = 0 then st_intersects(z.geom, p.place) else st_intersects(z.geom, ${DISC}) end end) z
    group by p.place_key)`;
const PLACED = `left join places pl on pl.place_key = a.place_key left join assessment_zone az on az.commune_id = current_commune() and az.unit_id = a.unit_id and az.set_id = cast(:set as bigint) left join zone zc on zc.commune_id = current_commune() and zc.id = az.zone_id`;
/** A place that a person has confirmed; else the zone that takes it most, certain only where nothing of the disc lies elsewhere. */
const ZONE = `coalesce(zc.label, pl.zones->0->>0)`;
const CERTAINTY = `case when zc.id is not null then 'confirmed' when pl.zones is null then null when (pl.zones->0->>1)::numeric >= ${String(CERTAIN_SHARE)} then 'certain' else 'possible' end`;

/** A return is filed for one tax: what it declares counts for no other. */
const FOR_TAX = (alias: string): string => `coalesce(${alias}.detail->>'declaredFor', :tax) = :tax`;
/** Nights the same guests had spent there just before, where a rule limits the nights of a run: the sum of the unbroken stays before this one (`runs` of the oracle). */
const BEFORE = `, links as (
    select s.id, s.nights, s.unit_id, s.guest, s.period_from, s.period_to, lag(s.period_to) over w as until from (
      select a.id, a.unit_id, a.detail->'tax'->>'party' as guest, a.period_from, a.period_to, a.period_to - a.period_from as nights from activity_fact a
      where ${FOR_TAX('a')} and a.commune_id = current_commune() and a.state = 'counted' and a.kind = 'stay' and a.unit_id is not null and a.detail->'tax' is not null and a.detail->'tax'->>'party' is not null
        and a.period_to > cast(:from as date) - cast(:most as integer) - 1 and a.period_from < cast(:to as date)) s
    window w as (partition by s.unit_id, s.guest order by s.period_from, s.id::text collate "C")),
  chains as (select l.*, sum(case when l.until = l.period_from then 0 else 1 end) over (partition by l.unit_id, l.guest order by l.period_from, l.id::text collate "C") as chain from links l),
  before as materialized (select c.id, (sum(c.nights) over (partition by c.unit_id, c.guest, c.chain order by c.period_from, c.id::text collate "C") - c.nights)::integer as nights from chains c)`;

const SAME = `${FOR_TAX('d')} and (d.kind = a.kind or d.kind in ('turnover','lodging') and a.kind in ('turnover','lodging')) and d.commune_id = a.commune_id and d.source = 'declared' and d.state = 'counted' and d.period_from < a.period_to and d.period_to > a.period_from`;
/** What a platform reports of a place or a fleet that its own people have declared serves control: the two are never added. */
const COVERED = `a.source = 'reported' and (a.unit_id is not null and exists (select from activity_fact d where d.unit_id = a.unit_id and ${SAME})
    or a.unit_id is null and a.operator_id is not null and exists (select from activity_fact d where d.operator_id = a.operator_id and d.vehicle_type is not distinct from a.vehicle_type and d.goods is not distinct from a.goods and ${SAME}))`;

const COLUMN_KINDS: Record<Reads['kinds'][number], string[]> = { stay: ['stay'], turnover: ['turnover', 'lodging', 'deliveries'], vehicles: ['vehicles'], trips: ['trips'], deliveries: ['deliveries'], capacity: ['capacity'], flat: ['flat'] };
/** Free text with its length before it, so that no two texts side by side read as two others. */
const word = (column: string): string => `coalesce(length(${column}) || ':' || ${column}, '~')`;
const bare = (column: string): string => `coalesce(${column}::text, '~')`;

/**
 * Facts with the key of their case: all that the rules read of them, and nothing else. Two facts of one key owe the same (held by the differential
 * test). Dates are told by the rules they fall under, exact only where a stay crosses a change or a rule has seasons.
 * Columns: id, version, party, key, before, reason (why it is not even asked), zone, certainty, zones, class, operator.
 */
export function factSql(s: Spec, placed: boolean): Built {
  const { reads } = s;
  const zoned = placed && s.set !== null, keyZone = reads.zones && s.set !== null;
  const bucket = (day: string): string => (reads.days.length === 0 ? `'0'` : `width_bucket(${day}, cast(:days as date[]))::text`);
  const exact = reads.seasons ? 'a.period_from::text' : reads.days.length === 0 ? `'0'` : `case when a.kind <> 'stay' or width_bucket(a.period_from, cast(:days as date[])) = width_bucket(a.period_to - 1, cast(:days as date[])) then ${bucket('a.period_from')} else a.period_from::text end`;
  const only = (kinds: Reads['kinds'], parts: string[]): string[] => (reads.kinds.some((k) => kinds.includes(k)) ? parts : []);
  const limited = reads.maxNights !== null && reads.kinds.includes('stay');
  const key = [
    'a.kind', 'a.source', exact, '(a.period_to - a.period_from)::text', word('a.lodging_class'), `coalesce((a.detail->'tax')::text, '~')`, `case when a.redacted or a.population <> 'all' then 'part' else '' end`,
    ...only(['stay'], ['a.guest_groups::text', bare('a.rooms'), `case when a.contract_on is null then '~' else ${bucket('a.contract_on')} end`]),
    ...(reads.price ? [bare('a.price_minor'), bare('a.currency')] : []),
    ...only(['vehicles', 'trips', 'deliveries'], [word('a.vehicle_type'), word('a.goods'), bare('a.vehicles'), bare('a.per'), bare('a.fleet'), bare('a.trips'), bare('a.km'), bare('a.deliveries')]), ...only(['turnover'], reads.kinds.includes('deliveries') ? [] : [word('a.goods')]),
    ...(keyZone ? [`coalesce(zm.cls, case when ${ZONE} is null then '~' else '' end)`, `coalesce(${CERTAINTY}, '~')`] : []), ...(limited ? [`least(coalesce(b.nights, 0), cast(:most as integer))::text`] : []), `coalesce(r.reason, '')`,
  ].join(` || '|' || `);
  const kinds = [...new Set(reads.kinds.flatMap((k) => COLUMN_KINDS[k]))];
  const where = `${FOR_TAX('a')} and a.commune_id = current_commune() and a.state = 'counted' and a.period_from >= cast(:from as date) and a.period_from < cast(:to as date) and (a.kind = any (cast(:kinds as text[])) and a.detail->'tax'->>'kind' is null or a.detail->'tax'->>'kind' = any (cast(:kinds as text[])))`;
  const sql = `with facts as materialized (
    select a.*${zoned ? `, case when a.zone_label is not null then 'l' || a.zone_label when a.geom is not null then 'f' || a.id when u.geom is not null then 'u' || u.id end as place_key, coalesce(a.geom, u.geom) as place, coalesce(case when a.geom is null then u.uncertainty_m else a.uncertainty_m end, 0) as radius` : ''}
    from activity_fact a ${zoned ? 'left join activity_unit u on u.commune_id = a.commune_id and u.id = a.unit_id' : ''} where ${where})${zoned ? PLACES : ''}${limited ? BEFORE : ''}
  select a.id, a.version, coalesce(y.merged_into, y.id) as party, ${key} as key, ${limited ? `least(coalesce(b.nights, 0), cast(:most as integer))` : '0'} as before, r.reason,
    ${zoned ? `${ZONE} as zone, ${CERTAINTY} as certainty, pl.zones` : 'null::text as zone, null::text as certainty, null::jsonb as zones'}, a.lodging_class as class, a.platform as operator
  from facts a left join party y on y.commune_id = current_commune() and y.id = coalesce(a.taxpayer_id, a.operator_id) ${zoned ? PLACED : ''} ${keyZone ? `left join unnest(cast(:znames as text[]), cast(:zclasses as text[])) zm(name, cls) on zm.name = ${ZONE}` : ''} ${limited ? 'left join before b on b.id = a.id' : ''}
    cross join lateral (select case when a.period_to > cast(:day as date) then 'not_ended' when ${COVERED} then 'covered'${reads.price ? ` when a.price_minor is not null and a.currency <> :currency then 'other_currency'` : ''} end as reason) r`;
  return { sql, bindings: {
    tax: s.tax, from: s.from, to: s.to, day: s.day, kinds, ...(reads.price ? { currency: s.currency } : {}), ...(zoned ? { set: s.set } : {}), ...(keyZone ? { znames: reads.zoneClasses.map(([z]) => z), zclasses: reads.zoneClasses.map(([, c]) => c) } : {}), ...(limited ? { most: reads.maxNights } : {}), ...(reads.days.length > 0 && sqlUsesDays(reads) ? { days: `{${reads.days.join(',')}}` } : {}),
  } };
}
/** With seasons every date is exact; days are then asked for contracts alone. */
const sqlUsesDays = (reads: Reads): boolean => !reads.seasons || reads.kinds.includes('stay');
