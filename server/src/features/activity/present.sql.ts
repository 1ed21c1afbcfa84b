import { SAN_FRANCISCO, type NightsModel } from '@sommier/domain/listings';
import type { HostSize } from '@sommier/domain/activity';

/** The model that goes with every estimate, as it is told. */
export const model = (m: NightsModel = SAN_FRANCISCO) => ({ name: m.name, version: m.version, parameters: { reviewRate: m.reviewRate, reviewRateLow: m.reviewRateLow, reviewRateHigh: m.reviewRateHigh, averageStay: m.averageStay, capNights: m.capNights } });
export interface Filter { on: string; platform?: string | undefined; roomType?: string | undefined; hosts?: HostSize | undefined; lodgingClass?: string | undefined; /** Only what meets one of the zones bound as `:zones`. */ near?: boolean }
type Bind = Record<string, string | number | null>;

/** Nights a year of a listing for a rate of reviews, over columns `reviews` and `minimum`. */
export const nightsAt = (rate: number, m: NightsModel = SAN_FRANCISCO): string => `least(reviews / ${rate} * greatest(${m.averageStay}, coalesce(minimum, 0)), ${m.capNights})`;
/** How many listings a host has, in SQL over `host_listings`. */
export const SIZES: Record<HostSize, string> = { one: 'host_listings <= 1', few: 'host_listings between 2 and 4', many: 'host_listings >= 5' };

/**
 * The listings as each platform's latest capture until the day `:on` told them: relations `caps` and `present` (id, platform, room_type, price_minor, reviews, minimum, nights,
 * host_id, host_listings, license, geom, r). A listing said something else since is read from its past.
 */
export function present(f: Filter): { sql: string; bind: Bind } {
  const bind: Bind = { on: f.on };
  const where = [...(f.platform === undefined ? [] : ['platform = :platform']), ...(f.roomType === undefined ? [] : ['room_type = :roomType']), ...(f.hosts === undefined ? [] : [SIZES[f.hosts]]),
    ...(f.lodgingClass === undefined ? [] : ['id in (select u.listing_id from activity_unit u where u.commune_id = current_commune() and u.listing_id is not null and u.lodging_class = :lodgingClass)'])];
  if (f.platform !== undefined) bind['platform'] = f.platform;
  if (f.roomType !== undefined) bind['roomType'] = f.roomType;
  if (f.lodgingClass !== undefined) bind['lodgingClass'] = f.lodgingClass;
  const near = (id: string): string => (f.near === true ? ` and ${id} in (select s.listing_id from listing_zone s where s.commune_id = current_commune() and s.zone_id = any (cast(:zones as bigint[])))` : '');
  const said = (a: string): string => `${a}.room_type, ${a}.price_minor, ${a}.reviews_ltm as reviews, ${a}.minimum_nights as minimum, ${a}.estimated_nights as nights, ${a}.host_id, coalesce(${a}.host_listings, 1) as host_listings, ${a}.license, ${a}.uncertainty_m as r`;
  return { bind, sql: `caps as (select platform, max(moment) as moment, max(captured_on)::text as day from capture where commune_id = current_commune() and captured_on <= cast(:on as date) group by platform),
    present as materialized (select * from (
      select l.id, l.platform, ${said('l')}, l.geom from listing l join caps c on c.platform = l.platform where l.commune_id = current_commune() and l.seen_from <= c.moment and coalesce(l.seen_to >= c.moment, true)${near('l.id')}
      union all select l.id, l.platform, ${said('p')}, coalesce(p.geom, l.geom) from listing_past p join listing l on l.commune_id = p.commune_id and l.id = p.listing_id join caps c on c.platform = l.platform
        where p.commune_id = current_commune() and p.seen_from <= c.moment and p.seen_to >= c.moment${near('p.listing_id')}) x${where.length === 0 ? '' : ` where ${where.join(' and ')}`})` };
}
