import { z } from 'zod';
import { Id, Page } from '../shared/endpoint.ts';

export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'] as const;
export const JobState = z.enum(JOB_STATES);
export type JobState = z.output<typeof JobState>;
/** States after which nothing changes any more. */
export const isEnded = (state: JobState): boolean => state !== 'queued' && state !== 'running';

/** A long task. `done` of `total` counts what its kind counts (rows, tiles, pages); `total` is null while unknown. */
export const Job = z.strictObject({
  id: Id, kind: z.string(), state: JobState, stage: z.string().nullable(), done: z.number().int(), total: z.number().int().nullable(),
  result: z.unknown(), error: z.strictObject({ code: z.string(), message: z.string() }).nullable(), cancelRequested: z.boolean(),
  createdAt: z.iso.datetime(), startedAt: z.iso.datetime().nullable(), finishedAt: z.iso.datetime().nullable(), createdBy: Id.nullable(),
}).meta({ id: 'Job' });
export type Job = z.output<typeof Job>;
export const JobQuery = Page.extend({ kind: z.string().max(60).optional(), state: JobState.optional() });
export const JobPage = z.strictObject({ total: z.number().int(), jobs: z.array(Job) }).meta({ id: 'JobPage' });
/** The reply of every endpoint that starts a job: follow it at `/api/communes/{commune}/jobs/{job}`. */
export const JobStarted = z.strictObject({ job: Id }).meta({ id: 'JobStarted' });
