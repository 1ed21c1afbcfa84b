import type { Bookmark, Composition } from '@sommier/domain/compositions';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
const ROW = `c.id, c.name, c.note, coalesce(p.name, p.email) as owner, c.person_id = :person as mine, c.state, c.readers, c.shared_until as until, c.version`;
const FROM = 'from composition c join person p on p.id = c.person_id where c.commune_id = current_commune()';
export type Kept = Omit<Composition, 'unread'>;

/** The day in the commune: a sharing lasts to its end. */
export const todayHere = async (tx: Tx): Promise<string> =>
  ((await tx.raw(`select to_char(now() at time zone c.timezone, 'YYYY-MM-DD') as day from commune c where c.id = current_commune()`)) as Rows<{ day: string }>).rows[0]?.day ?? '';

/** One's own, and those shared with the role on that day. */
export async function readCompositions(tx: Tx, person: string, role: string, today: string): Promise<Kept[]> {
  const { rows } = await tx.raw(`select ${ROW} ${FROM} and (c.person_id = :person or (:role = any(c.readers) and (c.shared_until is null or c.shared_until >= cast(:today as date))))
    order by c.person_id <> :person, fold_text(c.name), c.id limit 500`, { person, role, today }) as Rows<Kept>;
  return rows;
}
/** A composition of the commune, whoever may open it: that is the caller's to ask. */
export async function readComposition(tx: Tx, person: string, id: string): Promise<Kept | undefined> {
  const { rows } = await tx.raw(`select ${ROW} ${FROM} and c.id = :id`, { person, id }) as Rows<Kept>;
  return rows[0];
}
export async function readBookmarks(tx: Tx, person: string, id: string | null = null): Promise<Bookmark[]> {
  const { rows } = await tx.raw(`select b.id, b.name, b.lon, b.lat, b.zoom, b.shared, b.person_id = :person as mine from map_bookmark b
    where b.commune_id = current_commune() and (b.person_id = :person or b.shared) and (cast(:id as bigint) is null or b.id = :id) order by b.person_id <> :person, fold_text(b.name), b.id limit 500`, { person, id }) as Rows<Bookmark>;
  return rows;
}
