import { setTimeout as sleep } from 'node:timers/promises';
import { isEnded } from '@sommier/domain/jobs';
import type { Deps } from '../deps.ts';
import { beat, CANCEL_CHANNEL, claim, heldJobs, insertJob, QUEUED_CHANNEL, readJob, takeOver } from './job.store.ts';
import { endDead, runOne, type Running } from './run-one.ts';
import { silences } from './silence.ts';
import type { JobHandlers, JobRow, Jobs } from './types.ts';
import { isDead, newWorkerId } from './worker-id.ts';

/** Two at a time: one long import does not keep a print waiting. */
const AT_ONCE = 2;
const POLL_MS = 2000;
const SWEEP_MS = 10_000;
const WATCH_MS = 500;
const STOP_MS = 10_000;
const KEPT_ANSWERS = '24 hours';

/** The jobs of one process over the shared table. `deps` is read at the first use: the runner is itself part of it. */
export function createJobs(deps: () => Deps): Jobs {
  const worker = newWorkerId();
  const handlers: JobHandlers = {};
  const running = new Map<string, Running>();
  const silentOf = silences();
  const stops: (() => void)[] = [];
  let on = false;
  let claiming = false;
  let again = false;

  const launch = (job: JobRow): Running => {
    const handler = handlers[job.kind];
    if (!handler) throw new Error(`No handler for jobs of kind ${job.kind}`);
    const one = runOne(deps(), handler, job, worker);
    running.set(job.id, one);
    void one.ended.then(() => { running.delete(job.id); void fill(); });
    return one;
  };
  /** Claims until full or nothing waits; a call during another makes that one look again. */
  const fill = async (): Promise<void> => {
    if (!on || claiming) { again = true; return; }
    claiming = true;
    try {
      do {
        again = false;
        while (on && running.size < AT_ONCE) {
          const job = await claim(deps().db, worker, Object.keys(handlers));
          if (!job) break;
          launch(job);
        }
      } while (again && on && running.size < AT_ONCE);
    } catch (fault) {
      if (on) deps().log.warn({ err: fault }, 'jobs could not be claimed');
    } finally { claiming = false; }
  };
  const sweep = async (): Promise<void> => {
    try {
      const held = await heldJobs(deps().db), silent = silentOf(held);
      for (const job of held) {
        if (!isDead(job.worker, silent.has(job.id), worker)) continue;
        if (await takeOver(deps().db, job, worker)) await endDead(deps(), handlers[job.kind], job, worker);
      }
      await deps().db.asOwner((tx) => tx.raw(`delete from idempotency where created_at < now() - interval '${KEPT_ANSWERS}'`));
    } catch (fault) {
      if (on) deps().log.warn({ err: fault }, 'dead jobs could not be looked for');
    }
  };

  return {
    async enqueue(tx, job) {
      const id = await insertJob(tx, job, worker);
      if (!job.here) await deps().db.notify(tx, QUEUED_CHANNEL);
      return id;
    },
    async refusal(tx, job) {
      const handler = handlers[job.kind];
      return handler === undefined ? 'job_kind_gone' : await handler.stands?.(job, deps(), tx) === false ? 'job_input_gone' : null;
    },
    wake: (tx) => deps().db.notify(tx, QUEUED_CHANNEL),
    register(more) { Object.assign(handlers, more); },
    start() {
      on = true;
      const every = (ms: number, work: () => Promise<void>): void => {
        const timer = setInterval(() => { void work(); }, ms);
        stops.push(() => { clearInterval(timer); });
      };
      stops.push(deps().db.onNotify(QUEUED_CHANNEL, () => { void fill(); }));
      stops.push(deps().db.onNotify(CANCEL_CHANNEL, (id) => { running.get(id)?.stop('cancel'); }));
      every(POLL_MS, fill);
      every(SWEEP_MS, sweep);
      void sweep().then(fill);
    },
    async stop() {
      on = false;
      for (const undo of stops.splice(0)) undo();
      const all = [...running.values()];
      for (const one of all) one.stop('shutdown');
      await Promise.race([Promise.all(all.map((one) => one.ended)), sleep(STOP_MS, undefined, { ref: false })]);
    },
    async perform(commune, id, watch) {
      const { db } = deps();
      const read = async (): Promise<JobRow> => {
        const row = await db.inCommune({ commune }, (tx) => readJob(tx, commune, id));
        if (!row) throw new Error(`No job ${id}`);
        return row;
      };
      let row = await read();
      // The lane may be taken by another job: wait, saying that we live.
      while (row.state === 'queued' && row.worker === worker) {
        const mine = await claim(db, worker, [], { commune, id });
        if (mine) { row = mine; break; }
        await beat(db, row, worker, { done: 0, total: null, stage: 'waiting' });
        await sleep(WATCH_MS);
        row = await read();
      }
      const mine = row.state === 'running' && row.worker === worker ? launch(row) : undefined;
      while (mine ? running.has(id) : !isEnded(row.state)) {
        await Promise.race([sleep(WATCH_MS), ...(mine ? [mine.ended] : [])]);
        row = await read();
        watch?.(row);
      }
      return read();
    },
  };
}
