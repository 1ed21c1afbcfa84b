import type { ImportBatch } from '@sommier/domain/imports';
import type { Tx } from '../../platform/db/index.ts';
import type { ReaderRefusal } from './reader/protocol.ts';

const COLUMNS = `b.id, b.state, b.format, b.layer, b.platform, b.captured_on as "capturedOn", b.source_name as "sourceName", b.source_bytes::float8 as "sourceBytes", b.accuracy_m as "accuracyM", b.source_hash as "sourceHash", b.provenance, b.licence, b.legal_basis as "legalBasis",
  b.rows, b.inserted, b.returned, b.updated, b.unchanged, b.refused, b.removed, b.held, b.notes, p.name as "createdBy", b.created_at as "createdAt", b.committed_at as "committedAt", b.undone_at as "undoneAt",
  b.job_id as "jobId", b.state = 'committed' as undoable`;
const FROM = 'from import_batch b left join person p on p.id = b.created_by where b.commune_id = current_commune()';
type Row = Omit<ImportBatch, 'createdAt' | 'committedAt' | 'undoneAt'> & { createdAt: Date; committedAt: Date | null; undoneAt: Date | null };
const told = (r: Row): ImportBatch => ({ ...r, createdAt: r.createdAt.toISOString(), committedAt: r.committedAt?.toISOString() ?? null, undoneAt: r.undoneAt?.toISOString() ?? null });

/** The batches of the commune, latest first. */
export async function readBatches(tx: Tx, { page, size, format, state }: { page: number; size: number; format?: string | undefined; state?: string | undefined }): Promise<{ total: number; rows: ImportBatch[] }> {
  const where = `${FROM} and (:format::text is null or b.format = :format) and (:state::text is null or b.state = :state)`;
  const bind = { format: format ?? null, state: state ?? null, size, skip: (page - 1) * size };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total ${where}`, bind) as { rows: { total: number }[] };
  const { rows } = await tx.raw(`select ${COLUMNS} ${where} order by b.id desc limit :size offset :skip`, bind) as { rows: Row[] };
  return { total: n?.total ?? 0, rows: rows.map(told) };
}

export async function readBatch(tx: Tx, id: string): Promise<ImportBatch | undefined> {
  const { rows } = await tx.raw(`select ${COLUMNS} ${FROM} and b.id = ?`, [id]) as { rows: Row[] };
  return rows[0] === undefined ? undefined : told(rows[0]);
}

export async function readRefusals(tx: Tx, id: string, { code, page, size }: { code?: string | undefined; page: number; size: number }): Promise<{ total: number; rows: ReaderRefusal[]; codes: { code: string; count: number }[] }> {
  const bind = { id, code: code ?? null, size, skip: (page - 1) * size };
  const from = 'from import_refusal r where r.commune_id = current_commune() and r.batch_id = :id';
  const { rows: codes } = await tx.raw(`select r.code, count(*)::integer as count ${from} group by r.code order by count desc, r.code`, bind) as { rows: { code: string; count: number }[] };
  const { rows } = await tx.raw(`select r.row::integer as row, r."column", r.value, r.code, r.params ${from} and (:code::text is null or r.code = :code) order by r.row, r.ordinal limit :size offset :skip`, bind) as { rows: ReaderRefusal[] };
  return { total: codes.filter((c) => code === undefined || c.code === code).reduce((n, c) => n + c.count, 0), rows, codes };
}

/** The committed batch that brought in the same bytes, whatever its format. */
export async function sameBytes(tx: Tx, hash: string): Promise<string | null> {
  const { rows } = await tx.raw(`select id from import_batch where commune_id = current_commune() and source_hash = ? and state = 'committed' order by id desc limit 1`, [hash]) as { rows: { id: string }[] };
  return rows[0]?.id ?? null;
}
