import { delayModels, type DelayRule, type NewDelayRule } from '@sommier/domain/collection';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

const RULE = `select r.id, r.file_kind as "fileKind", r.step, r.after_step as "after", r.days, r.suspends, r.office, r.office_ar as "officeAr", r.law, r.article, r.url, r.from_on as "from", r.to_on as "to", r.status, r.confirmed_by as "confirmedBy", r.confirmed_on as "confirmedOn", r.version
  from collection_rule r where r.commune_id = current_commune()`;
export const readDelays = async (tx: Tx): Promise<DelayRule[]> => (await tx.raw(`${RULE} order by r.file_kind, r.id`) as { rows: DelayRule[] }).rows;
export const readDelay = async (tx: Tx, id: string): Promise<DelayRule | undefined> => (await tx.raw(`${RULE} and r.id = ?`, [id]) as { rows: DelayRule[] }).rows[0];

/** The commune's country, ISO 3166-1; null where nobody said it. */
export async function country(tx: Tx): Promise<string | null> {
  const { rows: [c] } = await tx.raw('select c.country from commune c where c.id = current_commune()') as { rows: { country: string | null }[] };
  return c?.country ?? null;
}
async function refuseOverlap(tx: Tx, r: NewDelayRule, but: string | null): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(current_commune(), hashtext('collection rules'))`);
  const { rows: [other] } = await tx.raw(`select o.from_on as "from" from collection_rule o where o.commune_id = current_commune() and o.file_kind = :kind and o.step = :step and o.id is distinct from cast(:but as bigint) and daterange(o.from_on, o.to_on) && daterange(cast(:from as date), cast(:to as date)) order by o.from_on limit 1`,
    { kind: r.fileKind, step: r.step, from: r.from, to: r.to, but }) as { rows: { from: string }[] };
  if (other !== undefined) throw new AppError('rule_refused', 'delays overlap', { reason: 'collection.overlap', ...other });
}
const bind = (r: NewDelayRule, by: { id: string | null; name: string }, day: string) => ({
  kind: r.fileKind, step: r.step, after: r.after, days: r.days, suspends: r.suspends, office: r.office, officeAr: r.officeAr, law: r.law, article: r.article, url: r.url, from: r.from, to: r.to, status: r.confirmed ? 'confirmed' : 'to_confirm', who: r.confirmed ? by.name : null, on: r.confirmed ? day : null, person: by.id,
});
/** Writes a delay; answers its id. Throws `rule_refused` where another of the same step is in force on one of its days. */
export async function insertDelay(tx: Tx, r: NewDelayRule, by: { id: string | null; name: string }, day: string): Promise<string> {
  await refuseOverlap(tx, r, null);
  const { rows: [row] } = await tx.raw(`insert into collection_rule (commune_id, file_kind, step, after_step, days, suspends, office, office_ar, law, article, url, from_on, to_on, status, confirmed_by, confirmed_on, created_by)
    values (current_commune(), :kind, :step, :after, :days, :suspends, :office, :officeAr, :law, :article, :url, cast(:from as date), cast(:to as date), :status, :who, cast(:on as date), :person) returning id`, bind(r, by, day)) as { rows: { id: string }[] };
  return row?.id ?? '';
}
export async function updateDelay(tx: Tx, id: string, r: NewDelayRule, by: { id: string | null; name: string }, day: string): Promise<void> {
  await refuseOverlap(tx, r, id);
  await tx.raw(`update collection_rule set file_kind = :kind, step = :step, after_step = :after, days = :days, suspends = :suspends, office = :office, office_ar = :officeAr, law = :law, article = :article, url = :url, from_on = cast(:from as date), to_on = cast(:to as date),
    status = :status, confirmed_by = coalesce(case when status = 'confirmed' and :status = 'confirmed' then confirmed_by end, :who), confirmed_on = case when :status = 'confirmed' then coalesce(confirmed_on, cast(:on as date)) end, version = version + 1 where commune_id = current_commune() and id = :id`, { ...bind(r, by, day), id });
}
/** Takes the country's models for every step that has no delay yet; answers how many. Throws `rule_refused` where the country has none. */
export async function adoptModels(tx: Tx, by: { id: string | null; name: string }, day: string): Promise<number> {
  const models = delayModels(await country(tx) ?? '');
  if (models.length === 0) throw new AppError('rule_refused', 'no model', { reason: 'collection.no_model' });
  const there = await readDelays(tx);
  const missing = models.filter((m) => !there.some((r) => r.fileKind === m.fileKind && r.step === m.step));
  for (const m of missing) await insertDelay(tx, m, by, day);
  return missing.length;
}
