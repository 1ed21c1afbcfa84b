import type { Capture, CaptureComparison } from '@sommier/domain/listings';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { listingRows } from './listing-row.ts';

/** The captures of one platform, or of all, latest first. */
export async function listCaptures(tx: Tx, platform?: string): Promise<Capture[]> {
  const { rows } = await tx.raw(`select id, platform, captured_on as "capturedOn", take::integer as take, batch_id as "batchId", listings,
      moment = max(moment) over (partition by platform) as latest
    from capture where commune_id = current_commune() and (cast(:platform as text) is null or platform = :platform) order by moment desc, platform`, { platform: platform ?? null }) as { rows: Capture[] };
  return rows;
}

async function momentOf(tx: Tx, platform: string, day: string): Promise<number> {
  const { rows: [found] } = await tx.raw('select max(moment) as moment from capture where commune_id = current_commune() and platform = :platform and captured_on = :day', { platform, day }) as { rows: { moment: number | null }[] };
  if (found?.moment == null) throw new AppError('not_found', `no capture of ${platform} on ${day}`);
  return found.moment;
}

const RUNS = `runs as (select id, seen_from, coalesce(seen_to, 2147483647) as seen_to, digest from listing where commune_id = current_commune() and platform = :platform
  union all select p.listing_id, p.seen_from, p.seen_to, p.digest from listing_past p join listing l on l.commune_id = p.commune_id and l.id = p.listing_id
  where p.commune_id = current_commune() and l.platform = :platform),
  pair as (select coalesce(a.id, b.id) as id, case when a.id is null then 'new' when b.id is null then 'gone' when a.digest = b.digest then 'kept' else 'changed' end as what
    from (select * from runs where seen_from <= :from and seen_to >= :from) a full join (select * from runs where seen_from <= :to and seen_to >= :to) b on b.id = a.id)`;

/** What is new, gone and kept from one capture of a platform to another. Throws not_found when a day has no capture. */
export async function compareCaptures(tx: Tx, q: { platform: string; from: string; to: string; show: 'new' | 'gone' | 'kept' | 'changed'; page: number; size: number }): Promise<CaptureComparison> {
  const bind = { platform: q.platform, from: await momentOf(tx, q.platform, q.from), to: await momentOf(tx, q.platform, q.to) };
  const { rows: [n] } = await tx.raw(`with ${RUNS} select count(*) filter (where what = 'new')::integer as new, count(*) filter (where what = 'gone')::integer as gone,
    count(*) filter (where what in ('kept', 'changed'))::integer as kept, count(*) filter (where what = 'changed')::integer as changed from pair`, bind) as { rows: { new: number; gone: number; kept: number; changed: number }[] };
  const shown = q.show === 'kept' ? `what in ('kept', 'changed')` : `what = '${q.show}'`;
  const { rows: ids } = await tx.raw(`with ${RUNS} select id from pair where ${shown} order by id limit :size offset :skip`, { ...bind, size: q.size, skip: (q.page - 1) * q.size }) as { rows: { id: string }[] };
  return { platform: q.platform, from: q.from, to: q.to, new: 0, gone: 0, kept: 0, changed: 0, ...n, page: q.page, size: q.size, rows: await listingRows(tx, ids.map(({ id }) => id)) };
}
