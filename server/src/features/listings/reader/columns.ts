/** Where each fact stands in the file; -1 where it has none. */
export interface Columns {
  id: number; name: number; hostId: number; hostName: number; group: number; neighbourhood: number; lat: number; lon: number; roomType: number;
  propertyType: number; price: number; minimumNights: number; reviews: number; reviewsLtm: number; perMonth: number; lastReview: number;
  hostListings: number; availability: number; accommodates: number; bedrooms: number; license: number; lastScraped: number;
}

/** The heading that Inside Airbnb gives each fact; the first one present is taken (the detailed file has both). */
const HEADINGS: Readonly<Record<keyof Columns, readonly string[]>> = {
  id: ['id'], name: ['name'], hostId: ['host_id'], hostName: ['host_name'], group: ['neighbourhood_group_cleansed', 'neighbourhood_group'],
  neighbourhood: ['neighbourhood_cleansed', 'neighbourhood'], lat: ['latitude'], lon: ['longitude'], roomType: ['room_type'], propertyType: ['property_type'],
  price: ['price'], minimumNights: ['minimum_nights'], reviews: ['number_of_reviews'], reviewsLtm: ['number_of_reviews_ltm'], perMonth: ['reviews_per_month'],
  lastReview: ['last_review'], hostListings: ['calculated_host_listings_count'], availability: ['availability_365'], accommodates: ['accommodates'],
  bedrooms: ['bedrooms'], license: ['license'], lastScraped: ['last_scraped'],
};
/** What a listing is told apart by, placed by and reckoned with: without these a file is of another kind. The reviews of a year come from either of two columns. */
const REQUIRED: readonly (keyof Columns)[] = ['id', 'lat', 'lon', 'roomType', 'minimumNights', 'reviews'];
/** Left out by some who publish; what they would say is not known then, and the batch tells so. */
const WISHED: readonly (keyof Columns)[] = ['name', 'hostId', 'price', 'lastReview'];

/**
 * Columns of the detailed file kept beside the register's own. Left out: what says when it was read (it would change every listing at every
 * capture), pictures, and what describes the host as a person.
 */
const EXTRA = new Set(['listing_url', 'source', 'bathrooms', 'bathrooms_text', 'beds', 'maximum_nights', 'minimum_nights_avg_ntm', 'maximum_nights_avg_ntm',
  'has_availability', 'availability_30', 'availability_60', 'availability_90', 'availability_eoy', 'number_of_reviews_l30d', 'number_of_reviews_ly', 'first_review',
  'review_scores_rating', 'instant_bookable', 'host_since', 'host_is_superhost', 'host_identity_verified', 'calculated_host_listings_count_entire_homes',
  'calculated_host_listings_count_private_rooms', 'calculated_host_listings_count_shared_rooms', 'estimated_occupancy_l365d', 'estimated_revenue_l365d']);

/** A heading as the file means it: no byte order mark, no leading tab, small letters; portals that publish the same files again write "Room Type". */
export const heading = (text: string): string => text.replaceAll('\uFEFF', '').trim().toLowerCase().replace(/[\s.-]+/g, '_');

export interface Layout {
  columns: Columns;
  names: readonly string[];
  /** Places and names of the extra columns kept. */
  extra: readonly (readonly [number, string])[];
  variant: 'summary' | 'detailed';
  /** Headings this file does not have, of those that matter. */
  absent: readonly string[];
}

/** The layout of a heading, or the first column that is missing or stands twice. */
export function readLayout(header: readonly string[], renamed: Readonly<Record<string, string>> = {}): Layout | { missing: string } | { twice: string } {
  const names = header.map((cell) => renamed[cell.trim()] ?? heading(cell));
  const columns = Object.fromEntries(Object.entries(HEADINGS).map(([fact, wanted]) => {
    const found = wanted.map((name) => names.indexOf(name)).find((place) => place >= 0);
    return [fact, found ?? -1];
  })) as unknown as Columns;
  const missing = REQUIRED.find((fact) => columns[fact] < 0) ?? (columns.reviewsLtm < 0 && columns.perMonth < 0 ? 'perMonth' : undefined);
  if (missing !== undefined) return { missing: HEADINGS[missing][0] ?? missing };
  const twice = names.find((name, i) => name !== '' && names.indexOf(name) !== i && Object.values(HEADINGS).flat().includes(name));
  if (twice !== undefined) return { twice };
  const extra = names.flatMap((name, i) => (EXTRA.has(name) ? [[i, name] as const] : []));
  const absent = WISHED.filter((fact) => columns[fact] < 0).map((fact) => HEADINGS[fact][0] ?? fact);
  return { columns, names, extra, variant: names.length > 40 ? 'detailed' : 'summary', absent };
}
