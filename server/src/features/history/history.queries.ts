import { fieldOf, type ChangedSince, type FieldChange, type HistoryEntry } from '@sommier/domain/history';
import type { Tx } from '../../platform/db/index.ts';
import { BY } from './by.ts';

type Rows<T> = { rows: T[] };
/** Columns that follow another one's word: the state of review says it, the shape does. */
const SILENT = ['submitted_by', 'submitted_at', 'validated_by', 'validated_at'];

/** First value before and last value after of each column that an action changed, by property; a shape becomes GeoJSON when `drawn`. */
export const NET = (where: string, drawn: boolean): string => {
  const shown = (v: string): string => (drawn ? `case when g.key = 'geom' and jsonb_typeof(${v}) = 'string' then st_asgeojson(cast(${v} #>> '{}' as geometry), 8)::jsonb else ${v} end` : v);
  return `select g.action_id, g.asset_id, jsonb_object_agg(g.key, ${shown('g.b')}) as before, jsonb_object_agg(g.key, ${shown('g.a')}) as after from (
    select c.action_id, c.asset_id, e.key, (array_agg(c.before -> e.key order by c.id))[1] as b, (array_agg(c.after -> e.key order by c.id desc))[1] as a
    from asset_change c cross join lateral jsonb_object_keys(c.before) e(key) where c.commune_id = current_commune() and c.op = 'update' and ${where} group by 1, 2, 3) g
  where g.b is distinct from g.a group by 1, 2`;
};
export interface Net { id: string; before: Record<string, unknown>; after: Record<string, unknown> }
/** What an action did to each property, several statements taken as one. */
export async function netOfAction(tx: Tx, action: string): Promise<Net[]> {
  const { rows } = await tx.raw(`select n.asset_id as id, n.before, n.after from (${NET('c.action_id = :action', false)}) n order by n.asset_id`, { action }) as Rows<Net>;
  return rows;
}

type Line = Omit<HistoryEntry, 'fields' | 'at'> & { at: Date; before: Record<string, unknown> | null; after: Record<string, unknown> | null };
/** A page of what happened to a property, latest first, with what was merged into it. */
export async function readHistory(tx: Tx, id: string, page: number, size: number): Promise<{ total: number; entries: HistoryEntry[] }> {
  const MINE = `c.asset_id in (select cast(:id as bigint) union all select m.gone_id from asset_merge m where m.commune_id = current_commune() and m.kept_id = :id and m.undone_at is null)`;
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from (select distinct c.action_id, c.asset_id from asset_change c where c.commune_id = current_commune() and ${MINE}) x`, { id }) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`with line as (
      select c.action_id, c.asset_id, min(c.id) as first, max(c.id) as last, max(c.version) as version, (array_agg(c.op order by case c.op when 'delete' then 0 when 'insert' then 1 else 2 end))[1] as op
      from asset_change c where c.commune_id = current_commune() and ${MINE} group by 1, 2 order by max(c.id) desc limit :size offset :skip)
    select l.action_id as action, l.first, l.last, x.at, ${BY('p', 'x.person_id')} as by, x.cause, x.subject, x.audit_seq as "auditSeq", l.version, l.op, x.undo_of as "undoOf", x.undone_by as "undoneBy", n.before, n.after,
      case when l.asset_id <> :id then coalesce((select b.root_code from asset_merge m join asset_bin b on b.commune_id = m.commune_id and b.id = m.bin_id where m.commune_id = current_commune() and m.kept_id = :id and m.gone_id = l.asset_id limit 1), '') end as of
    from line l join asset_action x on x.commune_id = current_commune() and x.id = l.action_id left join person p on p.id = x.person_id
    left join (${NET('(c.action_id, c.asset_id) in (select action_id, asset_id from line)', true)}) n on n.action_id = l.action_id and n.asset_id = l.asset_id
    order by l.last desc`, { id, size, skip: (page - 1) * size }) as Rows<Line>;
  const parents = [...new Set(rows.flatMap((r) => [r.before?.['parent_id'], r.after?.['parent_id']]).filter((v): v is number => typeof v === 'number'))];
  const codes = new Map<number, string>();
  if (parents.length > 0) {
    const { rows: known } = await tx.raw(`select a.id, a.code from asset a where a.commune_id = current_commune() and a.id = any(cast(:ids as bigint[]))`, { ids: `{${parents.join(',')}}` }) as Rows<{ id: string; code: string }>;
    for (const k of known) codes.set(Number(k.id), k.code);
  }
  const shown = (key: string, value: unknown): unknown => (key === 'bin_id' ? value !== null : key === 'parent_id' && typeof value === 'number' ? codes.get(value) ?? String(value) : value);
  const fields = (before: Line['before'], after: Line['after']): FieldChange[] => Object.keys(before ?? {}).filter((k, _i, all) => !SILENT.includes(k) && (k !== 'provenance' || all.length === 1)).sort()
    .map((k) => ({ field: k === 'bin_id' ? 'bin' : fieldOf(k), before: shown(k, before?.[k] ?? null), after: shown(k, after?.[k] ?? null) }));
  return { total: n?.total ?? 0, entries: rows.map(({ before, after, at, ...line }) => ({ ...line, at: at.toISOString(), fields: fields(before, after) })) };
}

/** Who changed what of a property after a version, the latest first: what a reader of that version has missed. */
export async function changedSince(tx: Tx, id: string, version: number): Promise<ChangedSince[]> {
  const { rows } = await tx.raw(`select max(c.version) as version, x.at, ${BY('p', 'x.person_id')} as by, x.cause, array_agg(distinct e.key) as keys
    from asset_change c join asset_action x on x.commune_id = c.commune_id and x.id = c.action_id left join person p on p.id = x.person_id cross join lateral jsonb_object_keys(c.before) e(key)
    where c.commune_id = current_commune() and c.asset_id = :id and c.version > :version and c.op = 'update' group by x.id, x.at, x.person_id, p.name, x.cause order by x.id desc limit 20`,
    { id, version }) as Rows<{ version: number; at: Date; by: ChangedSince['by']; cause: string | null; keys: string[] }>;
  return rows.map(({ keys, at, ...r }) => ({ ...r, at: at.toISOString(), fields: keys.filter((k) => !SILENT.includes(k) && k !== 'provenance').map(fieldOf).sort() }));
}

/** SQL of the columns a property had otherwise before a change, or after it, than now (`key`, `value`); bound by `id` and `change`. */
export const STATE_AT = (side: 'before' | 'after'): string => `select distinct on (e.key) e.key, c.before -> e.key as value from asset_change c cross join lateral jsonb_object_keys(c.before) e(key)
  where c.commune_id = current_commune() and c.asset_id = :id and c.op = 'update' and c.id ${side === 'before' ? '>=' : '>'} :change order by e.key, c.id`;
/** The same as values; undefined when the change is not of this property. */
export async function stateAt(tx: Tx, id: string, change: string, side: 'before' | 'after'): Promise<Record<string, unknown> | undefined> {
  const { rows: known } = await tx.raw('select 1 from asset_change c where c.commune_id = current_commune() and c.asset_id = :id and c.id = :change', { id, change }) as Rows<unknown>;
  if (known.length === 0) return undefined;
  const { rows } = await tx.raw(STATE_AT(side), { id, change }) as Rows<{ key: string; value: unknown }>;
  return Object.fromEntries(rows.map((r) => [r.key, r.value]));
}
