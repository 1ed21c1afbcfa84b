import type { Tx } from '../../platform/db/index.ts';

/** Removes an own layer with its features, counts and version; false where there is none. */
export async function removeLayer(tx: Tx, name: string): Promise<boolean> {
  const { rows } = await tx.raw('delete from layer where commune_id = current_commune() and name = ? returning id', [name]) as { rows: { id: string }[] };
  if (rows.length === 0) return false;
  await tx.raw('delete from layer_card where commune_id = current_commune() and name = ?', [name]);
  await tx.raw('delete from tile_cell where commune_id = current_commune() and layer = ?', [name]);
  // The version row stays and moves on: a layer of the same name later must not answer with an old tag.
  await tx.raw('update data_version set version = version + 1, changed_at = now() where commune_id = current_commune() and layer = ?', [name]);
  return true;
}
