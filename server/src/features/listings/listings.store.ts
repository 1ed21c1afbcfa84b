import type { ListingPlace } from '@sommier/domain/listings';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { moveListings } from './address.store.ts';

/**
 * Gives a listing that came without coordinates its place: a click, or a parcel's inside. Throws not_found, conflict when the platform itself
 * gives a place, rule_refused when no parcel bears the reference or several do.
 */
export async function placeListing(tx: Tx, id: string, place: ListingPlace, person: string): Promise<void> {
  const { rows: [now] } = await tx.raw('select geom is not null and not placed as own from listing where commune_id = current_commune() and id = :id for update', { id }) as { rows: { own: boolean }[] };
  if (now === undefined) throw new AppError('not_found', `no listing ${id}`);
  if (now.own) throw new AppError('conflict', `listing ${id} has a place of its own`);
  const bind = place.by === 'click' ? { id, person, lon: place.lon, lat: place.lat } : { id, person, reference: place.reference };
  const { rowCount } = await tx.raw(`insert into listing_place (commune_id, listing_id, geom, placed_by) select current_commune(), :id, g, :person from (${
    place.by === 'click' ? 'select st_setsrid(st_makepoint(:lon, :lat), 4326) as g, 1 as n'
      : 'select st_pointonsurface(geom) as g, count(*) over () as n from parcel where commune_id = current_commune() and reference = :reference and geom is not null'}) p where n = 1
    on conflict (commune_id, listing_id) do update set geom = excluded.geom, placed_by = excluded.placed_by, placed_at = now()`, bind) as { rowCount: number };
  if (rowCount === 0) throw new AppError('rule_refused', 'no single parcel bears this reference', { reason: 'parcel_reference' });
  await moveListings(tx, [id], () => tx.raw(`update listing l set geom = p.geom, placed = true from listing_place p where l.commune_id = current_commune() and l.id = :id and p.commune_id = l.commune_id and p.listing_id = l.id`, { id }));
}
