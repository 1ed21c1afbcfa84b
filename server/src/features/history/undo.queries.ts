import { REVIEW_COLUMNS, UNDOABLE_CAUSES, type OwnAction, type OwnActions } from '@sommier/domain/history';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
const words = (list: readonly string[]): string => `{${list.join(',')}}`;

export interface Action { id: string; person: string | null; cause: string | null; subject: string | null; undoneBy: string | null; made: string[]; bins: string[] }
/** An action with the properties it made and the bins it filled; waits for anybody who is undoing it. */
export async function lockAction(tx: Tx, id: string): Promise<Action | undefined> {
  await tx.raw(`select pg_advisory_xact_lock(hashtext('sommier.undo'), hashtext(cast(current_commune() as text) || ' ' || cast(:id as text)))`, { id });
  const { rows: [row] } = await tx.raw(`select x.id, x.person_id as person, x.cause, x.subject, x.undone_by as "undoneBy",
      array(select c.asset_id from asset_change c where c.commune_id = x.commune_id and c.action_id = x.id and c.op = 'insert' order by c.asset_id) as made,
      array(select distinct cast(c.after ->> 'bin_id' as bigint) from asset_change c where c.commune_id = x.commune_id and c.action_id = x.id and jsonb_typeof(c.after -> 'bin_id') = 'number') as bins
    from asset_action x where x.commune_id = current_commune() and x.id = :id`, { id }) as Rows<Action>;
  return row;
}

/** Properties whose content moved after an action, by anything that still stands: an edit and its own undo leave no trace here. */
export async function movedSince(tx: Tx, action: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.raw(`select distinct c.asset_id as id from asset_change c join asset_action x on x.commune_id = c.commune_id and x.id = c.action_id
    where c.commune_id = current_commune() and c.asset_id = any(cast(:ids as bigint[])) and c.action_id <> :action
      and c.id > (select max(m.id) from asset_change m where m.commune_id = current_commune() and m.action_id = :action and m.asset_id = c.asset_id)
      and c.op = 'update' and c.before - cast(:silent as text[]) <> '{}' and x.undone_by is null and not (x.undo_of is not null and x.undo_of > cast(:action as bigint))`,
    { ids: words(ids), action, silent: words(REVIEW_COLUMNS) }) as Rows<{ id: string }>;
  return new Set(rows.map((r) => r.id));
}

// How often an action was turned: 0 an action, 1 its undo, 2 its redo, and so on.
const OWN = `with recursive own as (
    select x.id, x.at, x.cause, x.undo_of, x.undone_by from asset_action x
    where x.commune_id = current_commune() and x.person_id = current_person() and x.at > now() - interval '30 days' and x.cause = any(cast(:causes as text[])) order by x.id desc limit 1000),
  turned as (select o.id, o.undo_of as up, 0 as depth from own o
    union all select t.id, x.undo_of, t.depth + 1 from turned t join asset_action x on x.commune_id = current_commune() and x.id = t.up where t.depth < 500),
  told as (select o.*, d.depth from own o join (select id, max(depth) as depth from turned group by id) d on d.id = o.id)`;
const TOLD = `select t.id as action, t.at, t.cause, n.assets, n.fields,
    (select jsonb_build_object('id', a.id::text, 'code', a.code, 'name', a.name, 'nameAr', a.name_ar) from asset a where a.commune_id = current_commune() and a.id = n.first) as first
  from told t cross join lateral (select count(distinct c.asset_id)::integer as assets, min(c.asset_id) as first,
    (select coalesce(array_agg(distinct k.key), '{}') from (select s.before from asset_change s where s.commune_id = current_commune() and s.action_id = t.id and s.op = 'update' limit 50) s cross join lateral jsonb_object_keys(s.before) k(key)) as fields
    from asset_change c where c.commune_id = current_commune() and c.action_id = t.id) n`;

/** The action that undo would take back, and the one that redo would do again, of the person of this transaction. */
export async function ownActions(tx: Tx, fields: (columns: string[]) => string[]): Promise<OwnActions> {
  const bind = { causes: words(UNDOABLE_CAUSES) };
  const one = async (sql: string): Promise<OwnAction | null> => {
    const { rows: [row] } = await tx.raw(sql, bind) as Rows<Omit<OwnAction, 'at'> & { at: Date }>;
    return row === undefined ? null : { ...row, at: row.at.toISOString(), fields: fields(row.fields) };
  };
  return {
    undo: await one(`${OWN} ${TOLD} where t.undone_by is null and t.depth % 2 = 0 order by t.id desc limit 1`),
    // A new deed ends what could be done again.
    redo: await one(`${OWN} ${TOLD} where t.undone_by is null and t.depth % 2 = 1 and t.id > coalesce((select max(z.id) from told z where z.depth = 0), 0) order by t.id desc limit 1`),
  };
}
