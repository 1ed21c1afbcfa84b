import type { JobHandlers } from '../../platform/jobs/index.ts';
import { seekPairs } from './seek.ts';

/** Kind and lane: two searches of one commune never run at once. */
export const SEEK_KIND = 'dwellings.seek';

export const jobs: JobHandlers = {
  [SEEK_KIND]: {
    retry: true,
    run: (job, ctx) => seekPairs(ctx.deps.db, { commune: job.commune, ...(job.createdBy === null ? {} : { person: job.createdBy }) }, { progress: ctx.progress.bind(ctx), signal: ctx.signal }),
  },
};
