/** What a listing says of itself, and what was reckoned from it: equal digests mean equal contents. */
const SAID = ['name', 'host_id', 'host_name', 'neighbourhood_group', 'neighbourhood', 'room_type', 'property_type', 'price_minor', 'price_text', 'minimum_nights',
  'number_of_reviews', 'number_of_reviews_ltm', 'reviews_per_month', 'last_review', 'host_listings', 'availability_365', 'accommodates', 'bedrooms', 'license', 'extra',
  'digest', 'reviews_ltm', 'estimated_nights', 'at_cap'] as const;

/** The columns that listing, listing_past and the stage share, as a list, after an alias when one is given. */
export const said = (alias = ''): string => SAID.map((column) => (alias === '' ? column : `${alias}.${column}`)).join(', ');
export const setSaid = (alias: string): string => SAID.map((column) => `${column} = ${alias}.${column}`).join(', ');

/** The stage, in the order in which the reader writes. */
export const STAGING_COLUMNS = [
  ['external_id', 'text collate "C"'], ['name', 'text'], ['host_id', 'text'], ['host_name', 'text'], ['neighbourhood_group', 'text'], ['neighbourhood', 'text'], ['room_type', 'text'],
  ['property_type', 'text'], ['price_minor', 'bigint'], ['price_text', 'text'], ['minimum_nights', 'integer'], ['number_of_reviews', 'integer'],
  ['number_of_reviews_ltm', 'integer'], ['reviews_per_month', 'double precision'], ['last_review', 'date'], ['host_listings', 'integer'], ['availability_365', 'integer'],
  ['accommodates', 'integer'], ['bedrooms', 'double precision'], ['license', 'text'], ['extra', 'jsonb'], ['lon', 'double precision'], ['lat', 'double precision'],
  ['reviews_ltm', 'double precision'], ['estimated_nights', 'double precision'], ['at_cap', 'boolean'], ['digest', 'text'],
] as const;

/** The place a stage row gives, null where it gives none. */
export const placeOf = (alias: string): string => `st_setsrid(st_makepoint(${alias}.lon, ${alias}.lat), 4326)`;
/** The place a listing's own file gave: a person's does not count. */
export const sourcePlace = (alias: string): string => `case when ${alias}.placed then null else ${alias}.geom end`;
