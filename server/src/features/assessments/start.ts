import { MODEL, type NewRun } from '@sommier/domain/assessments';
import type { TaxRule } from '@sommier/domain/tax';
import type { Tx } from '../../platform/db/index.ts';
import { publishedRules } from '../rules/index.ts';
import { today } from '../ledger/index.ts';
import { hashOf, refuse, specFor } from './prepare.ts';
import { insertRun } from './run.store.ts';

/** The rules that hold for a tax. Throws when none is published. */
export async function rulesFor(tx: Tx, tax: string): Promise<TaxRule[]> {
  const rules = await publishedRules(tx, tax);
  if (rules.length === 0) throw refuse('no_rules', { tax });
  return rules;
}
/** Runs of the same tax that touch these days. Throws where a first run would assess twice, or a correction has nothing to correct. */
async function hold(tx: Tx, asked: NewRun): Promise<void> {
  // One start of a tax at a time: two runs of the same days would each find the way free.
  await tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext(?))`, [`assess ${asked.tax}`]);
  await tx.raw(`update assessment_run r set state = 'dropped', dropped_reason = 'job', version = r.version + 1 from job j where r.commune_id = current_commune() and r.state = 'computing' and j.commune_id = r.commune_id and j.id = r.job_id and j.state in ('failed','cancelled','interrupted')`);
  const { rows } = await tx.raw(`select r.state, r.period_from as "from", r.period_to as "to" from assessment_run r where r.commune_id = current_commune() and r.tax = :tax and r.state <> 'dropped' and r.period_from < cast(:to as date) and r.period_to > cast(:from as date)`, asked) as { rows: { state: string; from: string; to: string }[] };
  if (rows.some((r) => r.state !== 'issued')) throw refuse('open_run');
  const same = rows.filter((r) => r.from === asked.from && r.to === asked.to), other = rows.find((r) => r.from !== asked.from || r.to !== asked.to) ?? (asked.supplementary ? undefined : rows[0]);
  if (other !== undefined) throw refuse('exists', { from: other.from, to: other.to });
  if (asked.supplementary && same.length === 0) throw refuse('not_first');
}

/** Writes the run with what it freezes: rules, model, day. Its facts are read by the job that follows. */
export async function beginRun(tx: Tx, asked: NewRun, currency: string, by: { id: string | null; name: string }): Promise<string> {
  await hold(tx, asked);
  const rules = await rulesFor(tx, asked.tax);
  const spec = await specFor(tx, rules, asked, await today(tx), currency);
  return insertRun(tx, { tax: asked.tax, kind: asked.supplementary ? 'supplementary' : 'first', spec, population: asked.population ?? null, rules, rulesHash: hashOf(rules), model: MODEL, note: asked.note, by });
}
