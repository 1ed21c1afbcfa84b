import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@sommier/domain/shared';
import { isAway, mayPass } from '../db/index.ts';
import type { Deps } from '../deps.ts';
import { thriftily } from '../heap.ts';
import { beat, type Beat, finish } from './job.store.ts';
import type { JobContext, JobHandler, JobRow } from './types.ts';

const TICK_MS = 1000;
/** Progress is written each second when it moved, and a sign of life at least every three. */
const SILENT_TICKS = 3;
const ATTEMPTS = 3;

/** Before a job that may pass is begun again, by how often it was: twice as long each time. Within the lease, so that nobody takes it meanwhile. */
const BACK_OFF_MS = 1000;
const LONGEST_WAIT_MS = 10_000;

/** Writes a job's last state, however long the database is away: a job that stayed "running" would hold its lane until the next start. */
async function settle(deps: Deps, signal: AbortSignal, ...end: [JobRow, string, Parameters<typeof finish>[3]]): Promise<void> {
  for (let wait = BACK_OFF_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    try { await finish(deps.db, ...end); return; } catch (fault) {
      if (!isAway(fault) || signal.reason === 'shutdown') throw fault;
      deps.log.warn({ job: end[0].id, err: fault }, 'the end of a job waits for the database');
      await sleep(wait);
    }
  }
}

export type StopReason = 'cancel' | 'shutdown' | 'lost';
export interface Running { job: JobRow; stop: (reason: StopReason) => void; ended: Promise<void> }

const errorOf = (fault: unknown): { code: string; params?: Record<string, unknown> } => {
  if (!(fault instanceof AppError)) return { code: mayPass(fault) ? 'not_ready' : 'internal' };
  const reason = fault.detail['reason'];
  return { code: typeof reason === 'string' ? reason : fault.code, params: fault.detail };
};

/** Runs a claimed job to its end: signs of life, progress, cancel, clean-up, last state. `ended` never rejects. */
export function runOne(deps: Deps, handler: JobHandler, job: JobRow, worker: string): Running {
  const abort = new AbortController();
  let progress: Beat = { done: Number(job.done), total: job.total === null ? null : Number(job.total), stage: job.stage };
  let moved = false;
  let quiet = 0;
  let beating: Promise<void> | undefined;
  const stop = (reason: StopReason): void => { if (!abort.signal.aborted) abort.abort(reason); };

  const tick = async (): Promise<void> => {
    moved = false;
    quiet = 0;
    const state = await beat(deps.db, job, worker, progress);
    if (!state.held) stop('lost');
    else if (state.cancel) stop('cancel');
  };
  const timer = setInterval(() => {
    quiet += 1;
    if (beating || !(moved || quiet >= SILENT_TICKS)) return;
    // A beat that fails is tried again at the next tick; the database may be back by then.
    beating = tick().catch((fault: unknown) => { deps.log.warn({ job: job.id, err: fault }, 'a job could not say that it lives'); }).finally(() => { beating = undefined; });
  }, TICK_MS);

  const ctx: JobContext = {
    deps,
    signal: abort.signal,
    cancelled: () => abort.signal.aborted,
    progress(done, total, stage) { progress = { done, total, stage }; moved = true; },
    async confirm(tx) {
      const held = (await tx.raw(
        `select j.cancel_requested from job j where j.commune_id = :commune and j.id = :id and j.worker = :worker and j.state = 'running' for update`,
        { commune: job.commune, id: job.id, worker })).rows[0] as { cancel_requested: boolean } | undefined;
      if (!held) { stop('lost'); throw new AppError('conflict', 'Another worker has this job'); }
      if (held.cancel_requested) { stop('cancel'); throw new AppError('conflict', 'The job was cancelled'); }
      abort.signal.throwIfAborted();
    },
  };

  const clean = async (): Promise<void> => {
    try { await handler.cleanup?.(job, deps); } catch (fault) { deps.log.error({ job: job.id, kind: job.kind, err: fault }, 'a job was not cleaned up'); }
  };
  const work = async (): Promise<void> => {
    try {
      const result = await thriftily(() => handler.run(job, ctx));
      clearInterval(timer);
      await beating;
      await settle(deps, abort.signal, job, worker, { state: 'done', result: result ?? null, progress });
      deps.log.info({ job: job.id, kind: job.kind }, 'job done');
    } catch (fault) {
      clearInterval(timer);
      await beating;
      const reason = abort.signal.aborted ? (abort.signal.reason as StopReason) : undefined;
      if (reason === 'lost') return;
      await clean();
      const passing = reason === undefined && mayPass(fault), again = (reason === 'shutdown' || passing) && handler.retry === true && job.attempts < ATTEMPTS;
      const state = reason === 'cancel' ? 'cancelled' : again ? 'queued' : reason === 'shutdown' ? 'interrupted' : 'failed';
      if (again && passing) await sleep(BACK_OFF_MS * 2 ** (job.attempts - 1), undefined, { signal: abort.signal }).catch(() => undefined);
      const error = state === 'failed' ? errorOf(fault) : undefined;
      if (error?.code === 'internal') deps.log.error({ job: job.id, kind: job.kind, err: fault }, 'job failed');
      else deps.log.info({ job: job.id, kind: job.kind, state, code: error?.code }, 'job ended');
      await settle(deps, abort.signal, job, worker, { state, progress, ...(error ? { error } : {}) });
    }
  };
  const ended = work().catch((fault: unknown) => { deps.log.error({ job: job.id, err: fault }, 'the end of a job could not be written'); });
  return { job, stop, ended };
}

/** Ends a job whose worker died: cleans up, then queues it again when that is safe. The job is already taken over. */
export async function endDead(deps: Deps, handler: JobHandler | undefined, job: JobRow, worker: string): Promise<void> {
  try { await handler?.cleanup?.(job, deps); } catch (fault) { deps.log.error({ job: job.id, kind: job.kind, err: fault }, 'a job was not cleaned up'); }
  const again = handler?.retry === true && job.state === 'running' && job.attempts < ATTEMPTS && !job.cancelRequested;
  const state = again ? 'queued' : job.cancelRequested ? 'cancelled' : 'interrupted';
  await finish(deps.db, job, worker, { state, progress: undefined });
  deps.log.warn({ job: job.id, kind: job.kind, state }, 'a job lost its worker');
}
