import { fci, planWorks, type NewPlan, type Plan, type WorksPlan } from '@sommier/domain/condition';
import { AppError } from '@sommier/domain/shared';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/index.ts';
import { conditionsOn, openWorks, readScale, worksByIds } from './condition.queries.ts';

type Rows<T> = { rows: T[] };
type Head = Pick<WorksPlan, 'id' | 'name' | 'firstYear' | 'budgets' | 'state' | 'author' | 'adoptedBy' | 'adoptedAt' | 'version'>;
interface Kept { years: WorksPlan['years']; putOff: WorksPlan['putOff']; late: string[]; works: WorksPlan['works'] }
const HEAD = `w.id, w.name, w.first_year as "firstYear", w.budgets::text[] as budgets, w.state, jsonb_build_object('id', p.id::text, 'name', p.name) as author, case when b.id is not null then jsonb_build_object('id', b.id::text, 'name', b.name) end as "adoptedBy", to_json(w.adopted_at)#>>'{}' as "adoptedAt", w.version`;
const FROM = 'from works_plan w join person p on p.id = w.author_id left join person b on b.id = w.adopted_by where w.commune_id = current_commune()';

export const planHeads = async (tx: Tx): Promise<Head[]> => (await tx.raw(`select ${HEAD} ${FROM} order by w.id desc`) as Rows<Head>).rows;
const shown = (plan: Plan): Omit<Kept, 'works'> => ({ years: plan.years.map((y) => ({ year: y.year, budget: String(y.budget), spent: String(y.spent), works: y.works })), putOff: plan.putOff, late: plan.late });

/** A plan as it stands: a draft is placed anew from the works open today, an adopted one is read as it was adopted. */
export async function readPlan(tx: Tx, id: string, day: string, currency: string): Promise<WorksPlan> {
  const { rows: [head] } = await tx.raw(`select ${HEAD}, w.pins, w.kept ${FROM} and w.id = :id`, { id }) as Rows<Head & { pins: WorksPlan['pins']; kept: Kept | null }>;
  if (head === undefined) throw new AppError('not_found', `No plan ${id}`);
  const { kept, ...rest } = head;
  if (kept !== null) return { ...rest, ...kept };
  const works = await openWorks(tx);
  const scale = await readScale(tx);
  const worst = new Map((await conditionsOn(tx, { day, currency, assets: [...new Set(works.map((w) => w.assetId))] })).map((c) => { const f = fci(BigInt(c.deferred), c.replacement === null ? null : BigInt(c.replacement), scale); return [c.asset, f.kind === 'computed' ? f.bp : null]; }));
  const plan = planWorks(works.map((w) => ({ id: w.id, cost: w.cost === null ? null : BigInt(w.cost), priority: w.priority, wanted: w.wanted, pin: rest.pins[w.id] ?? null, fciBp: worst.get(w.assetId) ?? null })), rest.budgets.map((b, i) => ({ year: rest.firstYear + i, budget: BigInt(b) })));
  return { ...rest, ...shown(plan), works };
}
export async function insertPlan(tx: Tx, said: z.output<typeof NewPlan>, author: string): Promise<string> {
  const { rows: [row] } = await tx.raw('insert into works_plan (commune_id, name, first_year, budgets, author_id) values (current_commune(), :name, :year, cast(:budgets as bigint[]), :author) returning id', { name: said.name, year: said.firstYear, budgets: `{${said.budgets.join(',')}}`, author }) as Rows<{ id: string }>;
  if (row === undefined) throw new Error('no plan was written');
  return row.id;
}
export async function lockPlan(tx: Tx, id: string): Promise<Head> {
  await tx.raw('select 1 from works_plan where commune_id = current_commune() and id = :id for update', { id });
  const head = (await tx.raw(`select ${HEAD} ${FROM} and w.id = :id`, { id }) as Rows<Head>).rows[0];
  if (head === undefined) throw new AppError('not_found', `No plan ${id}`);
  if (head.state === 'adopted') throw new AppError('rule_refused', 'adopted', { reason: 'condition.adopted' });
  return head;
}
export async function changePlan(tx: Tx, id: string, said: z.output<typeof NewPlan> | { pins: Record<string, number | 'off'> }): Promise<void> {
  if ('pins' in said) await tx.raw('update works_plan set pins = cast(:pins as jsonb), version = version + 1 where commune_id = current_commune() and id = :id', { id, pins: JSON.stringify(said.pins) });
  else await tx.raw('update works_plan set name = :name, first_year = :year, budgets = cast(:budgets as bigint[]), version = version + 1 where commune_id = current_commune() and id = :id', { id, name: said.name, year: said.firstYear, budgets: `{${said.budgets.join(',')}}` });
}
/** Keeps a plan as it stands, with the works as they were said that day. */
export async function adoptPlan(tx: Tx, plan: WorksPlan, person: string): Promise<void> {
  const kept: Kept = { years: plan.years, putOff: plan.putOff, late: plan.late, works: await worksByIds(tx, plan.works.map((w) => w.id)) };
  await tx.raw(`update works_plan set state = 'adopted', adopted_by = :person, adopted_at = clock_timestamp(), kept = cast(:kept as jsonb), version = version + 1 where commune_id = current_commune() and id = :id`, { id: plan.id, person, kept: JSON.stringify(kept) });
}
