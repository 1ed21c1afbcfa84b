import type { Tx } from '../../../platform/db/index.ts';
import type { Progress } from '../../imports/index.ts';
import { bumpVersion, rebuildCells } from '../../tiles/index.ts';
import { refreshShares } from '../../zones/index.ts';
import { holdAddresses } from '../address.store.ts';
import { insertCapture, type CaptureContext, type CaptureCounts } from './capture.store.ts';

/** Whether the tiles' cells may differ, and the table in which they are being counted beside the merge. */
export interface CellsToCount { cells?: boolean; ahead?: Promise<string | undefined> | undefined }

/** Notes the capture and brings what is reckoned from listings up to date. The same file again on the same day changes nothing and is no capture. */
export async function finishMerge(tx: Tx, capture: CaptureContext, counts: CaptureCounts & CellsToCount, progress: Progress): Promise<void> {
  const nothing = counts.inserted + counts.returned + counts.updated + counts.removed === 0;
  if (nothing && capture.take > 1) return;
  await insertCapture(tx, capture);
  if (nothing) return;
  const touched = counts.inserted + counts.returned + counts.updated + counts.removed;
  await followListings(tx, progress, { statistics: touched > capture.listings * WORTH_COUNTING, cells: counts.cells !== false, ahead: counts.ahead });
}

/** The part of the listings that must change before the planner's statistics are taken again. */
const WORTH_COUNTING = 0.05;

/** After a change of listings: shares of those in the temporary table `moved`, cells of the tiles where any could differ, statistics, version. */
export async function followListings(tx: Tx, progress: Progress, { statistics, cells = true, ahead }: CellsToCount & { statistics: boolean }): Promise<void> {
  progress('shares', 0, null);
  await holdAddresses(tx);
  await refreshShares(tx, { moved: true }, (done, total) => { progress('shares', done, total); });
  progress('cells', 0, null);
  if (cells) await rebuildCells(tx, 'listings', await ahead);
  if (statistics) await tx.raw(`select refresh_statistics('{listing,listing_past,listing_zone}'::text[])`);
  await bumpVersion(tx, 'listings');
}
