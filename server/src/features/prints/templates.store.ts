import type { NewTemplate } from '@sommier/domain/prints';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

const columns = (t: NewTemplate) => ({ name: t.name, sheet: JSON.stringify(t.sheet), layers: t.layers ? `{${t.layers.map((l) => `"${l}"`).join(',')}}` : null, scale: t.scale ?? null, rotation: t.rotation ?? null });

/** Throws `rule_refused` where another template has the name. */
async function freeName(tx: Tx, name: string, id: string | null): Promise<void> {
  const { rows } = await tx.raw('select 1 from print_template t where t.commune_id = current_commune() and t.name = :name and t.id is distinct from cast(:id as bigint)', { name, id }) as { rows: unknown[] };
  if (rows.length > 0) throw new AppError('rule_refused', 'A template of this name exists', { reason: 'prints.same_name' });
}

/** Keeps a sheet; answers its id. */
export async function insertTemplate(tx: Tx, person: string, t: NewTemplate): Promise<string> {
  await freeName(tx, t.name, null);
  const { rows: [row] } = await tx.raw(`insert into print_template (commune_id, name, sheet, layers, scale, rotation, created_by)
    values (current_commune(), :name, cast(:sheet as jsonb), cast(:layers as text[]), :scale, :rotation, :person) returning id`, { ...columns(t), person }) as { rows: { id: string }[] };
  if (row === undefined) throw new Error('the template was not written');
  return row.id;
}
export async function writeTemplate(tx: Tx, id: string, t: NewTemplate): Promise<void> {
  await freeName(tx, t.name, id);
  await tx.raw(`update print_template set name = :name, sheet = cast(:sheet as jsonb), layers = cast(:layers as text[]), scale = :scale, rotation = :rotation, version = version + 1, updated_at = now()
    where commune_id = current_commune() and id = :id`, { ...columns(t), id });
}
/** False when there is none. */
export const removeTemplate = async (tx: Tx, id: string): Promise<boolean> =>
  ((await tx.raw('delete from print_template where commune_id = current_commune() and id = :id', { id })) as { rowCount: number }).rowCount === 1;
export const writeLogo = async (tx: Tx, id: string, logo: Buffer): Promise<boolean> =>
  ((await tx.raw('update print_template set logo = :logo, version = version + 1, updated_at = now() where commune_id = current_commune() and id = :id', { id, logo })) as { rowCount: number }).rowCount === 1;
