import type { Tx } from '../../../platform/db/index.ts';
import { neighbours } from './capture.store.ts';
import { setSaid } from './columns.ts';
import { followListings } from './finish.store.ts';

/**
 * Takes the capture of a batch out of time, exactly: runs of it alone go, runs that began or ended with it shrink, and two runs that only it
 * kept apart are one again. A batch that changed nothing made no capture, and then there is nothing to take back.
 */
export async function undoCapture(tx: Tx, batch: string): Promise<void> {
  const { rows: [capture] } = await tx.raw(`delete from capture where commune_id = current_commune() and batch_id = ? returning platform, moment`, [batch]) as { rows: { platform: string; moment: number }[] };
  if (capture === undefined) return;
  const { previous, next } = await neighbours(tx, capture.platform, capture.moment);
  const bind = { ...capture, previous, next };
  await tx.raw('create temporary table moved (listing_id bigint not null) on commit drop');
  await tx.raw(`delete from listing_past p using listing l where p.commune_id = current_commune() and l.commune_id = p.commune_id and l.id = p.listing_id
    and l.platform = :platform and p.seen_from = :moment and p.seen_to = :moment`, bind);
  await restoreOwn(tx, bind);
  if (next === null) await reopen(tx, bind);
  else await shrink(tx, bind);
  await followListings(tx, () => undefined, { statistics: true });
}

type Bind = { platform: string; moment: number; previous: number | null; next: number | null };

/** Listings whose last run is the capture's own say again what they said before, or were never there. */
async function restoreOwn(tx: Tx, bind: Bind): Promise<void> {
  const own = `l.platform = :platform and l.seen_from = :moment and (l.seen_to = :moment or (l.seen_to is null and cast(:next as integer) is null))`;
  await tx.raw(`create temporary table before on commit drop as
    select l.id, p.seen_from, p.listing_id is not null as stays from listing l left join lateral
      (select * from listing_past p where p.commune_id = l.commune_id and p.listing_id = l.id order by p.seen_from desc limit 1) p on true
    where l.commune_id = current_commune() and ${own}`, bind);
  await tx.raw(`insert into moved select b.id from before b join listing l on l.commune_id = current_commune() and l.id = b.id
    left join listing_past p on p.commune_id = current_commune() and p.listing_id = b.id and p.seen_from = b.seen_from
    where not b.stays or (case when l.placed then null else l.geom end) is distinct from p.geom`, bind);
  await tx.raw(`update listing l set seen_from = p.seen_from, seen_to = p.seen_to, uncertainty_m = p.uncertainty_m, geom = coalesce(p.geom, g.geom),
      placed = p.geom is null and g.geom is not null, ${setSaid('p')}
    from before b join listing_past p on p.commune_id = current_commune() and p.listing_id = b.id and p.seen_from = b.seen_from
      left join listing_place g on g.commune_id = current_commune() and g.listing_id = b.id
    where l.commune_id = current_commune() and l.id = b.id and b.stays`, bind);
  await tx.raw(`delete from listing_past p using before b where p.commune_id = current_commune() and p.listing_id = b.id and p.seen_from = b.seen_from`, bind);
  await tx.raw(`delete from listing_place p using before b where p.commune_id = current_commune() and p.listing_id = b.id and not b.stays`, bind);
  await tx.raw(`delete from listing l using before b where l.commune_id = current_commune() and l.id = b.id and not b.stays`, bind);
}

/** The capture before is the latest again: what it held is no longer gone. */
async function reopen(tx: Tx, bind: Bind): Promise<void> {
  await tx.raw(`update listing l set seen_to = null where l.commune_id = current_commune() and l.platform = :platform and l.seen_to = :previous`, bind);
}

/** Runs that began or ended here do so at the neighbour; then neighbours that say the same become one. */
async function shrink(tx: Tx, bind: Bind): Promise<void> {
  const ours = `l.commune_id = p.commune_id and l.id = p.listing_id and l.platform = :platform and p.commune_id = current_commune()`;
  await tx.raw(`update listing l set seen_from = :next where l.commune_id = current_commune() and l.platform = :platform and l.seen_from = :moment`, bind);
  await tx.raw(`update listing l set seen_to = :previous where l.commune_id = current_commune() and l.platform = :platform and l.seen_to = :moment`, bind);
  await tx.raw(`update listing_past p set seen_from = :next from listing l where ${ours} and p.seen_from = :moment`, bind);
  await tx.raw(`update listing_past p set seen_to = :previous from listing l where ${ours} and p.seen_to = :moment`, bind);
  await tx.raw(`create temporary table rejoined on commit drop as
    select p.listing_id, p.seen_from, l.seen_from = :next as current from listing_past p join listing l on ${ours} and p.seen_to = :previous
      left join listing_past n on n.commune_id = p.commune_id and n.listing_id = p.listing_id and n.seen_from = :next
    where (l.seen_from = :next and l.digest = p.digest) or n.digest = p.digest`, bind);
  await tx.raw(`delete from listing_past p using rejoined r where p.commune_id = current_commune() and p.listing_id = r.listing_id and p.seen_from = r.seen_from`, bind);
  await tx.raw(`update listing l set seen_from = r.seen_from from rejoined r where l.commune_id = current_commune() and l.id = r.listing_id and r.current`, bind);
  await tx.raw(`update listing_past n set seen_from = r.seen_from from rejoined r where n.commune_id = current_commune() and n.listing_id = r.listing_id and n.seen_from = :next and not r.current`, bind);
}
