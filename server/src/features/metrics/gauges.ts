import { Gauge, type Registry } from 'prom-client';
import { Coalesced } from '../../platform/coalesced.ts';
import type { Database } from '../../platform/db/index.ts';
import { VERSION } from '../../platform/version.ts';
import { jobsNow, type JobsNow } from './metrics.queries.ts';

interface Pool { numUsed(): number; numFree(): number; numPendingAcquires(): number }

/** What is read at the moment it is asked: connections of this process, jobs of the whole installation. */
export function addGauges(registry: Registry, db: Database): void {
  const registers = [registry], pool = (db.knex.client as { pool: Pool }).pool;
  new Gauge({ name: 'sommier_build_info', help: 'The version that runs.', labelNames: ['version'], registers }).set({ version: VERSION }, 1);
  new Gauge({
    name: 'sommier_database_connections', help: 'Connections of this process to the database, and requests that wait for one.', labelNames: ['state'], registers,
    collect() { for (const [state, n] of [['used', pool.numUsed()], ['free', pool.numFree()], ['waiting', pool.numPendingAcquires()]] as const) this.set({ state }, n); },
  });
  if (db.replica() !== undefined) new Gauge({ name: 'sommier_replica_following', help: '1 where the replica held all that was saved when it was last asked, else 0.', registers, collect() { this.set(db.replica() === 'following' ? 1 : 0); } });
  const together = new Coalesced<JobsNow>(), now = (): Promise<JobsNow> => together.ask('jobs', () => jobsNow(db));
  new Gauge({
    name: 'sommier_job_oldest_queued_seconds', help: 'How long the job that waits longest has waited.', registers,
    async collect() { this.set((await now()).oldestQueuedSeconds); },
  });
  new Gauge({
    name: 'sommier_jobs', help: 'Jobs of all communes by state; those that ended, of the last day.', labelNames: ['state'], registers,
    async collect() {
      for (const { state, n } of (await now()).states) this.set({ state }, n);
    },
  });
}
