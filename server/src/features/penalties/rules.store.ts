import type { NewPenaltyRule, PenaltyRule } from '@sommier/domain/penalties';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

const RULE = `select r.id, r.name, r.due_kind as "dueKind", r.right_kind as "right", r.from_on as "from", r.to_on as "to", r.grace_days as "graceDays", r.fixed_minor as "fixedMinor", r.percent_bp as "percentBp", r.monthly_bp as "monthlyBp", r.months,
    r.ceiling_bp as "ceilingBp", r.law, r.article, r.url, r.note, exists (select from penalty_charge c where c.commune_id = r.commune_id and c.rule_id = r.id) as used, r.version
  from penalty_rule r where r.commune_id = current_commune()`;
export const readRules = async (tx: Tx): Promise<PenaltyRule[]> => (await tx.raw(`${RULE} order by r.from_on desc, r.id`) as { rows: PenaltyRule[] }).rows;
export const readRule = async (tx: Tx, id: string): Promise<PenaltyRule | undefined> => (await tx.raw(`${RULE} and r.id = ?`, [id]) as { rows: PenaltyRule[] }).rows[0];

/** Names the rule in the way before the database refuses: two writers at once still meet the constraint. */
async function refuseOverlap(tx: Tx, r: NewPenaltyRule, but: string | null): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext('penalty rules'))`);
  const { rows: [other] } = await tx.raw(`select o.name, o.from_on as "from" from penalty_rule o where o.commune_id = current_commune() and o.due_kind = :dueKind and o.right_kind = :right and o.id is distinct from cast(:but as bigint)
      and daterange(o.from_on, o.to_on) && daterange(cast(:from as date), cast(:to as date)) order by o.from_on limit 1`, { dueKind: r.dueKind, right: r.right, from: r.from, to: r.to, but }) as { rows: { name: string; from: string }[] };
  if (other !== undefined) throw new AppError('rule_refused', 'rules overlap', { reason: 'penalties.overlap', ...other });
}

const columns = (r: NewPenaltyRule) => ({
  name: r.name, due: r.dueKind, right: r.right, from: r.from, to: r.to, grace: r.graceDays, fixed: r.fixedMinor, percent: r.percentBp, monthly: r.monthlyBp, months: r.months, ceiling: r.ceilingBp, law: r.law, article: r.article, url: r.url, note: r.note,
});
/** Writes a rule; answers its id. Throws `rule_refused` where another of the same dues and rights is in force on one of its days. */
export async function insertRule(tx: Tx, r: NewPenaltyRule, person: string): Promise<string> {
  await refuseOverlap(tx, r, null);
  const { rows: [row] } = await tx.raw(`insert into penalty_rule (commune_id, name, due_kind, right_kind, from_on, to_on, grace_days, fixed_minor, percent_bp, monthly_bp, months, ceiling_bp, law, article, url, note, created_by)
    values (current_commune(), :name, :due, :right, :from, :to, :grace, :fixed, :percent, :monthly, :months, :ceiling, :law, :article, :url, :note, :person) returning id`, { ...columns(r), person }) as { rows: { id: string }[] };
  if (row === undefined) throw new Error('the rule was not written');
  return row.id;
}

/** Changes a rule; of one that was used its last day alone, and never to before what it charged. */
export async function updateRule(tx: Tx, old: PenaltyRule, r: NewPenaltyRule): Promise<void> {
  const { id, used, version: _, ...before } = old;
  if (used && JSON.stringify({ ...r, to: null }, Object.keys(before).sort()) !== JSON.stringify({ ...before, to: null }, Object.keys(before).sort())) throw new AppError('rule_refused', 'the rule was used', { reason: 'penalties.used' });
  await refuseOverlap(tx, r, id);
  await tx.raw(`update penalty_rule set name = :name, due_kind = :due, right_kind = :right, from_on = :from, to_on = :to, grace_days = :grace, fixed_minor = :fixed, percent_bp = :percent, monthly_bp = :monthly, months = :months,
    ceiling_bp = :ceiling, law = :law, article = :article, url = :url, note = :note, version = version + 1 where commune_id = current_commune() and id = :id`, { ...columns(r), id });
}
export async function deleteRule(tx: Tx, old: PenaltyRule): Promise<void> {
  if (old.used) throw new AppError('rule_refused', 'the rule was used', { reason: 'penalties.used' });
  await tx.raw('delete from penalty_rule where commune_id = current_commune() and id = ?', [old.id]);
}
