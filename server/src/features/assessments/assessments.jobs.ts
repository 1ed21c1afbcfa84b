import { readsOf, type RunFigures } from '@sommier/domain/assessments';
import type { JobContext, JobHandlers, JobRow } from '../../platform/jobs/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { computer } from './cases.ts';
import { frozen, readRun } from './runs.queries.ts';
import { clearRun, closeRun, computeCases, dropStage, fillStage, insertLines, lineSlices, proveRun, stageOf, sweepStages } from './run.store.ts';

export const RUN_KIND = 'assess.run';

/** A run not yet a draft has nothing that anybody reads: what a stopped one left goes, and the next attempt begins anew. */
async function clean(job: JobRow, deps: Deps): Promise<void> {
  await sweepStages(deps.db, job.commune, job.id);
  await deps.db.inCommune({ commune: job.commune }, async (tx) => {
    const run = await readRun(tx, String(job.payload['run']));
    if (run !== undefined && (run.state === 'computing' || run.state === 'dropped')) await clearRun(tx, run.id);
  });
}

async function compute(job: JobRow, ctx: JobContext): Promise<RunFigures & { run: string }> {
  const { db } = ctx.deps, scope = { commune: job.commune, ...(job.createdBy === null ? {} : { person: job.createdBy }) };
  const id = String(job.payload['run']);
  await clean(job, ctx.deps);
  const { run, rules, set } = await db.inCommune(scope, async (tx) => { const r = await readRun(tx, id); const f = await frozen(tx, id); return { run: r, rules: f.rules, set: f.zoneSetId }; });
  if (run === undefined) throw new Error(`no run ${id}`);
  const stage = stageOf(job.commune, job.id);
  try {
    ctx.progress(0, null, 'facts');
    const { facts, cases } = await db.inCommune(scope, (tx) => fillStage(tx, stage, { from: run.from, to: run.to, day: run.day, currency: run.currency, set, reads: readsOf(rules) }));
    const work = { population: run.population, compute: computer(rules, run.day, run.tax) };
    for (let after: number | null = 0; after !== null;) {
      ctx.signal.throwIfAborted();
      const from: number = after;
      after = await db.inCommune(scope, (tx) => computeCases(tx, id, stage, from, work));
      ctx.progress(after ?? cases, cases, 'cases');
    }
    let last = '0', done = 0;
    const slices = await db.inCommune(scope, (tx) => lineSlices(tx, stage, facts));
    for (const upto of slices) {
      ctx.signal.throwIfAborted();
      await db.inCommune(scope, (tx) => insertLines(tx, id, stage, last, upto));
      last = upto;
      done += 1;
      ctx.progress(Math.round(facts * done / slices.length), facts, 'lines');
    }
    ctx.progress(facts, facts, 'proof');
    const proof = await db.inCommune(scope, (tx) => proveRun(tx, id));
    await db.inCommune(scope, async (tx) => { await ctx.confirm(tx); await closeRun(tx, id, proof); });
    return { run: id, ...proof.figures };
  } finally { await dropStage(db, scope, stage); }
}

export const jobs: JobHandlers = { [RUN_KIND]: { retry: true, run: compute, cleanup: clean } };
