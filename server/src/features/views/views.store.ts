import type { NewView } from '@sommier/domain/views';
import type { Tx } from '../../platform/db/index.ts';

/** Writes a view over one's own of the same name; answers its id. */
export async function writeView(tx: Tx, person: string, v: NewView): Promise<string> {
  const { rows: [row] } = await tx.raw(`insert into saved_view (commune_id, person_id, screen, name, search, words, shape, shared)
    values (current_commune(), :person, :screen, :name, :search, :words, st_setsrid(st_geomfromgeojson(:shape), 4326), :shared)
    on conflict (commune_id, person_id, screen, name) do update set search = excluded.search, words = excluded.words, shape = excluded.shape, shared = excluded.shared, version = saved_view.version + 1, updated_at = now() returning id`,
  { person, screen: v.screen, name: v.name, search: v.search, words: v.words, shape: v.shape === null ? null : JSON.stringify(v.shape), shared: v.shared }) as { rows: { id: string }[] };
  if (row === undefined) throw new Error('the view was not written');
  return row.id;
}
/** Forgets a view of one's own; false when there is none. */
export const removeView = async (tx: Tx, person: string, id: string): Promise<boolean> =>
  ((await tx.raw('delete from saved_view where commune_id = current_commune() and person_id = :person and id = :id', { person, id })) as { rowCount: number }).rowCount === 1;
