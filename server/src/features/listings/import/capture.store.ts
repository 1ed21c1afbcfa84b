import type { Tx } from '../../../platform/db/index.ts';
import type { Batch } from '../../imports/index.ts';

/** A capture among those of its platform: its own moment and its neighbours'. */
export interface CaptureContext {
  batch: string;
  platform: string;
  day: string;
  take: number;
  moment: number;
  previous: number | null;
  next: number | null;
  /** Rows of the stage. */
  listings: number;
  uncertainty: number;
}
export type CaptureCounts = { inserted: number; returned: number; updated: number; unchanged: number; removed: number };

/** Moments of a platform on both sides of one. */
export async function neighbours(tx: Tx, platform: string, moment: number): Promise<{ previous: number | null; next: number | null }> {
  const { rows } = await tx.raw(`select max(moment) filter (where moment < :moment) as previous, min(moment) filter (where moment > :moment) as next
    from capture where commune_id = current_commune() and platform = :platform`, { platform, moment }) as { rows: { previous: number | null; next: number | null }[] };
  return rows[0] ?? { previous: null, next: null };
}

/** Where the batch's capture takes its place in time; a second reading of a day comes after the first. */
export async function captureContext(tx: Tx, stage: string, batch: Batch): Promise<CaptureContext> {
  const platform = String(batch.options['platform']);
  const day = String(batch.options['captured']);
  const { rows } = await tx.raw(`select coalesce(max(take), 0) + 1 as take, (cast(:day as date) - date '1970-01-01') * 100 as base, (select count(*)::integer from ${stage}) as listings
    from capture where commune_id = current_commune() and platform = :platform and captured_on = :day`, { platform, day }) as { rows: { take: number; base: number; listings: number }[] };
  const { take = 1, base = 0, listings = 0 } = rows[0] ?? {};
  const moment = base + take;
  return { batch: batch.id, platform, day, take, moment, ...await neighbours(tx, platform, moment), listings, uncertainty: Number(batch.options['uncertainty']) };
}

/** Notes the capture; its moment is reckoned by the table. */
export async function insertCapture(tx: Tx, capture: CaptureContext): Promise<void> {
  await tx.raw(`insert into capture (commune_id, platform, captured_on, take, batch_id, listings) values (current_commune(), :platform, :day, :take, :batch, :listings)`,
    { platform: capture.platform, day: capture.day, take: capture.take, batch: capture.batch, listings: capture.listings });
}
