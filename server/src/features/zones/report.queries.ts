import { AppError } from '@sommier/domain/shared';
import { CERTAIN_SHARE, type ZoneReport } from '@sommier/domain/zones';
import type { Tx } from '../../platform/db/index.ts';
import { zoneIndex } from './shares.store.ts';

/** Listings of each platform's latest capture. `stored`: the place is the one that listing_zone was reckoned from. */
const LATEST = `select id, reviews_ltm, estimated_nights, at_cap, uncertainty_m, geom, true as stored from listing where commune_id = current_commune() and seen_to is null`;

/** The same at each platform's last capture up to a day, as the listings then were. */
const AT_DAY = `select l.id, l.reviews_ltm, l.estimated_nights, l.at_cap, l.uncertainty_m, l.geom, true as stored
    from listing l join at_day m on m.platform = l.platform where l.commune_id = current_commune() and l.seen_from <= m.moment and coalesce(l.seen_to >= m.moment, true)
  union all
  select l.id, p.reviews_ltm, p.estimated_nights, p.at_cap, p.uncertainty_m, coalesce(p.geom, g.geom),
    coalesce(p.geom, g.geom) is not distinct from l.geom and p.uncertainty_m = l.uncertainty_m
    from listing_past p join listing l on l.commune_id = p.commune_id and l.id = p.listing_id join at_day m on m.platform = l.platform
      left join listing_place g on g.commune_id = p.commune_id and g.listing_id = p.listing_id
    where p.commune_id = current_commune() and p.seen_from <= m.moment and p.seen_to >= m.moment`;
const DAY = `at_day as (select platform, max(moment) as moment from capture where commune_id = current_commune() and captured_on <= :captured group by platform)`;

const ms = (n: number): number => Math.round(n * 1000) / 1000;

/**
 * The report of a set of zones over the listings of each platform's latest capture, or of its last capture up to `captured`. Throws not_found
 * when no set bears the name.
 */
export async function zoneReport(tx: Tx, set: string, captured?: string): Promise<ZoneReport> {
  const { rows: [found] } = await tx.raw('select id from zone_set where commune_id = current_commune() and name = ?', [set]) as { rows: { id: string }[] };
  if (found === undefined) throw new AppError('not_found', `no set of zones ${set}`);
  const bind = { set: found.id, certain: CERTAIN_SHARE, ...(captured === undefined ? {} : { captured }) };
  const present = captured === undefined ? `present as (${LATEST})` : `${DAY}, present as (${AT_DAY})`;
  const late = captured === undefined ? [] : await lateShares(tx, present, bind);
  const list = (pick: (s: Late) => string): string => `{${late.map(pick).join(',')}}`;
  const all = { ...bind, listings: list((s) => s.id), zones: list((s) => s.zone), shares: list((s) => String(s.share)) };
  const shares = captured === undefined ? 'shares as (select listing_id, zone_id, share from listing_zone where commune_id = current_commune() and set_id = :set)'
    : `shares as (select s.listing_id, s.zone_id, s.share from listing_zone s join present p on p.id = s.listing_id and p.stored where s.commune_id = current_commune() and s.set_id = :set
        union all select * from unnest(cast(:listings as bigint[]), cast(:zones as bigint[]), cast(:shares as real[])))`;
  const { rows: zones } = await tx.raw(`with ${present}, ${shares}, sums as (
      select s.zone_id, count(*) filter (where s.share >= :certain)::integer as certain, count(*) filter (where s.share < :certain)::integer as possible,
        sum(s.share::float8) as expected, sum(s.share * p.estimated_nights) as nights
      from shares s join present p on p.id = s.listing_id group by s.zone_id)
    select z.label as zone, coalesce(n.certain, 0) as certain, coalesce(n.possible, 0) as possible, coalesce(n.expected, 0) as expected, round(coalesce(n.nights, 0))::integer as estimated_nights
    from zone z left join sums n on n.zone_id = z.id where z.commune_id = current_commune() and z.set_id = :set order by z.label`, all) as { rows: ZoneReport['zones'] };
  const { rows: [totals] } = await tx.raw(`with ${present} select count(*)::integer as listings, (count(*) filter (where reviews_ltm > 0))::integer as active,
      round(coalesce(sum(estimated_nights), 0))::integer as estimated_nights, (count(*) filter (where at_cap))::integer as at_cap, (count(*) filter (where geom is null))::integer as unlocated
    from present`, bind) as { rows: { listings: number; active: number; estimated_nights: number; at_cap: number; unlocated: number }[] };
  const { rows: [spread] } = await tx.raw(`with ${present}, ${shares}, discs as (select s.listing_id, count(*) as zones, least(sum(s.share), 1) as within from shares s join present p on p.id = s.listing_id group by s.listing_id)
    select (count(*) filter (where zones > 1))::integer as ambiguous, coalesce(sum(within), 0)::float8 as within from discs`, all) as { rows: { ambiguous: number; within: number }[] };
  const { unlocated = 0, ...counted } = totals ?? { listings: 0, active: 0, estimated_nights: 0, at_cap: 0, unlocated: 0 };
  return {
    totals: { ...counted, ambiguous: spread?.ambiguous ?? 0 }, zones: zones.map((z) => ({ ...z, expected: ms(z.expected) })),
    outside: ms(Math.max(0, counted.listings - unlocated - (spread?.within ?? 0))), unlocated,
  };
}

interface Late { id: string; zone: string; share: number }

/** Shares of listings that stood elsewhere that day: nothing keeps them, so they are reckoned for this answer. */
async function lateShares(tx: Tx, present: string, bind: Record<string, string | number>): Promise<Late[]> {
  const { rows } = await tx.raw(`with ${present} select id, st_x(geom) as lon, st_y(geom) as lat, uncertainty_m as r from present where not stored and geom is not null`,
    bind) as { rows: { id: string; lon: number; lat: number; r: number }[] };
  if (rows.length === 0) return [];
  const index = await zoneIndex(tx, String(bind['set']));
  return rows.flatMap(({ id, lon, lat, r }) => index.shares(lon, lat, r).map((share) => ({ id, ...share })));
}
