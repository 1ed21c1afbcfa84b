import { mayTake, type DelayRule, type FileSheet, type StepDetail, type StepKind, type StepRead } from '@sommier/domain/collection';
import { message } from '@sommier/domain/messages';
import { AppError, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { nextNumber, today } from '../ledger/index.ts';
import { claimNumberSql } from './claim-number.ts';
import { fileRead, stepsOf, storedFile, type StoredFile } from './files.queries.ts';
import { readDelays } from './rules.store.ts';

/** Who signs. */
export interface By { id: string | null; name: string }
export const refuse = (reason: string, detail: Record<string, unknown> = {}): AppError => new AppError('rule_refused', reason, { reason: `collection.${reason}`, ...detail });
const basisOf = (rule: Pick<DelayRule, 'law' | 'article'> | null): string => (rule === null ? '' : [rule.law, rule.article].filter(Boolean).join(', '));

export interface Allowed { file: StoredFile; steps: FileSheet['steps']; rules: DelayRule[]; rule: DelayRule | null; since: StepRead | null; day: string }
/** The file under lock, once the step wanted may be taken today. Throws `rule_refused` with the text the delay stands on. */
export async function allowStep(tx: Tx, id: string, wanted: StepKind, language: Language, on?: string): Promise<Allowed> {
  const file = await storedFile(tx, id, true), steps = await stepsOf(tx, id), rules = await readDelays(tx), day = await today(tx);
  if (on !== undefined && on > day) throw refuse('day_to_come', { day: on });
  const verdict = mayTake(fileRead(file, steps), wanted, rules, on ?? day);
  if (!verdict.ok) throw refuse(verdict.reason, {
    ...(verdict.day === null ? {} : { day: verdict.day }), ...(verdict.rule === null ? {} : { days: verdict.rule.days, status: verdict.rule.status }), ...(verdict.after === null ? {} : { after: message(language, `collection.step.${verdict.after}`) ?? verdict.after }),
    basis: basisOf(verdict.rule ?? (verdict.reason === 'suspended' ? rules.find((r) => r.fileKind === file.kind && r.step === 'appeal') ?? null : null)) });
  return { file, steps, rules, rule: verdict.rule, since: verdict.since, day };
}
/** What a step remembers of the delay it stood on. */
export const ruleDetail = (rule: DelayRule | null): StepDetail => (rule === null ? {} : { law: rule.law, article: rule.article, days: rule.days, status: rule.status });

export async function insertStep(tx: Tx, s: { file: string; kind: StepKind; on: string; ofStep?: string; note?: string | null; detail?: StepDetail; job?: string | null }, by: By): Promise<string> {
  const { rows: [row] } = await tx.raw(`insert into collection_step (commune_id, file_id, kind, on_day, of_step, note, detail, job_id, signed_by, signed_name) values (current_commune(), :file, :kind, cast(:on as date), cast(:ofStep as bigint), :note, cast(:detail as jsonb), cast(:job as bigint), :person, :name) returning id`,
    { file: s.file, kind: s.kind, on: s.on, ofStep: s.ofStep ?? null, note: s.note ?? null, detail: JSON.stringify(s.detail ?? {}), job: s.job ?? null, person: by.id, name: by.name }) as { rows: { id: string }[] };
  return row?.id ?? '';
}

/** The file of a claim, opened where there is none. Throws `not_found` where the due is no tax issued by a run. */
export async function openClaim(tx: Tx, due: string, by: By): Promise<{ id: string; opened: boolean }> {
  await tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext('collection files'))`);
  const { rows: [there] } = await tx.raw('select f.id from collection_file f where f.commune_id = current_commune() and f.due_id = ?', [due]) as { rows: { id: string }[] };
  if (there !== undefined) return { id: there.id, opened: false };
  const { rows: [made] } = await tx.raw(`insert into collection_file (commune_id, kind, number, party_id, tax, period_from, period_to, run_id, due_id, opened_by, opened_name)
    select current_commune(), 'claim', ${claimNumberSql('o.run_id', 'o.no')}, o.party_id, r.tax, r.period_from, r.period_to, o.run_id, o.due_id, cast(:person as bigint), :name from assessment_article o join assessment_run r on r.commune_id = o.commune_id and r.id = o.run_id
      join ledger_due d on d.commune_id = o.commune_id and d.id = o.due_id and d.corrects is null where o.commune_id = current_commune() and o.due_id = cast(:due as bigint) and r.state = 'issued' order by o.run_id limit 1 returning id`, { due, person: by.id, name: by.name }) as { rows: { id: string }[] };
  if (made === undefined) throw new AppError('not_found', `No claim of due ${due}`);
  return { id: made.id, opened: true };
}
export const controlNumber = async (tx: Tx, year: number): Promise<string> => `CT-${String(year)}-${String(await nextNumber(tx, 'CT', year)).padStart(5, '0')}`;
