import { nightsRange, SAN_FRANCISCO, type ListingFilter, type ListingRow, type ListingSheet, type LISTING_SORTS } from '@sommier/domain/listings';
import { maskValue } from '@sommier/domain/parties';
import { parseBbox } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { dayOf, ROW } from './listing-row.ts';

const ORDER: Record<(typeof LISTING_SORTS)[number], string> = {
  externalId: 'l.external_id', name: 'l.name', neighbourhood: 'l.neighbourhood', roomType: 'l.room_type', priceMinor: 'l.price_minor', minimumNights: 'l.minimum_nights',
  reviewsOfYear: 'l.reviews_ltm', estimatedNights: 'l.estimated_nights', availability365: 'l.availability_365',
};
type Bind = Record<string, string | number>;

/** The SQL condition of a filter over `listing l`, and its bindings. */
function conditions(f: ListingFilter): { where: string; bind: Bind } {
  const where = ['l.commune_id = current_commune()'];
  const bind: Bind = {};
  const add = (text: string, values: Bind = {}): void => { where.push(text); Object.assign(bind, values); };
  if (f.gone !== 'all') add(f.gone === 'yes' ? 'l.gone' : 'not l.gone');
  if (f.platform !== undefined) add('l.platform = :platform', { platform: f.platform });
  if (f.roomType !== undefined) add('l.room_type = :roomType', { roomType: f.roomType });
  if (f.located !== undefined) add(`l.geom is ${f.located === 'yes' ? 'not ' : ''}null`);
  if (f.active !== undefined) add(`l.reviews_ltm ${f.active === 'yes' ? '>' : '<='} 0`);
  if (f.q !== undefined && f.q !== '') add('(l.name ilike :q or l.external_id = :exact or l.license ilike :q or l.neighbourhood ilike :q)', { q: `%${f.q.replace(/[\\%_]/g, String.raw`\$&`)}%`, exact: f.q });
  if (f.zone !== undefined) add('exists (select from listing_zone z where z.commune_id = l.commune_id and z.listing_id = l.id and z.zone_id = :zone)', { zone: f.zone });
  if (f.bbox !== undefined) {
    const [w, s, e, n] = parseBbox(f.bbox);
    add('l.g3857 && st_transform(st_makeenvelope(:w, greatest(:s, -85.06), :e, least(:n, 85.06), 4326), 3857)', { w, s, e, n });
  }
  if (f.batch !== undefined) add('exists (select from capture c where c.commune_id = l.commune_id and c.batch_id = :batch and c.platform = l.platform and c.moment >= l.seen_from and coalesce(c.moment <= l.seen_to, true))', { batch: f.batch });
  return { where: where.join(' and '), bind };
}

/** One page of listings. `size` and `page` as in the contract. */
export async function listListings(tx: Tx, filter: ListingFilter, page: { page: number; size: number; sort: (typeof LISTING_SORTS)[number]; dir: 'asc' | 'desc' }): Promise<{ total: number; rows: ListingRow[]; version: string }> {
  const { where, bind } = conditions(filter);
  const { rows: [count] } = await tx.raw(`select count(*)::integer as total, coalesce((select version::text from data_version where commune_id = current_commune() and layer = 'listings'), '0') as version
    from listing l where ${where}`, bind) as { rows: { total: number; version: string }[] };
  const { rows } = await tx.raw(`select ${ROW} from listing l where ${where} order by ${ORDER[page.sort]} ${page.dir === 'desc' ? 'desc nulls last' : 'asc nulls last'}, l.id limit :size offset :skip`,
    { ...bind, size: page.size, skip: (page.page - 1) * page.size }) as { rows: ListingRow[] };
  return { total: count?.total ?? 0, version: count?.version ?? '0', rows };
}

