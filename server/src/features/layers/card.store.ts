import type { FormField, LayerAccess, LayerCard, Look } from '@sommier/domain/layers';
import type { Role } from '@sommier/domain/shared';
import { lookFields } from '@sommier/domain/style';
import type { Tx } from '../../platform/db/index.ts';
import { bumpVersion } from '../tiles/index.ts';

/** Takes the layer's card in hand, made when it has none yet: its version, 0 for a new one. */
export async function holdCard(tx: Tx, name: string): Promise<number> {
  await tx.raw('insert into layer_card (commune_id, name, version) values (current_commune(), ?, 0) on conflict do nothing', [name]);
  const { rows: [card] } = await tx.raw('select version from layer_card where commune_id = current_commune() and name = ? for update', [name]) as { rows: { version: number }[] };
  if (card === undefined) throw new Error('the card was just made');
  return card.version;
}
const put = async (tx: Tx, name: string, set: string, bindings: Record<string, unknown>): Promise<void> => {
  await tx.raw(`update layer_card set ${set}, version = version + 1, updated_at = now() where commune_id = current_commune() and name = :name`, { ...bindings, name });
};

/** What people say of the layer. A title goes to an own layer itself; the house's have theirs in three languages. */
export async function writeCard(tx: Tx, name: string, c: LayerCard): Promise<void> {
  await put(tx, name, 'title_ar = :title_ar, group_name = :group_name, position = :position, description = :description, source = :source, source_date = :source_date, licence = :licence, crs = :crs', {
    title_ar: c.titleAr, group_name: c.group, position: c.position, description: c.description, source: c.source, source_date: c.sourceDate, licence: c.licence, crs: c.crs,
  });
  if (c.title !== null) for (const table of ['layer', 'raster']) await tx.raw(`update ${table} set title = :title where commune_id = current_commune() and name = :name`, { title: c.title, name });
}
/** The look, and what its tiles must carry for it: the layer's version rises, so that they are asked again. */
export async function writeLook(tx: Tx, name: string, look: Look | null): Promise<void> {
  const before = (await tx.raw('select look_fields from layer_card where commune_id = current_commune() and name = ?', [name]) as { rows: { look_fields: string[] }[] }).rows[0]?.look_fields ?? [];
  const fields = look === null ? [] : lookFields(look);
  await put(tx, name, 'look = cast(:look as jsonb), look_fields = :fields', { look: look === null ? null : JSON.stringify(look), fields });
  if (JSON.stringify(before) !== JSON.stringify(fields)) await bumpVersion(tx, name);
}
/** Who reads it. The administrator always does, and the role of who says so: nobody locks the layer away from all, or from herself. */
export async function writeAccess(tx: Tx, name: string, access: LayerAccess, by: Role): Promise<void> {
  const readers = access.readers === null ? null : [...new Set([...access.readers, by, 'admin' as const])];
  await put(tx, name, 'readers = :readers, is_public = :is_public, public_fields = :public_fields', { readers, is_public: access.isPublic, public_fields: access.publicFields });
}
/** The form, and the layer's fields after it: those of the form first, then what features already carry beside it. */
export async function writeForm(tx: Tx, name: string, form: readonly FormField[], directory?: string): Promise<void> {
  await put(tx, name, `form = cast(:form as jsonb)${directory === undefined ? '' : ', directory = :directory'}`, { form: JSON.stringify(form), ...(directory === undefined ? {} : { directory }) });
  const fields = form.map((f) => ({ name: f.name, type: f.type === 'choice' ? 'text' : f.type }));
  await tx.raw(`update layer set fields = cast(:fields as jsonb) || coalesce((select jsonb_agg(x) from jsonb_array_elements(fields) x where not (x ->> 'name' = any(:names))), '[]') where commune_id = current_commune() and name = :name`,
    { fields: JSON.stringify(fields), names: form.map((f) => f.name), name });
}
/** Begins an own layer without a file. False when the name is taken. */
export async function insertLayer(tx: Tx, name: string, title: string): Promise<boolean> {
  const { rows } = await tx.raw('insert into layer (commune_id, name, title) select current_commune(), :name, :title where not exists (select from raster r where r.commune_id = current_commune() and r.name = :name) on conflict (commune_id, name) do nothing returning id', { name, title }) as { rows: unknown[] };
  if (rows.length === 0) return false;
  await bumpVersion(tx, name);
  return true;
}
