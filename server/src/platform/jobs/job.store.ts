import type { Database, Tx } from '../db/index.ts';
import type { JobRow, NewJob } from './types.ts';

export const QUEUED_CHANNEL = 'sommier_job';
export const CANCEL_CHANNEL = 'sommier_job_cancel';

export const COLUMNS = `j.commune_id as commune, j.id, j.kind, j.state, j.stage, j.done, j.total, j.payload, j.result, j.error,
  j.cancel_requested as "cancelRequested", j.worker, j.lane, j.attempts, j.created_by as "createdBy",
  j.created_at as "createdAt", j.started_at as "startedAt", j.finished_at as "finishedAt"`;

export async function insertJob(tx: Tx, job: NewJob, worker: string): Promise<string> {
  const row = (await tx.raw(
    `insert into job (commune_id, kind, payload, created_by, lane, worker, heartbeat_at)
     values (:commune, :kind, :payload, :person, :lane, :worker, case when :worker::text is null then null else now() end) returning id`,
    { commune: job.commune, kind: job.kind, payload: JSON.stringify(job.payload), person: job.person ?? null, lane: job.lane ?? null, worker: job.here ? worker : null },
  )).rows[0] as { id: string };
  return row.id;
}

/** Takes the oldest job that may run (or the one asked for), as the owner: jobs of all communes wait in one queue. */
export const claim = (db: Database, worker: string, kinds: string[], only?: { commune: number; id: string }): Promise<JobRow | undefined> =>
  db.asOwner(async (tx) => {
    // One claim at a time, so that two workers cannot both find a lane free.
    await tx.raw(`select pg_advisory_xact_lock(hashtext('sommier.job.claim'))`);
    const wanted = only ? 'q.commune_id = :commune and q.id = :id and q.worker = :worker' : 'q.worker is null and q.kind = any(:kinds)';
    return (await tx.raw(
      `update job j set state = 'running', worker = :worker, heartbeat_at = now(), started_at = now(), attempts = j.attempts + 1
       where (j.commune_id, j.id) = (select q.commune_id, q.id from job q where q.state = 'queued' and ${wanted}
         and not exists (select from job r where r.commune_id = q.commune_id and r.lane = q.lane and r.state = 'running')
         order by q.created_at, q.id limit 1 for update skip locked)
       returning ${COLUMNS}`, { worker, ...(only ?? { kinds }) })).rows[0] as JobRow | undefined;
  });

export interface Beat { done: number; total: number | null; stage: string | null }

/** Notes that the worker lives and how far it is; answers whether it still holds the job, and whether to stop. */
export const beat = (db: Database, job: JobRow, worker: string, { done, total, stage }: Beat): Promise<{ held: boolean; cancel: boolean }> =>
  db.inCommune({ commune: job.commune }, async (tx) => {
    const row = (await tx.raw(
      `update job j set heartbeat_at = now(), done = :done, total = :total, stage = :stage
       where j.commune_id = :commune and j.id = :id and j.worker = :worker and j.state in ('running', 'queued') returning j.cancel_requested`,
      { commune: job.commune, id: job.id, worker, done, total, stage })).rows[0] as { cancel_requested: boolean } | undefined;
    return { held: row !== undefined, cancel: row?.cancel_requested === true };
  });

export interface End { state: 'done' | 'failed' | 'cancelled' | 'interrupted' | 'queued'; result?: unknown; error?: JobRow['error']; progress: Beat | undefined }

/** The job's last state, unless another worker took it. `queued` gives it back to everybody. */
export const finish = (db: Database, job: JobRow, worker: string, { state, result, error, progress }: End): Promise<void> =>
  db.inCommune({ commune: job.commune }, async (tx) => {
    await tx.raw(
      `update job j set state = :state::text, result = :result, error = :error, finished_at = case when :state::text = 'queued' then null else now() end,
         worker = case when :state::text = 'queued' then null else j.worker end, done = coalesce(:done, j.done), total = coalesce(:total, j.total), stage = coalesce(:stage, j.stage)
       where j.commune_id = :commune and j.id = :id and j.worker = :worker and j.state in ('running', 'queued')`,
      {
        state, result: result === undefined ? null : JSON.stringify(result), error: error ? JSON.stringify(error) : null, commune: job.commune, id: job.id, worker,
        done: progress?.done ?? null, total: progress?.total ?? null, stage: progress?.stage ?? null,
      });
  });

export const readJob = async (tx: Tx, commune: number, id: string): Promise<JobRow | undefined> =>
  (await tx.raw(`select ${COLUMNS} from job j where j.commune_id = :commune and j.id = :id`, { commune, id })).rows[0] as JobRow | undefined;

/** Jobs held by some worker, with its last sign of life and the age of that by the database's clock, in seconds. */
export const heldJobs = (db: Database): Promise<(JobRow & { worker: string; beat: string; said: number })[]> =>
  db.asOwner(async (tx) => (await tx.raw(
    `select ${COLUMNS}, j.heartbeat_at::text as beat, extract(epoch from now() - j.heartbeat_at)::float8 as said from job j
     where j.state in ('running', 'queued') and j.worker is not null`)).rows as (JobRow & { worker: string; beat: string; said: number })[]);

/** Takes a dead worker's job; false when somebody was faster or it lives. */
export const takeOver = (db: Database, job: JobRow, worker: string): Promise<boolean> =>
  db.asOwner(async (tx) => (await tx.raw(
    `update job j set worker = :worker, heartbeat_at = now() where j.commune_id = :commune and j.id = :id and j.worker = :dead and j.state in ('running', 'queued') returning j.id`,
    { worker, commune: job.commune, id: job.id, dead: job.worker })).rows.length > 0);
