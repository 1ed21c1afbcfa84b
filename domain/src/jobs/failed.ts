import { z } from 'zod';
import { allow, endpoint, Id, inCommune, Page } from '../shared/endpoint.ts';

/**
 * A job that ended without its work done and begins no more by itself: refused or failed after its tries, or `interrupted` by a server's stop.
 * `error` is null for an interrupted one; `askedBy` is null where a command or the product itself asked. `tries` counts from the last replay.
 */
export const FailedJob = z.strictObject({
  id: Id, kind: z.string(), state: z.enum(['failed', 'interrupted']), tries: z.number().int(), stage: z.string().nullable(), error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  createdAt: z.iso.datetime(), finishedAt: z.iso.datetime().nullable(), askedBy: z.strictObject({ id: Id, name: z.string() }).nullable(),
}).meta({ id: 'FailedJob' });
export type FailedJob = z.output<typeof FailedJob>;
export const FailedJobPage = z.strictObject({ total: z.number().int(), jobs: z.array(FailedJob) }).meta({ id: 'FailedJobPage' });

const ofJob = inCommune.extend({ id: Id }), AT = '/api/communes/{commune}/failed-jobs';

export const listFailedJobs = endpoint({
  id: 'listFailedJobs', method: 'get', path: AT, access: allow('jobs.settle'), summary: 'Jobs that failed for good and nobody put aside, latest first',
  params: inCommune, query: Page, status: 200, reply: FailedJobPage, errors: ['invalid', 'unauthenticated', 'forbidden', 'not_found'],
});
/** The same job with the same input and for the same person. Throws `rule_refused` (`job_input_gone`, `job_asker_gone`, `job_kind_gone`) where that no longer stands. */
export const replayJob = endpoint({
  id: 'replayJob', method: 'post', audit: 'job.replayed', path: `${AT}/{id}/replay`, access: allow('jobs.settle'), summary: 'Queue a failed job again, with the same input and for the same person',
  params: ofJob, status: 204, reply: z.undefined(), errors: ['unauthenticated', 'forbidden', 'not_found', 'rule_refused'],
});
export const dismissJob = endpoint({
  id: 'dismissJob', method: 'post', audit: 'job.dismissed', path: `${AT}/{id}/dismiss`, access: allow('jobs.settle'), summary: 'Put a failed job aside; it stays among the jobs and in the trail',
  params: ofJob, status: 204, reply: z.undefined(), errors: ['unauthenticated', 'forbidden', 'not_found'],
});
export const failedEndpoints = [listFailedJobs, replayJob, dismissJob] as const;
