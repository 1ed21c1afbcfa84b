import type { Tx } from '../../platform/db/index.ts';

/** A column of another table that names properties: by a reference of the schema, or as the subject of a document. */
export interface Tie { table: string; column: string; key: string[]; where: string; /** `document` for documents, else the table without its plural of links. */ kind: string }
type Rows<T> = { rows: T[] };

/**
 * Everything in the schema that refers to a property, read from the catalogue: a table that comes later is found without being told of here.
 * Left out: the property's own parent, and what goes with the property by itself (`on delete cascade`).
 */
export async function tiesOf(tx: Tx): Promise<Tie[]> {
  const { rows } = await tx.raw(`select c.relname as "table", a.attname as "column",
      array(select k.attname::text from pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any(i.indkey) where i.indrelid = c.oid and i.indisprimary order by k.attnum) as key
    from pg_constraint r join pg_class c on c.oid = r.conrelid
      join lateral unnest(r.conkey, r.confkey) as u(own, other) on true
      join pg_attribute f on f.attrelid = r.confrelid and f.attnum = u.other and f.attname = 'id'
      join pg_attribute a on a.attrelid = r.conrelid and a.attnum = u.own
    where r.contype = 'f' and r.confrelid = 'public.asset'::regclass and r.conrelid <> 'public.asset'::regclass and r.confdeltype not in ('c', 'n') order by 1, 2`) as Rows<Omit<Tie, 'where' | 'kind'>>;
  const ties: Tie[] = rows.map((t) => ({ ...t, where: 'true', kind: t.table.replace(/_(unit|asset|conflict|file|lot)$/, '') }));
  ties.push({ table: 'document', column: 'subject_id', key: ['commune_id', 'id'], where: `subject_kind = 'asset' and deleted_at is null`, kind: 'document' });
  return ties;
}

/** How many links of each kind hang on some properties. */
export async function countTies(tx: Tx, ids: readonly string[]): Promise<{ kind: string; count: number }[]> {
  const counts = new Map<string, number>();
  for (const tie of await tiesOf(tx)) {
    const { rows: [n] } = await tx.raw(`select count(*)::integer as n from ?? t where t.commune_id = current_commune() and t.?? = any(cast(? as bigint[])) and ${tie.where}`, [tie.table, tie.column, `{${ids.join(',')}}`]) as Rows<{ n: number }>;
    if ((n?.n ?? 0) > 0) counts.set(tie.kind, (counts.get(tie.kind) ?? 0) + (n?.n ?? 0));
  }
  return [...counts].map(([kind, count]) => ({ kind, count }));
}
