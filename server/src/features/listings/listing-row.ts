import type { ListingRow } from '@sommier/domain/listings';
import type { Tx } from '../../platform/db/index.ts';

export interface RawListing extends Omit<ListingRow, 'uncertaintyM'> { uncertaintyM: number }

/** A day from a moment (days since 1970 times a hundred, plus the take). */
export const dayOf = (moment: string): string => `to_char(date '1970-01-01' + ${moment} / 100, 'YYYY-MM-DD')`;

/** The columns of a row of the table, of `listing l`. `latest` is a named relation of each platform's last moment. */
export const ROW = `l.id, l.platform, l.external_id as "externalId", l.name, l.neighbourhood, l.room_type as "roomType", l.price_minor::text as "priceMinor",
  l.minimum_nights as "minimumNights", l.availability_365 as "availability365", l.license, l.reviews_ltm as "reviewsOfYear", l.estimated_nights as "estimatedNights",
  l.at_cap as "atCap", l.gone, ${dayOf('coalesce(l.seen_to, (select max(c.moment) from capture c where c.commune_id = l.commune_id and c.platform = l.platform), l.seen_from)')} as "lastSeen",
  l.geom is not null as located, l.placed, st_x(l.geom) as lon, st_y(l.geom) as lat, l.uncertainty_m as "uncertaintyM"`;

/** Rows by their ids, in the order of the ids. */
export async function listingRows(tx: Tx, ids: readonly string[]): Promise<ListingRow[]> {
  const { rows } = await tx.raw(`select ${ROW} from unnest(cast(? as bigint[])) with ordinality i(id, n) join listing l on l.commune_id = current_commune() and l.id = i.id order by i.n`,
    [`{${ids.join(',')}}`]) as { rows: ListingRow[] };
  return rows;
}
