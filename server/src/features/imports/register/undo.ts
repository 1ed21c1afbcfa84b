import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../../platform/db/index.ts';
import type { Batch } from '../format.ts';

/** A table whose rows a batch can be taken back from. `columns` are those a batch may have changed. */
export interface Restorable { table: 'asset' | 'parcel' | 'layer_feature' | 'comparable' | 'fixed_asset'; columns: readonly string[]; /** Has `updated_at`, which a person's change moves past the batch. */ dated: boolean; versioned: boolean }

/** Tables whose rows a later file may take away, with the columns that are their key: an undo brings them back. */
const REMOVABLE: Partial<Record<Restorable['table'], readonly string[]>> = { layer_feature: ['layer_id', 'source_key'], fixed_asset: ['inventory_number'] };

/** SQL of a row as kept in `import_before`: jsonb with the geometry as hex, the derived columns left out. */
export const keptRow = (alias: string): string => `(to_jsonb(${alias}) - 'geom' - 'g3857') || jsonb_build_object('geom', ${alias}.geom::text)`;

/**
 * Takes back what a batch wrote to one table: its new rows go, the changed and removed ones return as they were. Throws conflict when a later
 * batch or a person changed one of them since.
 */
export async function undoRows(tx: Tx, batch: Batch, { table, columns, dated, versioned }: Restorable): Promise<void> {
  const scope = { batch: batch.id };
  const { rows: [moved] } = await tx.raw(`select count(*)::integer as n from import_before b join ${table} t on t.commune_id = b.commune_id and t.id = b.entity_id
      join import_batch i on i.commune_id = b.commune_id and i.id = b.batch_id
    where b.commune_id = current_commune() and b.batch_id = :batch and b.entity = '${table}'
      and (t.batch_id is distinct from b.batch_id${dated ? ' or t.updated_at > i.committed_at' : ''})`, scope) as { rows: { n: number }[] };
  if ((moved?.n ?? 0) > 0) throw new AppError('conflict', `${String(moved?.n)} rows changed since batch ${batch.id}`, { reason: 'changed_since', changed: moved?.n });
  const mine = `(select entity_id from import_before where commune_id = current_commune() and batch_id = :batch and entity = '${table}' and before is null)`;
  if (table === 'asset') {
    const { rows: [child] } = await tx.raw(`select count(*)::integer as n from asset where commune_id = current_commune() and parent_id in ${mine} and id not in ${mine}`, scope) as { rows: { n: number }[] };
    if ((child?.n ?? 0) > 0) throw new AppError('conflict', 'other properties stand under these', { reason: 'has_children', changed: child?.n });
    await tx.raw(`update asset set parent_id = null where commune_id = current_commune() and id in ${mine} and parent_id is not null`, scope);
  }
  // What never was has spent no code.
  if (table === 'asset') await tx.raw(`select free_asset_marks(array(select entity_id from import_before where commune_id = current_commune() and batch_id = :batch and entity = 'asset' and before is null))`, scope);
  await tx.raw(`delete from ${table} where commune_id = current_commune() and id in ${mine}`, scope);
  const set = columns.map((c) => `"${c}" = r."${c}"`).join(', ');
  await tx.raw(`update ${table} t set ${set}${versioned ? ', version = t.version + 1' : ''}
    from import_before b, jsonb_populate_record(null::${table}, b.before) r
    where b.commune_id = current_commune() and b.batch_id = :batch and b.entity = '${table}' and b.before is not null and t.commune_id = b.commune_id and t.id = b.entity_id`, scope);
  const keys = REMOVABLE[table];
  if (keys === undefined) return;
  const all = ['commune_id', 'id', ...keys, ...columns];
  await tx.raw(`insert into ${table} (${all.map((c) => `"${c}"`).join(', ')}) overriding system value
    select ${all.map((c) => `r."${c}"`).join(', ')} from import_before b, jsonb_populate_record(null::${table}, b.before) r
    where b.commune_id = current_commune() and b.batch_id = :batch and b.entity = '${table}' and b.before is not null
      and not exists (select from ${table} f where f.commune_id = b.commune_id and f.id = b.entity_id)`, scope);
}
