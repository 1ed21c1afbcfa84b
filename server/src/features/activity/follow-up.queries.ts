import { effectOf, type BeforeAfter, type BeforeAfterQuestion, type FollowUp } from '@sommier/domain/activity';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { present } from './present.sql.ts';

/** Captures of each platform with what is new, gone and kept from the one before; the newest hundred. */
async function timeline(tx: Tx, platform: string | undefined): Promise<FollowUp['timeline']> {
  const { rows } = await tx.raw(`with c as (select platform, captured_on, take, moment, lag(moment) over (partition by platform order by moment) as previous from capture where commune_id = current_commune() and (cast(:platform as text) is null or platform = :platform)),
      last as (select * from c order by moment desc limit 100),
      runs as (select id, platform, seen_from, coalesce(seen_to, 2147483647) as seen_to from listing where commune_id = current_commune()
        union all select p.listing_id, l.platform, p.seen_from, p.seen_to from listing_past p join listing l on l.commune_id = p.commune_id and l.id = p.listing_id where p.commune_id = current_commune()),
      at as (select k.platform, k.moment, r.id, bool_or(r.seen_from <= k.moment and r.seen_to >= k.moment) as now, bool_or(r.seen_from <= k.previous and r.seen_to >= k.previous) as before
        from last k join runs r on r.platform = k.platform and r.seen_from <= k.moment and r.seen_to >= coalesce(k.previous, k.moment) group by 1, 2, 3)
    select k.platform, k.captured_on::text as on, k.take::integer as take, count(*) filter (where a.now)::integer as listings, count(*) filter (where a.now and a.before is not true)::integer as new, count(*) filter (where a.before and not a.now)::integer as gone, count(*) filter (where a.now and a.before)::integer as kept
    from last k left join at a on a.platform = k.platform and a.moment = k.moment group by k.platform, k.captured_on, k.take, k.moment order by k.moment, k.platform`, { platform: platform ?? null }) as { rows: FollowUp['timeline'] };
  return rows;
}

const ENTIRE = `room_type ~* '^(entire|hotel room|logement entier|appartement)'`;
/** The time line, how listings stand with hosts, and how many bear a number or were declared between two days. No host is named. */
export async function followUp(tx: Tx, q: { from: string; to: string; platform?: string | undefined }): Promise<FollowUp> {
  const p = present({ on: q.to, platform: q.platform });
  const { rows: [c] } = await tx.raw(`with ${p.sql}, hosts as (select platform, coalesce(host_id, 'l' || id) as host, count(*)::integer as n from present group by 1, 2),
      sized as (select case when n <= 1 then 'one' when n < 5 then 'few' else 'many' end as size, n from hosts)
    select (select count(*)::integer from hosts) as hosts, (select count(*)::integer from present) as listings, (select count(*)::integer from present where ${ENTIRE}) as "entireHomes",
      (select coalesce(json_agg(json_build_object('size', size, 'hosts', h, 'listings', n) order by size), '[]') from (select size, count(*)::integer as h, sum(n)::integer as n from sized group by 1) s) as "bySize",
      (select coalesce(sum(n), 0)::float8 from (select n from hosts order by n desc limit 10) t) as top, (select coalesce(sum(power(n::float8 / nullif((select count(*) from present), 0), 2)), 0) * 10000 from hosts) as hhi`, p.bind) as
    { rows: { hosts: number; listings: number; entireHomes: number; bySize: FollowUp['concentration']['bySize']; top: number; hhi: number }[] };
  const { rows: [d] } = await tx.raw(`with ${p.sql} select count(*)::integer as active, count(*) filter (where license is not null and license !~* '^exempt')::integer as "withNumber", count(*) filter (where license ~* '^exempt')::integer as exempt,
      count(*) filter (where exists (select from activity_unit u join activity_fact f on f.commune_id = u.commune_id and f.unit_id = u.id and f.source = 'declared' and f.state = 'counted' and f.period_from >= cast(:from as date) and f.period_from < cast(:to as date) where u.commune_id = current_commune() and u.listing_id = present.id))::integer as "withDeclaration"
    from present where reviews > 0`, { ...p.bind, from: q.from, to: q.to }) as { rows: FollowUp['compliance'][] };
  return {
    timeline: await timeline(tx, q.platform),
    concentration: { hosts: c?.hosts ?? 0, listings: c?.listings ?? 0, bySize: c?.bySize ?? [], topTen: c === undefined || c.listings === 0 ? 0 : Math.round(c.top / c.listings * 1000) / 10, hhi: Math.round(c?.hhi ?? 0), entireHomes: c?.entireHomes ?? 0 },
    compliance: d ?? { active: 0, withNumber: 0, exempt: 0, withDeclaration: 0 },
  };
}

