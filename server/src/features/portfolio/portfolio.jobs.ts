import { RunParams } from '@sommier/domain/portfolio';
import { record } from '../../platform/audit/index.ts';
import type { JobHandlers } from '../../platform/jobs/index.ts';
import { closeRun, freezePrices, openRun, valueSlice } from './compute.store.ts';

export const RUN_KIND = 'portfolio.run';
const SLICE = 5000;

export const jobs: JobHandlers = {
  [RUN_KIND]: {
    retry: true,
    /** A run that did not end leaves nothing: neither lines nor itself. */
    cleanup: async (job, deps) => { await deps.db.inCommune({ commune: job.commune }, (tx) => tx.raw(`delete from mass_run where commune_id = current_commune() and id = ? and state = 'computing'`, [String(job.payload['run'])])); },
    async run(job, ctx) {
      const run = String(job.payload['run']), params = RunParams.parse(job.payload['params']);
      const scope = { commune: job.commune, ...(job.createdBy === null ? {} : { person: job.createdBy }) };
      const { db } = ctx.deps;
      const { total, previous } = await db.inCommune(scope, async (tx) => {
        const { rows: [kept] } = await tx.raw('select 1 from mass_run r where r.commune_id = current_commune() and r.id = :run', { run }) as { rows: unknown[] };
        if (kept === undefined) await openRun(tx, params, job.createdBy, { id: run, job: job.id });
        await tx.raw('delete from mass_line where commune_id = current_commune() and run_id = :run', { run });
        await freezePrices(tx, run, params);
        const { rows: [n] } = await tx.raw(`select count(*)::integer as total, (select r.previous_id::text from mass_run r where r.commune_id = current_commune() and r.id = :run) as previous from asset a where a.commune_id = current_commune() and coalesce(a.status, 'active') not in ('disposed', 'demolished', 'project')`, { run }) as { rows: { total: number; previous: string | null }[] };
        return n ?? { total: 0, previous: null };
      });
      let last: string | null = '0', done = 0;
      while (last !== null) {
        ctx.progress(done, total, 'value');
        ctx.signal.throwIfAborted();
        const after: string = last;
        const slice = await db.inCommune(scope, (tx) => valueSlice(tx, run, params, after, SLICE));
        done += slice.count;
        last = slice.last;
      }
      return db.inCommune(scope, async (tx) => {
        await ctx.confirm(tx);
        ctx.progress(done, total, 'check');
        const hash = await closeRun(tx, run, previous, params);
        await record(tx, { commune: job.commune, person: job.createdBy, via: job.createdBy === null ? 'command' : 'person' }, [{ action: 'mass_run.computed', subject: `mass_run:${run}`, detail: { hash, properties: done } }]);
        return { run, hash, properties: done };
      });
    },
  },
};
