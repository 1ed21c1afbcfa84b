import { readsOf, type RunFigures } from '@sommier/domain/assessments';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { JobHandlers } from '../../platform/jobs/index.ts';
import { computer } from './cases.ts';
import { frozen, readRun } from './runs.queries.ts';
import { clearRun, closeRun, computeCases, dropStage, fillStage, insertLines, lineSlices, proveRun, stageOf, sweepStages } from './run.store.ts';

export const RUN_KIND = 'assess.run';

interface Work { commune: number; person: string | null; run: string; /** Names its staging tables. */ job: string; signal: AbortSignal; progress: (done: number, total: number | null, stage: string) => void; confirm: (tx: Tx) => Promise<void> }

/** A run not yet a draft has nothing that anybody reads: what a stopped one left goes, and the next attempt begins anew. */
async function clean(db: Database, commune: number, id: string, job: string): Promise<void> {
  await sweepStages(db, commune, job);
  await db.inCommune({ commune }, async (tx) => {
    const run = await readRun(tx, id);
    if (run !== undefined && (run.state === 'computing' || run.state === 'dropped')) await clearRun(tx, run.id);
  });
}

/** Computes a run that was begun: keys, cases, lines, proof, each in transactions of its own; nothing of it is seen before the last one. */
export async function computeRun(db: Database, work: Work): Promise<RunFigures & { run: string }> {
  const { run: id, commune } = work, scope = { commune, ...(work.person === null ? {} : { person: work.person }) };
  await clean(db, commune, id, work.job);
  const { run, rules, set } = await db.inCommune(scope, async (tx) => { const r = await readRun(tx, id); const f = await frozen(tx, id); return { run: r, rules: f.rules, set: f.zoneSetId }; });
  if (run === undefined) throw new Error(`no run ${id}`);
  const stage = stageOf(commune, work.job);
  try {
    work.progress(0, null, 'facts');
    const { facts, cases } = await db.inCommune(scope, (tx) => fillStage(tx, stage, { tax: run.tax, from: run.from, to: run.to, day: run.day, currency: run.currency, set, reads: readsOf(rules) }));
    const how = { population: run.population, compute: computer(rules, run.day, run.tax) };
    for (let after: number | null = 0; after !== null;) {
      work.signal.throwIfAborted();
      const from: number = after;
      after = await db.inCommune(scope, (tx) => computeCases(tx, id, stage, from, how));
      work.progress(after ?? cases, cases, 'cases');
    }
    let last = '0', done = 0;
    const slices = await db.inCommune(scope, (tx) => lineSlices(tx, stage, facts));
    for (const upto of slices) {
      work.signal.throwIfAborted();
      await db.inCommune(scope, (tx) => insertLines(tx, id, stage, last, upto));
      last = upto;
      done += 1;
      work.progress(Math.round(facts * done / slices.length), facts, 'lines');
    }
    work.progress(facts, facts, 'proof');
    const proof = await db.inCommune(scope, (tx) => proveRun(tx, id));
    await db.inCommune(scope, async (tx) => { await work.confirm(tx); await closeRun(tx, id, proof); });
    return { run: id, ...proof.figures };
  } finally { await dropStage(db, scope, stage); }
}

export const jobs: JobHandlers = { [RUN_KIND]: {
  retry: true,
  run: (job, ctx) => computeRun(ctx.deps.db, { commune: job.commune, person: job.createdBy, run: String(job.payload['run']), job: job.id, signal: ctx.signal, progress: ctx.progress.bind(ctx), confirm: ctx.confirm.bind(ctx) }),
  /** A run somebody gave up, or that another attempt brought to its end, is not computed under her hands. */
  stands: async (job, _deps, tx) => ((await tx.raw(`select 1 from assessment_run where commune_id = current_commune() and id = :run and state = 'computing'`, { run: String(job.payload['run']) })).rows as unknown[]).length > 0,
  cleanup: (job, deps) => clean(deps.db, job.commune, String(job.payload['run']), job.id),
} };
