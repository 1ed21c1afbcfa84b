import type { Knex } from 'knex';

/** Marks a layer as changed, in the transaction that changes it: tiles and lists carry this number in their ETag. */
export async function bumpVersion(tx: Knex.Transaction, layer: string): Promise<void> {
  await tx.raw(`insert into data_version (commune_id, layer) values (current_commune(), ?)
    on conflict (commune_id, layer) do update set version = data_version.version + 1, changed_at = now()`, [layer]);
}
