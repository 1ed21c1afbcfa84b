import type { CompositionShare, NewBookmark, NewComposition } from '@sommier/domain/compositions';
import type { Tx } from '../../platform/db/index.ts';

type Rows = { rows: { id: string }[]; rowCount: number };
const idOf = ({ rows }: Rows): string => { if (rows[0] === undefined) throw new Error('nothing was written'); return rows[0].id; };

/** Keeps a composition over one's own of the same name; answers its id. */
export const writeComposition = async (tx: Tx, person: string, c: NewComposition): Promise<string> => idOf(await tx.raw(`insert into composition (commune_id, person_id, name, note, state)
    values (current_commune(), :person, :name, :note, cast(:state as jsonb))
    on conflict (commune_id, person_id, name) do update set note = excluded.note, state = excluded.state, version = composition.version + 1, updated_at = now() returning id`,
{ person, name: c.name, note: c.note, state: JSON.stringify(c.state) }) as Rows);
/** Takes one's own composition in hand; its version, or undefined when there is none of hers. */
export const holdComposition = async (tx: Tx, person: string, id: string): Promise<number | undefined> =>
  ((await tx.raw('select version from composition where commune_id = current_commune() and person_id = :person and id = :id for update', { person, id })) as { rows: { version: number }[] }).rows[0]?.version;
export async function writeShare(tx: Tx, id: string, { readers, until }: CompositionShare): Promise<void> {
  await tx.raw('update composition set readers = :readers, shared_until = :until, version = version + 1, updated_at = now() where commune_id = current_commune() and id = :id', { id, readers: [...new Set(readers)], until });
}
export const removeComposition = async (tx: Tx, person: string, id: string): Promise<boolean> =>
  ((await tx.raw('delete from composition where commune_id = current_commune() and person_id = :person and id = :id', { person, id })) as Rows).rowCount === 1;

export const writeBookmark = async (tx: Tx, person: string, b: NewBookmark): Promise<string> => idOf(await tx.raw(`insert into map_bookmark (commune_id, person_id, name, lon, lat, zoom, shared) values (current_commune(), :person, :name, :lon, :lat, :zoom, :shared)
    on conflict (commune_id, person_id, name) do update set lon = excluded.lon, lat = excluded.lat, zoom = excluded.zoom, shared = excluded.shared returning id`, { person, ...b }) as Rows);
export const removeBookmark = async (tx: Tx, person: string, id: string): Promise<boolean> =>
  ((await tx.raw('delete from map_bookmark where commune_id = current_commune() and person_id = :person and id = :id', { person, id })) as Rows).rowCount === 1;
