import type { JobState } from '@sommier/domain/jobs';
import type { Tx } from '../db/index.ts';
import type { Deps } from '../deps.ts';

/** A job as its row says. Ids are text; `commune` is the commune's row id. */
export interface JobRow {
  commune: number; id: string; kind: string; state: JobState; stage: string | null; done: string; total: string | null;
  payload: Record<string, unknown>; result: unknown; error: { code: string; params?: Record<string, unknown> } | null;
  cancelRequested: boolean; worker: string | null; lane: string | null; attempts: number; createdBy: string | null;
  createdAt: Date; startedAt: Date | null; finishedAt: Date | null;
}

export interface JobContext {
  deps: Deps;
  /** Fires when somebody cancels, when the server stops, or when another worker took the job over. */
  signal: AbortSignal;
  cancelled(): boolean;
  /** Says how far the job is. Cheap: kept in memory and written once a second. `total` null while unknown. */
  progress(done: number, total: number | null, stage: string): void;
  /** First statement of the transaction that makes the result visible: throws when the job is no longer this worker's or was cancelled. */
  confirm(tx: Tx): Promise<void>;
}

export interface JobHandler {
  /** Does the work in its own transactions (`deps.db.inCommune({commune: job.commune, …})`); what it answers is the job's result. */
  run(job: JobRow, ctx: JobContext): Promise<unknown>;
  /** Removes what an unfinished run left (staging tables, files). Runs after a failure, a cancel, a stop, and for a worker that died. Must bear being run twice. */
  cleanup?(job: JobRow, deps: Deps): Promise<void>;
  /** True when running again from the start is safe: an interrupted job is then queued again, three times at most. */
  retry?: boolean;
  /** Whether what a failed job was to read is still there, so that it may be asked for again. Without it only the row's payload is needed. */
  stands?(job: JobRow, deps: Deps, tx: Tx): Promise<boolean>;
}
export type JobHandlers = Record<string, JobHandler>;

export interface NewJob {
  commune: number;
  kind: string;
  payload: Record<string, unknown>;
  person?: string | null;
  /** Jobs of one lane of a commune run one after another. */
  lane?: string;
  /** Keep the job for this process, which then calls `perform` (a command with its own files). */
  here?: boolean;
}

export interface Jobs {
  /** Queues a job in the caller's transaction; answers its id. It starts after the commit. */
  enqueue(tx: Tx, job: NewJob): Promise<string>;
  /** Runs a job queued with `here` to its end in this process; `watch` is called with its row about once a second. */
  perform(commune: number, id: string, watch?: (job: JobRow) => void): Promise<JobRow>;
  /** Why a failed job cannot be begun again, as a code of the messages; null when it can. In a transaction of its commune. */
  refusal(tx: Tx, job: JobRow): Promise<'job_kind_gone' | 'job_input_gone' | null>;
  /** Tells every process, once the transaction is committed, that a job waits. */
  wake(tx: Tx): Promise<void>;
  register(handlers: JobHandlers): void;
  /** Starts claiming queued jobs and taking over dead workers' ones. */
  start(): void;
  /** Stops claiming, tells what runs to stop, waits for it (10 s), leaves it queued again or interrupted. */
  stop(): Promise<void>;
}
