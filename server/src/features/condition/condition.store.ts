import type { NewInspection, NewWork, WorkChange, FciScale } from '@sommier/domain/condition';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
const idOf = (rows: { id: string }[]): string => { const id = rows[0]?.id; if (id === undefined) throw new Error('nothing was written'); return id; };

export async function insertInspection(tx: Tx, asset: string, said: z.output<typeof NewInspection>, author: string): Promise<string> {
  const { rows } = await tx.raw(`insert into inspection (commune_id, asset_id, inspected_on, class, components, note, author_id) values (current_commune(), :asset, cast(:on as date), :class, cast(:components as jsonb), :note, :author) returning id`,
    { asset, on: said.on, class: said.class, components: JSON.stringify(said.components), note: said.note, author }) as Rows<{ id: string }>;
  return idOf(rows);
}
export async function withdrawInspection(tx: Tx, id: string, person: string, reason: string): Promise<void> {
  await tx.raw(`update inspection set withdrawn_by = :person, withdrawn_at = clock_timestamp(), reason = :reason where commune_id = current_commune() and id = :id`, { id, person, reason });
}
export async function insertWork(tx: Tx, asset: string, said: z.output<typeof NewWork>, openedOn: string, author: string): Promise<string> {
  return idOf((await tx.raw(`insert into work (commune_id, asset_id, inspection_id, component, title, note, cost_minor, priority, wanted_year, opened_on, author_id)
    values (current_commune(), :asset, cast(:inspection as bigint), :component, :title, :note, cast(:cost as bigint), :priority, cast(:wanted as integer), cast(:openedOn as date), :author) returning id`,
  { asset, inspection: said.inspection, component: said.component, title: said.title, note: said.note, cost: said.cost, priority: said.priority, wanted: said.wanted, openedOn, author }) as Rows<{ id: string }>).rows);
}
/** Writes what changed of works on a day; done and dropped close them that day, open again opens them. */
export async function updateWork(tx: Tx, id: string, change: z.output<typeof WorkChange>, day: string): Promise<void> {
  const columns: Record<string, string> = { title: 'title', note: 'note', cost: 'cost_minor', priority: 'priority', wanted: 'wanted_year', state: 'state' };
  const set = Object.keys(change).flatMap((k) => (columns[k] === undefined ? [] : [`${columns[k]} = :${k}`]));
  if (change.state !== undefined) set.push(change.state === 'done' || change.state === 'dropped' ? 'closed_on = greatest(cast(:day as date), opened_on)' : 'closed_on = null');
  await tx.raw(`update work set ${set.join(', ')}, version = version + 1, updated_at = clock_timestamp() where commune_id = current_commune() and id = :id`, { ...change, id, day });
}
export async function insertReplacement(tx: Tx, asset: string, said: { amount: string; on: string; source: string }, author: string): Promise<void> {
  await tx.raw('insert into replacement_value (commune_id, asset_id, valued_on, amount_minor, source, author_id) values (current_commune(), :asset, cast(:on as date), :amount, :source, :author)', { asset, ...said, author });
}
export async function writeScale(tx: Tx, scale: FciScale): Promise<void> {
  await tx.raw(`insert into condition_setting (commune_id, scale) values (current_commune(), cast(:scale as jsonb)) on conflict (commune_id) do update set scale = excluded.scale, updated_at = clock_timestamp()`, { scale: JSON.stringify(scale) });
}
