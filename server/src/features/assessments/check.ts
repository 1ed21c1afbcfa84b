import { MODEL, type RunCheck } from '@sommier/domain/assessments';
import type { TaxFact, TaxLine } from '@sommier/domain/tax';
import type { Tx } from '../../platform/db/index.ts';
import { canonical } from '../../platform/audit/index.ts';
import { computer } from './cases.ts';
import { hashOf } from './prepare.ts';
import { frozen, readRun } from './runs.queries.ts';
import { digests } from './run.store.ts';

const SLICE = 1000, SHOWN = 20;
interface Kept { no: number; facts: TaxFact[]; before: number; reason: string | null; amount: string; lines: TaxLine[] }
/** Reasons given before the oracle is asked: its facts were not kept, there being none. */
const settled = (c: Kept): boolean => c.facts.length === 0 && c.reason !== null;

/**
 * Computes a run again from what it froze, case by case, and takes its digests again: the same minor units and the same traces, or faults that
 * say where. Facts corrected since are counted apart. The answer is not written; `day` names the moment.
 */
export async function recompute(tx: Tx, id: string, at: string, read: (work: (tx: Tx) => Promise<void>) => Promise<void> = (work) => work(tx)): Promise<RunCheck> {
  const run = await readRun(tx, id);
  if (run === undefined) throw new Error(`no run ${id}`);
  const { rules } = await frozen(tx, id);
  const faults: RunCheck['faults'] = [];
  const fault = (what: string, expected: string, found: string): void => { if (expected !== found && faults.length < SHOWN) faults.push({ what, expected, found }); };
  fault('model', run.model, MODEL);
  fault('rules', run.rulesHash ?? '', hashOf(rules));
  const compute = computer(rules, run.day, run.tax);
  let after = 0, cases = 0;
  for (let more = true; more;) await read(async (piece) => {
    const { rows } = await piece.raw(`select c.no, c.facts, c.before, c.reason, c.amount::text as amount, c.lines from assessment_case c where c.commune_id = current_commune() and c.run_id = ? and c.no > ? order by c.no limit ${String(SLICE)}`, [id, after]) as { rows: Kept[] };
    for (const c of rows) {
      if (settled(c)) continue;
      const found = compute({ facts: c.facts }, c.before);
      fault(`case ${String(c.no)}`, canonical([c.amount, c.reason, c.lines]), canonical([found.amount, found.reason, found.lines]));
    }
    cases += rows.length;
    after = rows.at(-1)?.no ?? after;
    more = rows.length === SLICE;
  });
  const { rows: [off] } = await tx.raw(`select count(*)::integer as n from assessment_line l left join assessment_case c on c.commune_id = l.commune_id and c.run_id = l.run_id and c.no = l.case_no
    where l.commune_id = current_commune() and l.run_id = ? and l.amount is distinct from case when l.reason is null then c.amount else 0 end`, [id]) as { rows: { n: number }[] };
  fault('lines beside their case', '0', String(off?.n ?? 0));
  const hash = await digests(tx, id);
  fault('inputs', run.inputsHash ?? '', hash.inputs);
  fault('result', run.resultHash ?? '', hash.result);
  const { rows: [changed] } = await tx.raw(`select count(*)::integer as n from assessment_line l left join activity_fact a on a.commune_id = l.commune_id and a.id = l.fact_id where l.commune_id = current_commune() and l.run_id = ? and (a.id is null or a.version <> l.fact_version or a.state <> 'counted')`, [id]) as { rows: { n: number }[] };
  return { ok: faults.length === 0, checkedAt: at, cases, faults, changed: changed?.n ?? 0 };
}
export async function keepCheck(tx: Tx, id: string, check: RunCheck): Promise<void> {
  await tx.raw('update assessment_run set checked = cast(:check as jsonb), version = version + 1 where commune_id = current_commune() and id = :id', { id, check: JSON.stringify(check) });
}
