import type { JobHandlers } from '../../platform/jobs/index.ts';
import { checkListings } from './check.ts';

/** Kind and lane: two checks of one commune never run at once. */
export const CHECK_KIND = 'registrations.check';

export const jobs: JobHandlers = {
  [CHECK_KIND]: {
    retry: true,
    run: (job, ctx) => checkListings(ctx.deps.db, { commune: job.commune, ...(job.createdBy === null ? {} : { person: job.createdBy }) }, { progress: ctx.progress.bind(ctx), signal: ctx.signal }),
  },
};
