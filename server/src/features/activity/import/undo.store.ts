import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../../platform/db/index.ts';
import type { Batch } from '../../imports/index.ts';

type Table = 'activity_fact' | 'activity_unit' | 'mobility_policy' | 'published_tariff' | 'address_point';
const GEOMETRY: ReadonlySet<Table> = new Set(['activity_fact', 'activity_unit', 'address_point']);

/** SQL of a row as kept in `import_before`. */
export const keptRow = (table: Table, alias: string): string => (GEOMETRY.has(table) ? `(to_jsonb(${alias}) - 'geom') || jsonb_build_object('geom', ${alias}.geom::text)` : `to_jsonb(${alias})`);

/** Rows of a table back as they were before a batch: its own go, changed and removed ones return. Throws conflict when something later changed one of them. */
export async function undoTable(tx: Tx, batch: Batch, table: Table): Promise<void> {
  const bind = { batch: batch.id };
  const mine = `b.commune_id = current_commune() and b.batch_id = :batch and b.entity = '${table}'`;
  const { rows: [later] } = await tx.raw(`select count(*)::integer as n from import_before b left join ${table} t on t.commune_id = b.commune_id and t.id = b.entity_id
    where ${mine} and (t.batch_id is distinct from b.batch_id and not (t.id is null and b.before is not null))`, bind) as { rows: { n: number }[] };
  if ((later?.n ?? 0) > 0) throw new AppError('conflict', `${String(later?.n)} rows changed since batch ${batch.id}`, { reason: 'changed_since', changed: later?.n });
  const { rows: columns } = await tx.raw(`select attname as name from pg_attribute where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped and attgenerated = '' and attname not in ('commune_id', 'id') order by attnum`, { table }) as { rows: { name: string }[] };
  const list = columns.map((c) => `"${c.name}"`);
  await tx.raw(`delete from ${table} t using import_before b where ${mine} and b.before is null and t.commune_id = b.commune_id and t.id = b.entity_id`, bind);
  await tx.raw(`update ${table} t set (${list.join(', ')}) = (${list.map((c) => `r.${c}`).join(', ')}) from import_before b cross join lateral jsonb_populate_record(null::${table}, b.before) r where ${mine} and b.before is not null and t.commune_id = b.commune_id and t.id = b.entity_id`, bind);
  await tx.raw(`insert into ${table} (commune_id, id, ${list.join(', ')}) overriding system value select b.commune_id, b.entity_id, ${list.map((c) => `r.${c}`).join(', ')} from import_before b cross join lateral jsonb_populate_record(null::${table}, b.before) r
    where ${mine} and b.before is not null and not exists (select from ${table} t where t.commune_id = b.commune_id and t.id = b.entity_id)`, bind);
}

/** Takes a batch of facts back: facts, then units, then the parties it made that nothing else names. Throws conflict when facts of others stand on its units. */
export async function undoFacts(tx: Tx, batch: Batch): Promise<void> {
  await undoTable(tx, batch, 'activity_fact');
  const { rows: [used] } = await tx.raw(`select count(*)::integer as n from import_before b join activity_fact f on f.commune_id = b.commune_id and f.unit_id = b.entity_id
    where b.commune_id = current_commune() and b.batch_id = :batch and b.entity = 'activity_unit' and b.before is null`, { batch: batch.id }) as { rows: { n: number }[] };
  if ((used?.n ?? 0) > 0) throw new AppError('conflict', 'other facts stand on the units of this batch', { reason: 'changed_since', changed: used?.n });
  await undoTable(tx, batch, 'activity_unit');
  await dropParties(tx, batch);
}

/** Parties that only this batch made and that nothing names any more. */
async function dropParties(tx: Tx, batch: Batch): Promise<void> {
  const { rows: links } = await tx.raw(`select c.conrelid::regclass::text as rel, quote_ident(a.attname) as col from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'commune_id'
    where c.contype = 'f' and c.confrelid = 'party'::regclass and c.conrelid <> 'party_identifier'::regclass order by 1, 2`) as { rows: { rel: string; col: string }[] };
  await tx.raw(`delete from party p where p.commune_id = current_commune() and p.batch_id = :batch and p.version = 1 and ${links.map(({ rel, col }) => `not exists (select from ${rel} x where x.commune_id = p.commune_id and x.${col} = p.id)`).join(' and ')}`, { batch: batch.id });
}
