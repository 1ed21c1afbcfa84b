import { Router } from 'express';
import { cancelJob, getJob, isEnded, type Job, listJobs } from '@sommier/domain/jobs';
import { message } from '@sommier/domain/messages';
import { AppError, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Feature } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { CANCEL_CHANNEL, type JobRow, readJob } from '../../platform/jobs/index.ts';
import { failedRoutes } from './failed.routes.ts';
import { jobPage } from './jobs.queries.ts';
import { requestCancel } from './jobs.store.ts';

/** A job as readers see it, its error in their language. */
const shown = (row: JobRow, language: Language): Job => ({
  id: row.id, kind: row.kind, state: row.state, stage: row.stage, done: Number(row.done), total: row.total === null ? null : Number(row.total), result: row.result ?? null,
  error: row.error && { code: row.error.code, message: message(language, row.error.code, row.error.params) ?? row.error.code },
  cancelRequested: row.cancelRequested, createdAt: row.createdAt.toISOString(), startedAt: row.startedAt?.toISOString() ?? null,
  finishedAt: row.finishedAt?.toISOString() ?? null, createdBy: row.createdBy,
});

async function found(tx: Tx, commune: number, id: string): Promise<JobRow> {
  const row = await readJob(tx, commune, id);
  if (!row) throw new AppError('not_found', 'No such job');
  return row;
}

export const routes: Feature['routes'] = (deps) => {
  const router = Router();
  mount(router, deps, listJobs, async ({ query }, { tx, commune, language }) => {
    const { total, rows } = await jobPage(tx, { ...query, commune: commune.id });
    return { total, jobs: rows.map((row) => shown(row, language)) };
  });
  mount(router, deps, getJob, async ({ params }, { tx, commune, language }) => shown(await found(tx, commune.id, params.id), language));
  mount(router, deps, cancelJob, async ({ params }, { tx, commune, person, role, language, record }) => {
    const job = await found(tx, commune.id, params.id);
    if (job.createdBy !== person.id && role !== 'manager' && role !== 'admin') throw new AppError('forbidden', 'Another person’s job', { reason: 'not_yours' });
    if (isEnded(job.state)) throw new AppError('conflict', 'The job has ended', { state: job.state });
    await requestCancel(tx, commune.id, job.id);
    await deps.db.notify(tx, CANCEL_CHANNEL, job.id);
    record(`job:${job.id}`, { kind: job.kind });
    return shown(await found(tx, commune.id, job.id), language);
  });
  failedRoutes(router, deps);
  return router;
};
