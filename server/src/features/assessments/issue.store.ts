import { dueOn, MODEL, type AssessmentRun } from '@sommier/domain/assessments';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { addTaxDues, today } from '../ledger/index.ts';
import { recompute } from './check.ts';
import { hashOf, refuse } from './prepare.ts';
import { offsetOffice, type Offset } from './offset.store.ts';
import { frozen, readRun } from './runs.queries.ts';
import { clearRun, closeRun, insertRun, proveRun } from './run.store.ts';

interface By { id: string | null; name: string }
/** The run under lock. Throws `not_found`, or `assess.state` when it is in none of these states. */
export async function held(tx: Tx, id: string, states: readonly AssessmentRun['state'][]): Promise<AssessmentRun> {
  await tx.raw('select 1 from assessment_run where commune_id = current_commune() and id = ? for update', [id]);
  const run = await readRun(tx, id);
  if (run === undefined) throw new AppError('not_found', `No run ${id}`);
  if (!states.includes(run.state)) throw refuse('state');
  return run;
}

export async function review(tx: Tx, id: string, by: By, note: string | null): Promise<void> {
  const run = await held(tx, id, ['draft']);
  if (run.created.id !== null && run.created.id === by.id) throw refuse('own');
  await tx.raw(`update assessment_run set state = 'reviewed', reviewed_by = :by, reviewed_name = :name, reviewed_at = clock_timestamp(), note = coalesce(:note, note), version = version + 1 where commune_id = current_commune() and id = :id`, { id, by: by.id, name: by.name, note });
}

/**
 * Issues a reviewed run in one transaction: computed again and found the same, its articles become dues of the ledger, each naming the due it
 * corrects. What a late return now owes takes the place of what the office assessed. All are written or none.
 */
export async function issue(tx: Tx, id: string, by: By, on: string | undefined): Promise<{ run: AssessmentRun; articles: number; offset: Offset[] }> {
  const run = await held(tx, id, ['reviewed']);
  if (run.created.id !== null && run.created.id === by.id) throw refuse('own');
  await tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext(?))`, [`assess ${run.tax}`]);
  const day = await today(tx);
  if (!(await recompute(tx, id, day)).ok) throw refuse('altered');
  const { rows: articles } = await tx.raw(`select a.no, a.party_id as party, a.amount::text as amount, (select min(coalesce(d.corrects, d.id)) from assessment_article o join assessment_run i on i.commune_id = o.commune_id and i.id = o.run_id join ledger_due d on d.commune_id = o.commune_id and d.id = o.due_id
        where o.commune_id = current_commune() and o.party_id = a.party_id and i.state = 'issued' and i.tax = :tax and i.period_from = cast(:from as date) and i.period_to = cast(:to as date)) as corrects
    from assessment_article a where a.commune_id = current_commune() and a.run_id = cast(:id as bigint) order by a.no`, { id, tax: run.tax, from: run.from, to: run.to }) as { rows: { no: number; party: string; amount: string; corrects: string | null }[] };
  if (articles.length === 0) throw refuse('nothing');
  const { rules } = await frozen(tx, id);
  const due = on ?? dueOn(run.to, rules.find((r) => r.dueDay !== undefined)?.dueDay, day);
  const made = await addTaxDues(tx, articles, { from: run.from, to: run.to, dueOn: due, note: `${run.tax} ${run.from} – ${run.to} (${id})` }, by.id);
  await tx.raw(`update assessment_article a set due_id = g.due from unnest(cast(:parties as bigint[]), cast(:dues as bigint[])) g(party, due) where a.commune_id = current_commune() and a.run_id = cast(:id as bigint) and a.party_id = g.party`,
    { id, parties: `{${[...made.keys()].join(',')}}`, dues: `{${[...made.values()].join(',')}}` });
  await tx.raw(`update assessment_run set state = 'issued', issued_by = :by, issued_name = :name, issued_at = clock_timestamp(), due_on = cast(:due as date), version = version + 1 where commune_id = current_commune() and id = :id`, { id, by: by.id, name: by.name, due });
  const offset = await offsetOffice(tx, run, articles, by.id);
  return { run: await held(tx, id, ['issued']), articles: articles.length, offset };
}

export async function drop(tx: Tx, id: string, reason: string): Promise<void> {
  await held(tx, id, ['draft', 'reviewed']);
  await tx.raw(`update assessment_run set state = 'dropped', dropped_reason = :reason, version = version + 1 where commune_id = current_commune() and id = :id`, { id, reason });
  await clearRun(tx, id);
}

/** The run that takes back all that stands issued of a tax and period: articles without lines, a draft for a second person as any other. */
export async function cancelling(tx: Tx, id: string, reason: string, by: By): Promise<string> {
  const run = await held(tx, id, ['issued']);
  await tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext(?))`, [`assess ${run.tax}`]);
  const { rows: [open] } = await tx.raw(`select 1 from assessment_run r where r.commune_id = current_commune() and r.tax = :tax and r.state in ('computing','draft','reviewed') and r.period_from = cast(:from as date) and r.period_to = cast(:to as date)`, { tax: run.tax, from: run.from, to: run.to }) as { rows: unknown[] };
  if (open !== undefined) throw refuse('open_run');
  const { rules, zoneSetId } = await frozen(tx, id);
  const made = await insertRun(tx, { tax: run.tax, kind: 'cancelling', population: run.population, rules, rulesHash: hashOf(rules), model: MODEL, note: reason, by,
    spec: { tax: run.tax, from: run.from, to: run.to, day: await today(tx), currency: run.currency, set: zoneSetId, setName: run.zoneSet, reads: { kinds: [], price: false, zones: false, zoneClasses: [], seasons: false, days: [], maxNights: null } } });
  const proof = await proveRun(tx, made);
  if (proof.figures.articles === 0) throw refuse('nothing_issued');
  await closeRun(tx, made, proof);
  return made;
}
