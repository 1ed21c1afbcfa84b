import type { Tx } from '../../platform/db/index.ts';
import type { Batch, MergeCounts } from './format.ts';

/** The committed batch of this commune that read the same bytes in the same way, if any. */
export async function sameFileAs(tx: Tx, batch: Batch): Promise<string | undefined> {
  const { rows } = await tx.raw(`select id from import_batch where commune_id = current_commune() and source_hash = :hash and format = :format
    and layer = :layer and state = 'committed' order by id desc limit 1`, { hash: batch.sourceHash, format: batch.format, layer: batch.layer }) as { rows: { id: string }[] };
  return rows[0]?.id;
}

/** Opens the batch as committed: it becomes visible only with its transaction. Answers its id. */
export async function insertBatch(tx: Tx, batch: Batch, source: { bytes: number; jobId: string | null }): Promise<string> {
  const text = (key: string): string | null => (typeof batch.options[key] === 'string' ? batch.options[key] : null);
  const accuracy = batch.meta['accuracyM'];
  const { rows } = await tx.raw(`insert into import_batch (commune_id, job_id, format, layer, platform, captured_on, source_name, source_bytes, source_hash, options,
      accuracy_m, provenance, licence, legal_basis, state, created_by, committed_at)
    values (current_commune(), :job, :format, :layer, :platform, :captured, :name, :bytes, :hash, :options, :accuracy, :provenance, :licence, :legalBasis, 'committed', :person, now()) returning id`, {
    job: source.jobId, format: batch.format, layer: batch.layer, platform: text('platform'), captured: text('captured'), name: batch.sourceName,
    bytes: source.bytes, hash: batch.sourceHash, options: JSON.stringify(batch.options), accuracy: typeof accuracy === 'number' ? accuracy : null, person: batch.person,
    provenance: text('provenance'), licence: text('licence'), legalBasis: text('legalBasis'),
  }) as { rows: { id: string }[] };
  return rows[0]?.id ?? '';
}

/** Brings the staged refusals under the batch; answers how many rows were refused (a row may have several reasons). */
export async function saveRefusals(tx: Tx, batch: Batch, refusals: string): Promise<number> {
  await tx.raw(`insert into import_refusal (commune_id, batch_id, row, ordinal, "column", value, code, params)
    select current_commune(), :id, row, row_number() over (partition by row order by ordinal) - 1, "column", value, code, params from ${refusals}`, { id: batch.id });
  const { rows } = await tx.raw(`select count(distinct row)::integer as n from ${refusals}`) as { rows: { n: number }[] };
  return rows[0]?.n ?? 0;
}

export async function saveCounts(tx: Tx, batch: Batch, counts: MergeCounts & { rows: number; refused: number }): Promise<void> {
  await tx.raw(`update import_batch set rows = :rows, inserted = :inserted, returned = :returned, updated = :updated, unchanged = :unchanged, refused = :refused,
    removed = :removed, held = :held, notes = :notes where commune_id = current_commune() and id = :id`, { ...counts, notes: JSON.stringify(batch.notes), id: batch.id });
}
