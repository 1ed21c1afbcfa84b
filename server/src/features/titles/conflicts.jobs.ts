import type { Database, Scope } from '../../platform/db/index.ts';
import type { JobContext, JobHandlers } from '../../platform/jobs/index.ts';
import { finishRun, nextParcels, startRun, writePairs } from './conflicts.store.ts';

export const CONFLICTS_KIND = 'titles.conflicts';
const SLICE = 250;

/** Computes the conflicts of a commune in slices, so that nobody waits behind it, and ends in one short transaction. */
export async function computeAll(db: Database, scope: Scope, steps: Partial<Pick<JobContext, 'progress' | 'signal' | 'confirm'>> = {}): Promise<Record<string, number>> {
  const { run, version, parcels } = await db.inCommune(scope, startRun);
  let after = '0';
  let done = 0;
  for (;;) {
    steps.signal?.throwIfAborted();
    const slice = await db.inCommune(scope, async (tx) => {
      const ids = await nextParcels(tx, after, SLICE);
      if (ids.length > 0) await writePairs(tx, run, ids);
      return ids;
    });
    const last = slice.at(-1);
    if (last === undefined) break;
    after = last;
    done += slice.length;
    steps.progress?.(done, parcels, 'overlaps');
  }
  return db.inCommune(scope, async (tx) => {
    await steps.confirm?.(tx);
    return finishRun(tx, run, version);
  });
}

export const jobs: JobHandlers = {
  [CONFLICTS_KIND]: { retry: true, run: (job, ctx) => computeAll(ctx.deps.db, { commune: job.commune, ...(job.createdBy === null ? {} : { person: job.createdBy }) }, ctx) },
};
