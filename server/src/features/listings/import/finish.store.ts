import type { Tx } from '../../../platform/db/index.ts';
import type { Progress } from '../../imports/index.ts';
import { bumpVersion, rebuildCells } from '../../tiles/index.ts';
import { refreshShares } from '../../zones/index.ts';
import { insertCapture, type CaptureContext, type CaptureCounts } from './capture.store.ts';

/** Notes the capture and brings what is reckoned from listings up to date. The same file again on the same day changes nothing and is no capture. */
export async function finishMerge(tx: Tx, capture: CaptureContext, counts: CaptureCounts, progress: Progress): Promise<void> {
  const nothing = counts.inserted + counts.returned + counts.updated + counts.removed === 0;
  if (nothing && capture.take > 1) return;
  await insertCapture(tx, capture);
  if (nothing) return;
  await followListings(tx, progress);
}

/** After a change of listings: shares of those in the temporary table `moved`, cells of the tiles, statistics, version. */
export async function followListings(tx: Tx, progress: Progress): Promise<void> {
  progress('shares', 0, null);
  await refreshShares(tx, { moved: true }, (done, total) => { progress('shares', done, total); });
  progress('cells', 0, null);
  await rebuildCells(tx, 'listings');
  await tx.raw(`select refresh_statistics('{listing,listing_past,listing_zone}'::text[])`);
  await bumpVersion(tx, 'listings');
}
