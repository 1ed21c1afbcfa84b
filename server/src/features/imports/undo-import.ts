import { AppError } from '@sommier/domain/shared';
import { record } from '../../platform/audit/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { queueOnce } from '../../platform/jobs/index.ts';
import type { Batch, ImportCommune, ImportFormat } from './format.ts';

interface Row { id: string; format: string; layer: string; options: Record<string, unknown>; notes: Record<string, unknown>; source_name: string; source_hash: string; state: string }

/**
 * Takes a batch back as one, inside `tx`, and writes the audit entry unless the caller's mount does (`audited: false`).
 * Throws not_found when there is no such batch and conflict when it was undone before.
 */
export async function undoImport(tx: Tx, commune: ImportCommune, id: string, formats: (name: string) => ImportFormat | undefined,
  by: { person: string | null; audited?: boolean }): Promise<Batch> {
  const { rows } = await tx.raw(`select id, format, layer, options, notes, source_name, source_hash, state from import_batch
    where commune_id = current_commune() and id = :id for update`, { id }) as { rows: Row[] };
  const row = rows[0];
  if (row === undefined) throw new AppError('not_found', `no batch ${id}`);
  const format = formats(row.format);
  if (row.state !== 'committed' || format === undefined) throw new AppError('conflict', `batch ${id} is ${row.state}`, { state: row.state });
  await tx.raw('select pg_advisory_xact_lock(?, hashtext(?))', [commune.id, `import ${row.layer}`]);
  const batch: Batch = {
    id, commune, format: row.format, layer: row.layer, options: row.options, meta: {}, notes: row.notes, sourceName: row.source_name, sourceHash: row.source_hash, person: by.person,
  };
  await format.undo(tx, batch);
  if (format.followUp !== undefined) await queueOnce(tx, format.followUp);
  await tx.raw(`update import_batch set state = 'undone', undone_at = now() where commune_id = current_commune() and id = :id`, { id });
  if (by.audited !== false) {
    await record(tx, { commune: commune.id, person: by.person, via: by.person === null ? 'command' : 'person' }, [{
      action: 'import.undone', subject: `batch:${id}`, detail: { format: row.format, layer: row.layer, source_hash: row.source_hash },
    }]);
  }
  return batch;
}
