import type { Command } from 'commander';
import { NewRun, type RunFigures } from '@sommier/domain/assessments';
import { message } from '@sommier/domain/messages';
import { AppError, currencyExponent, fromMinor } from '@sommier/domain/shared';
import { record } from '../../platform/audit/index.ts';
import { Usage, type Cli } from '../../platform/cli/index.ts';
import { today } from '../ledger/index.ts';
import { RUN_KIND } from './assessments.jobs.ts';
import { keepCheck, recompute } from './check.ts';
import { preview } from './groups.ts';
import { specFor } from './prepare.ts';
import { readRuns, whyText } from './runs.queries.ts';
import { beginRun, rulesFor } from './start.ts';

interface Given { commune: string; tax: string; from: string; to: string; dryRun?: boolean; zoneSet?: string; population?: string; supplementary?: boolean }
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** `assess`: a run as on the screen, left as a draft for a second person; with --dry-run what it would give. `assess check`: computed again. */
export function commands(program: Command, cli: Cli): void {
  const assess = program.command('assess').description('assess a tax over a period').requiredOption('--commune <code>').option('--tax <code>').option('--from <date>', 'first day, YYYY-MM-DD').option('--to <date>', 'first day after the period')
    .option('--zone-set <name>', 'the set in which the rules name their zones').option('--population <n>', 'inhabitants, for tariffs that ask').option('--supplementary', 'what the present facts make beyond what was issued').option('--dry-run', 'say what it would give, write nothing')
    .action(async (given: Partial<Given> & { commune: string }) => {
      const missing = (['tax', 'from', 'to'] as const).find((k) => given[k] === undefined);
      if (missing !== undefined) throw new Usage(`--${missing} is missing`);
      for (const k of ['from', 'to'] as const) if (!DAY.test(given[k] ?? '')) throw new Usage(`--${k}: YYYY-MM-DD`);
      const parsed = NewRun.safeParse({ tax: given.tax, from: given.from, to: given.to, zoneSet: given.zoneSet, population: given.population === undefined ? undefined : Number(given.population), supplementary: given.supplementary === true });
      if (!parsed.success) throw new Usage(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '));
      const asked = parsed.data, deps = await cli.deps(), commune = await cli.commune(given.commune);
      const money = (minor: string): string => fromMinor(BigInt(minor), currencyExponent(commune.currency));
      const said = (f: RunFigures & { run: string | null }) => ({ run: f.run, tax: asked.tax, from: asked.from, to: asked.to, facts: f.facts, assessed: f.assessed, waiting: f.waiting, reasons: f.reasons, currency: commune.currency, total: f.total, totalText: money(f.total), articles: f.articles, articlesTotal: f.articlesTotal });
      const text = (v: ReturnType<typeof said>): string => [`${v.tax} ${v.from} – ${v.to}: ${String(v.facts)} facts, ${String(v.assessed)} assessed, ${v.totalText} ${v.currency}${v.run === null ? ' (nothing written)' : ` (run ${v.run}, a draft)`}`,
        ...Object.entries(v.reasons).map(([reason, n]) => `  ${String(n)} wait: ${reason}, ${whyText(reason, cli.language)}`)].join('\n');
      try {
        if (given.dryRun === true) {
          const dry = await deps.db.inCommune({ commune: commune.id }, async (tx) => { const rules = await rulesFor(tx, asked.tax); return preview(tx, await specFor(tx, rules, asked, await today(tx), commune.currency), rules, asked.tax, asked.population ?? null); });
          cli.answer(said({ ...dry, run: null }), text);
          return;
        }
        const { run, job } = await deps.db.inCommune({ commune: commune.id }, async (tx) => {
          const id = await beginRun(tx, asked, commune.currency, { id: null, name: 'sommier' });
          const queued = await deps.jobs.enqueue(tx, { commune: commune.id, kind: RUN_KIND, payload: { run: id }, lane: 'assess', here: true });
          await tx.raw('update assessment_run set job_id = ? where commune_id = current_commune() and id = ?', [queued, id]);
          await record(tx, { commune: commune.id, via: 'command' }, [{ action: 'assessment.started', subject: `assessment:${id}`, detail: { tax: asked.tax, from: asked.from, to: asked.to } }]);
          return { run: id, job: queued };
        });
        const done = await deps.jobs.perform(commune.id, job, (row) => { cli.note(`${row.stage ?? ''} ${row.done}/${row.total ?? '?'}`); });
        if (done.state !== 'done') throw new AppError('conflict', `the run was ${done.state}`);
        cli.answer(said({ ...(done.result as RunFigures), run }), text);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        cli.status(1);
        const reason = String(error.detail['reason'] ?? error.code);
        cli.answer({ refused: { code: reason, message: message(cli.language, reason, error.detail) ?? error.message } }, (v) => v.refused.message);
      }
    });
  assess.command('check').description('compute runs again from what they froze: the same minor units, or exit status 1').option('--run <id>', 'only this one')
    .action(async (options: { run?: string }) => {
      const { db } = await cli.deps();
      const commune = await cli.commune(assess.opts<{ commune: string }>().commune);
      const runs = (await db.inCommune({ commune: commune.id }, (tx) => readRuns(tx, { page: 1, size: 10_000 }))).rows.filter((r) => (options.run === undefined || r.id === options.run) && ['draft', 'reviewed', 'issued'].includes(r.state));
      const checked = [];
      for (const { id } of runs) checked.push({ run: id, ...await db.inCommune({ commune: commune.id }, async (tx) => {
        const check = await recompute(tx, id, new Date().toISOString());
        await keepCheck(tx, id, check);
        await record(tx, { commune: commune.id, via: 'command' }, [{ action: 'assessment.checked', subject: `assessment:${id}`, detail: { ok: check.ok, changed: check.changed } }]);
        return check;
      }) });
      if (checked.some((c) => !c.ok)) cli.status(1);
      cli.answer({ ok: checked.every((c) => c.ok), runs: checked }, (v) => v.runs.map((c) => `run ${c.run}: ${c.ok ? 'the same' : `ALTERED: ${c.faults.map((f) => f.what).join(', ')}`}, ${String(c.cases)} cases, ${String(c.changed)} facts corrected since`).join('\n') || 'no run');
    });
}
