import type { Database } from '../../platform/db/index.ts';
import type { JobHandlers } from '../../platform/jobs/index.ts';
import { keepHexagons, keepSums } from '../activity/index.ts';
import { seekPairs, type PairsSought, type SeekSteps } from '../dwellings/index.ts';
import { checkListings, type NumbersChecked } from '../registrations/index.ts';
import { seekLeads, type LeadsSought } from './seek.ts';

/** Kind and lane: what follows every capture, one at a time in a commune. */
export const IDENTIFY_KIND = 'leads.identify';
export interface Identified { numbers: NumbersChecked; pairs: PairsSought; leads: LeadsSought }

/** Looks at the listings of the latest captures in the three ways: their numbers, one another, the register. */
export async function identify(db: Database, scope: { commune: number; person?: string }, steps: SeekSteps): Promise<Identified> {
  return { numbers: await checkListings(db, scope, steps), pairs: await seekPairs(db, scope, steps), leads: await seekLeads(db, scope, steps) };
}

export const jobs: JobHandlers = {
  [IDENTIFY_KIND]: {
    retry: true,
    run: async (job, ctx) => {
      const scope = { commune: job.commune, ...(job.createdBy === null ? {} : { person: job.createdBy }) };
      await keepSums(ctx.deps.db, scope);
      await keepHexagons(ctx.deps.db, scope);
      return identify(ctx.deps.db, scope, { progress: ctx.progress.bind(ctx), signal: ctx.signal });
    },
  },
};
