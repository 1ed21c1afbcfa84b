import type { SavedView } from '@sommier/domain/views';
import type { Tx } from '../../platform/db/index.ts';

/** Views of a screen that a person may open: hers and the shared ones. */
export async function readViews(tx: Tx, person: string, screen: SavedView['screen'] | null, id: string | null = null): Promise<SavedView[]> {
  const { rows } = await tx.raw(`select v.id, v.screen, v.name, v.shared, v.person_id = :person as mine, coalesce(p.name, '') as owner, v.search, v.words, st_asgeojson(v.shape, 8)::jsonb as shape, v.version
    from saved_view v left join person p on p.id = v.person_id where v.commune_id = current_commune() and (v.person_id = :person or v.shared)
      and (cast(:screen as text) is null or v.screen = :screen) and (cast(:id as bigint) is null or v.id = :id) order by v.person_id <> :person, fold_text(v.name), v.id limit 200`, { person, screen, id }) as { rows: SavedView[] };
  return rows;
}
