import type { FeatureEdit, OwnEdits } from '@sommier/domain/layers';
import type { Tx } from '../../platform/db/index.ts';
import type { OwnLayer } from './features.queries.ts';

type Rows<T> = { rows: T[] };
/** How long one's own edits can be taken back; older ones are forgotten, with what they hold of persons. */
export const KEPT = `interval '30 days'`;
const STATE = `jsonb_build_object('attributes', f.attributes, 'geom', encode(st_asewkb(f.geom), 'hex'), 'key', f.source_key, 'batch', f.batch_id)`;

/** A feature as an edit keeps it, in a text that is the same for the same state; null where there is none. */
export async function stateOf(tx: Tx, layer: OwnLayer, id: string): Promise<{ state: string; version: number } | null> {
  const { rows: [row] } = await tx.raw(`select ${STATE}::text as state, f.version from layer_feature f where f.commune_id = current_commune() and f.layer_id = :layer and f.id = :id`, { layer: layer.id, id }) as Rows<{ state: string; version: number }>;
  return row ?? null;
}

// How often an edit was turned: 0 an edit, 1 its undo, 2 its redo, and so on.
const OWN = `with recursive own as (
    select e.id, e.at, e.feature_id, e.undo_of, e.undone_by, case when e.before is null then 'added' when e.after is null then 'removed' else 'changed' end as op,
      coalesce(e.after, e.before) -> 'attributes' ->> :label as title
    from layer_feature_edit e where e.commune_id = current_commune() and e.layer_id = :layer and e.person_id = current_person() and e.at > now() - ${KEPT} order by e.id desc limit 500),
  turned as (select o.id, o.undo_of as up, 0 as depth from own o
    union all select t.id, x.undo_of, t.depth + 1 from turned t join layer_feature_edit x on x.commune_id = current_commune() and x.id = t.up where t.depth < 200),
  told as (select o.*, d.depth from own o join (select id, max(depth) as depth from turned group by id) d on d.id = o.id)
  select t.id, t.at, t.op, t.feature_id as feature, t.title from told t where t.undone_by is null`;

/** The edit of this layer that undo would take back, and the one that redo would do again, of the person of this transaction. `title` is the first answer of the form. */
export async function ownEdits(tx: Tx, layer: OwnLayer): Promise<OwnEdits> {
  const bind = { layer: layer.id, label: (layer.form ?? [])[0]?.name ?? layer.fields[0]?.name ?? '' };
  const one = async (sql: string): Promise<FeatureEdit | null> => {
    const { rows: [row] } = await tx.raw(sql, bind) as Rows<Omit<FeatureEdit, 'at'> & { at: Date }>;
    return row === undefined ? null : { ...row, at: row.at.toISOString() };
  };
  return {
    undo: await one(`${OWN} and t.depth % 2 = 0 order by t.id desc limit 1`),
    // A new edit ends what could be done again.
    redo: await one(`${OWN} and t.depth % 2 = 1 and t.id > coalesce((select max(z.id) from told z where z.depth = 0), 0) order by t.id desc limit 1`),
  };
}