/** Reviews by month, and nights of the latest calendar, newest first. */
async function readMonths(tx: Tx, id: string): Promise<ListingSheet['months']> {
  const { rows } = await tx.raw(`with one as (select platform, external_id from listing where commune_id = current_commune() and id = :id),
      said as (select r.month, r.reviews from listing_review_month r, one where r.commune_id = current_commune() and r.platform = one.platform and r.external_id = one.external_id),
      nights as (select distinct on (c.month) c.month, bit_count(c.days::bit(31))::integer as nights, bit_count(c.free::bit(31))::integer as free from listing_calendar_month c, one
        where c.commune_id = current_commune() and c.platform = one.platform and c.external_id = one.external_id order by c.month, c.captured_on desc)
    select coalesce(s.month, n.month) as month, s.reviews, n.nights, n.free from said s full join nights n on n.month = s.month order by 1 desc limit 24`, { id }) as { rows: ListingSheet['months'] };
  return rows;
}

/** The sheet of one listing, or undefined. `personal`: whether the reader may see who the host is. */
export async function readListing(tx: Tx, id: string, personal: boolean): Promise<ListingSheet | undefined> {
  const { rows: [l] } = await tx.raw(`select ${ROW}, l.host_id as "hostId", l.host_name as "hostName", l.host_listings as "hostListings", l.property_type as "propertyType",
      l.neighbourhood_group as "neighbourhoodGroup", l.accommodates, l.bedrooms, l.number_of_reviews as "numberOfReviews", l.reviews_per_month as "reviewsPerMonth",
      l.last_review as "lastReview", l.price_text as "priceText", coalesce(l.extra, '{}') as extra,
      ${dayOf('least(l.seen_from, (select min(p.seen_from) from listing_past p where p.commune_id = l.commune_id and p.listing_id = l.id))')} as "firstSeen"
    from listing l where l.commune_id = current_commune() and l.id = :id`, { id }) as { rows: Omit<ListingSheet, 'zones' | 'history' | 'months' | 'nightsLow' | 'nightsHigh' | 'model'>[] };
  if (l === undefined) return undefined;
  const { rows: zones } = await tx.raw(`select s.set_id as "setId", t.name as set, s.zone_id as "zoneId", z.label as zone, s.share::float8 as share
    from listing_zone s join zone z on z.commune_id = s.commune_id and z.id = s.zone_id join zone_set t on t.commune_id = s.commune_id and t.id = s.set_id
    where s.commune_id = current_commune() and s.listing_id = :id order by t.name, s.share desc, z.label`, { id }) as { rows: ListingSheet['zones'] };
  const run = `name, room_type as "roomType", price_minor::text as "priceMinor", license, estimated_nights as "estimatedNights", seen_from`;
  const { rows: history } = await tx.raw(`select ${dayOf('seen_from')} as "from", ${dayOf('seen_to')} as "to", ${run} from listing where commune_id = current_commune() and id = :id
    union all select ${dayOf('seen_from')}, ${dayOf('seen_to')}, ${run} from listing_past where commune_id = current_commune() and listing_id = :id order by seen_from desc`, { id }) as { rows: (ListingSheet['history'][number] & { seen_from?: number })[] };
  const { low, high } = nightsRange(l.reviewsOfYear, l.minimumNights);
  return {
    ...l, ...(personal ? { hostId: l.hostId === null ? null : maskValue(l.hostId) } : { hostId: null, hostName: null }), zones, months: await readMonths(tx, id), history: history.map(({ seen_from: _, ...span }) => span),
    nightsLow: low, nightsHigh: high, model: { name: SAN_FRANCISCO.name, version: SAN_FRANCISCO.version },
  };
}

/** Who hosts a listing, in full; undefined when it is not there. The reading is the caller's to record. */
export async function readHost(tx: Tx, id: string): Promise<{ hostId: string | null; hostName: string | null } | undefined> {
  const { rows } = await tx.raw('select host_id as "hostId", host_name as "hostName" from listing where commune_id = current_commune() and id = :id', { id }) as { rows: { hostId: string | null; hostName: string | null }[] };
  return rows[0];
}
