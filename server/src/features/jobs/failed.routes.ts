import type { Router } from 'express';
import { dismissJob, type FailedJob, listFailedJobs, replayJob } from '@sommier/domain/jobs';
import { message } from '@sommier/domain/messages';
import { AppError, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { type JobRow, readJob } from '../../platform/jobs/index.ts';
import { askerStands, failedPage, type FailedRow, lockFailed } from './failed.queries.ts';
import { dismiss, requeue } from './failed.store.ts';

const shown = ({ asker, askerName, error, ...row }: FailedRow, language: Language): FailedJob => ({
  ...row, error: error && { code: error.code, message: message(language, error.code, error.params) ?? error.code },
  createdAt: row.createdAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null, askedBy: asker === null ? null : { id: asker, name: askerName ?? '' },
});

/** The failed job, locked; throws `not_found` where there is none. */
async function held(tx: Tx, commune: number, id: string): Promise<JobRow> {
  const job = await lockFailed(tx, id) ? await readJob(tx, commune, id) : undefined;
  if (job === undefined) throw new AppError('not_found', 'No such failed job');
  return job;
}

/** Jobs that failed for good: listed, begun again with the same input, put aside. */
export function failedRoutes(router: Router, deps: Deps): void {
  mount(router, deps, listFailedJobs, async ({ query }, { tx, language }) => {
    const { total, rows } = await failedPage(tx, query);
    return { total, jobs: rows.map((row) => shown(row, language)) };
  });
  mount(router, deps, replayJob, async ({ params: { id } }, { tx, commune, record }) => {
    const job = await held(tx, commune.id, id);
    const refusal = await askerStands(tx, job) ? await deps.jobs.refusal(tx, job) : 'job_asker_gone';
    if (refusal !== null) throw new AppError('rule_refused', `Not begun again: ${refusal}`, { reason: refusal, kind: job.kind });
    await requeue(tx, id);
    await deps.jobs.wake(tx);
    record(`job:${id}`, { kind: job.kind, error: job.error?.code ?? null, tries: job.attempts });
    return undefined;
  });
  mount(router, deps, dismissJob, async ({ params: { id } }, { tx, commune, person, record }) => {
    const job = await held(tx, commune.id, id);
    await dismiss(tx, id, person.id);
    record(`job:${id}`, { kind: job.kind, error: job.error?.code ?? null, tries: job.attempts });
    return undefined;
  });
}
