import type { Tx } from '../../platform/db/index.ts';
import { bumpVersion, keepCells } from '../tiles/index.ts';
import { refreshShares } from '../zones/index.ts';

/** A confirmed address is a point: its disc is a metre wide. */
export const ADDRESS_M = 1;

/** Listings whose address a person confirmed stand there, wherever their platform now shows them; what it shows is kept beside. Run it wherever listings may have been given a place. */
export async function holdAddresses(tx: Tx): Promise<void> {
  // Asked first: without statistics of rows just written, the updates look each of them up.
  const { rows: [held] } = await tx.raw('select exists (select from listing_address where commune_id = current_commune()) as any') as { rows: { any: boolean }[] };
  if (held?.any !== true) return;
  const elsewhere = `a.commune_id = current_commune() and l.commune_id = a.commune_id and l.id = a.listing_id and (l.geom is distinct from a.geom or l.uncertainty_m <> ${String(ADDRESS_M)})`;
  await tx.raw(`update listing_address a set published = l.geom, published_m = l.uncertainty_m from listing l where ${elsewhere} and l.geom is distinct from a.geom`);
  await tx.raw(`update listing l set geom = a.geom, uncertainty_m = ${String(ADDRESS_M)} from listing_address a where ${elsewhere}`);
}

/** Gives some listings another place (`move`) and brings up to date what is reckoned from it: counts, shares, version. */
export async function moveListings(tx: Tx, ids: readonly string[], move: () => Promise<unknown>): Promise<void> {
  await keepCells(tx, 'listings', ids, move);
  await tx.raw('create temporary table moved on commit drop as select id as listing_id from unnest(cast(? as bigint[])) m(id)', [`{${ids.join(',')}}`]);
  await refreshShares(tx, { moved: true }, () => undefined);
  await tx.raw('drop table moved');
  await bumpVersion(tx, 'listings');
}

export interface ConfirmedAddress { lon: number; lat: number; source: string; evidence: string; address: string | null; ground: string | null; person: string }
/** Makes a listing's disc the point a person confirmed, with its source; its shares and tiles follow. */
export async function confirmAddress(tx: Tx, listing: string, a: ConfirmedAddress): Promise<void> {
  await tx.raw(`insert into listing_address (commune_id, listing_id, geom, published, published_m, source, evidence, address, ground_id, decided_by)
    select current_commune(), l.id, st_setsrid(st_makepoint(:lon, :lat), 4326), l.geom, l.uncertainty_m, :source, :evidence, :address, :ground, :person from listing l where l.commune_id = current_commune() and l.id = :listing`, { listing, ...a });
  await moveListings(tx, [listing], () => tx.raw(`update listing l set geom = a.geom, uncertainty_m = ${String(ADDRESS_M)} from listing_address a where l.commune_id = current_commune() and l.id = :listing and a.commune_id = l.commune_id and a.listing_id = l.id`, { listing }));
}

/** Takes a confirmed address back: the listing stands where its platform shows it. False when there was none. */
export async function releaseAddress(tx: Tx, listing: string): Promise<boolean> {
  const { rows: [was] } = await tx.raw('delete from listing_address where commune_id = current_commune() and listing_id = ? returning st_asewkt(published) as published, published_m as metres', [listing]) as { rows: { published: string | null; metres: number }[] };
  if (was === undefined) return false;
  await moveListings(tx, [listing], () => tx.raw('update listing set geom = cast(:published as geometry), uncertainty_m = :metres where commune_id = current_commune() and id = :listing', { listing, ...was }));
  return true;
}