type Side = BeforeAfter['zones']['before'];
async function side(tx: Tx, on: string, zones: readonly string[], platform: string | undefined): Promise<Side> {
  const p = present({ on, platform });
  const { rows: [s] } = await tx.raw(`with ${p.sql}, d as (select present.*, least(1, sum(z.share)::float8) as share from present join listing_zone z on z.commune_id = current_commune() and z.listing_id = present.id and z.zone_id = any (cast(:zones as bigint[]))
      group by present.id, platform, room_type, price_minor, reviews, minimum, nights, host_id, host_listings, license, r, geom)
    select coalesce(sum(share), 0) as listings, coalesce(sum(share) filter (where reviews > 0), 0) as active, coalesce(sum(share) filter (where ${ENTIRE}), 0) as "entireHomes", coalesce(sum(share * nights), 0) as nights from d`, { ...p.bind, zones: `{${zones.join(',')}}` }) as { rows: Side[] };
  const r = (n: number): number => Math.round(n * 10) / 10;
  return { listings: r(s?.listings ?? 0), active: r(s?.active ?? 0), entireHomes: r(s?.entireHomes ?? 0), nights: Math.round(s?.nights ?? 0) };
}

/** Zones under a rule and zones without, as the last captures before the day and until the later day told them. Throws not_found for zones of another commune. */
export async function beforeAfter(tx: Tx, q: BeforeAfterQuestion, today: string): Promise<BeforeAfter> {
  const ids = [...q.zones, ...q.comparison];
  const { rows: [n] } = await tx.raw('select count(*)::integer as n from zone where commune_id = current_commune() and id = any (cast(:ids as bigint[]))', { ids: `{${ids.join(',')}}` }) as { rows: { n: number }[] };
  if ((n?.n ?? 0) !== new Set(ids).size) throw new AppError('not_found', 'a zone is not there');
  const dayBefore = new Date(Date.parse(`${q.day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10), until = q.until ?? today;
  const { rows: [days] } = await tx.raw(`select max(captured_on) filter (where captured_on < cast(:day as date))::text as before, max(captured_on) filter (where captured_on >= cast(:day as date) and captured_on <= cast(:until as date))::text as after
    from capture where commune_id = current_commune() and (cast(:platform as text) is null or platform = :platform)`, { day: q.day, until, platform: q.platform ?? null }) as { rows: { before: string | null; after: string | null }[] };
  const both = async (zones: readonly string[]): Promise<{ before: Side; after: Side }> => ({ before: await side(tx, dayBefore, zones, q.platform), after: await side(tx, until, zones, q.platform) });
  const zones = await both(q.zones), comparison = await both(q.comparison);
  const effect = (k: keyof Side): number | null => (days?.before == null || days.after === null ? null : effectOf({ before: zones.before[k], after: zones.after[k] }, { before: comparison.before[k], after: comparison.after[k] }));
  return { before: days?.before ?? null, after: days?.after ?? null, zones, comparison, effect: { listings: effect('listings'), active: effect('active'), entireHomes: effect('entireHomes'), nights: effect('nights') } };
}
