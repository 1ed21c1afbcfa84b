import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Language } from '@sommier/domain/shared';
import { record } from '../../platform/audit/index.ts';
import type { Database, Scope, Tx } from '../../platform/db/index.ts';
import { insertBatch, sameFileAs, saveCounts, saveRefusals } from './batch.store.ts';
import type { Batch, ImportCommune, ImportFormat, MergeCounts, Progress } from './format.ts';
import { FileRefused, type ReaderRefusal } from './reader/protocol.ts';
import { runReader } from './reader/run-reader.ts';
import { addRefusals, dropStage, openStage, type Stage } from './stage.ts';

export interface ImportRequest {
  commune: ImportCommune;
  format: ImportFormat;
  file: string;
  /** The file's name at its sender's; the path's last part when absent. */
  name?: string;
  options: Record<string, unknown>;
  person?: string | null;
  /** The language of who imports: of a file told in several, that one is read. */
  language?: Language;
  jobId?: string | null;
  dryRun?: boolean;
  signal?: AbortSignal;
  progress?: Progress;
}

/** `batch` is null after a dry run. `refusals` are the first hundred, without texts; `notes.same_file_as` names the batch of the same bytes. */
export interface ImportSummary extends MergeCounts {
  batch: string | null;
  rows: number;
  refused: number;
  refusals: ReaderRefusal[];
  notes: Record<string, unknown>;
}

const SHOWN = 100;
/** Thrown to take a dry run's transaction back. */
class DryRun extends Error {}

/** The files of a folder and of those within, in the order of their paths; the file itself otherwise. */
async function filesOf(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  return (await readdir(path, { withFileTypes: true, recursive: true })).filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name)).sort();
}

/** The bytes as a SHA-256 in hexadecimal: what tells the same file sent twice. A folder's is that of its files' names and digests. */
export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  if ((await stat(file)).isDirectory()) {
    for (const one of await filesOf(file)) hash.update(`${relative(file, one)}\u0000${await sha256(one)}\n`);
    return hash.digest('hex');
  }
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/**
 * Runs one import from file to register: read in a child process into a stage, checked as a whole, merged in one transaction with its audit
 * entry. Throws FileRefused when the file as a whole is refused, the signal's reason when aborted; then nothing is kept, not even the stage.
 */
export async function runImport(db: Database, request: ImportRequest): Promise<ImportSummary> {
  const { commune, format, options, signal } = request;
  const scope: Scope = { commune: commune.id, ...(request.person == null ? {} : { person: request.person }) };
  const progress: Progress = request.progress ?? (() => undefined);
  const bytes = (await Promise.all((await filesOf(request.file)).map((f) => stat(f)))).reduce((n, s) => n + s.size, 0);
  // Beside the reading: the child is the slower of the two.
  const hashing = sha256(request.file);
  hashing.catch(() => undefined);
  const stage = await openStage(db, scope, format, request.jobId ?? null);
  try {
    const extra = await db.inCommune(scope, async (tx) => await format.readerOptions?.(tx, commune, options) ?? {});
    let refused = 0;
    const { rows, meta } = await runReader({
      module: format.reader, file: request.file, name: request.name ?? basename(request.file), options: { ...options, ...extra, ...(request.language === undefined ? {} : { language: request.language }) }, ...(signal ? { signal } : {}),
      onProgress: (done, total) => { progress('read', done, total); },
      onRefusals: (list) => db.inCommune(scope, (tx) => addRefusals(db, tx, stage, list, refused)).then(() => { refused += list.length; }),
      onSlice: (csv) => db.inCommune(scope, async (tx) => { await db.copyCsv(tx, stage.rows, ['row', ...format.stagingColumns.map(([name]) => name)], csv); }),
    });
    signal?.throwIfAborted();
    const batch: Batch = {
      id: '', commune, format: format.name, layer: format.layer(options), options: { ...options }, meta, notes: { ...(meta['notes'] as object | undefined) },
      sourceName: request.name ?? basename(request.file), sourceHash: await hashing, person: request.person ?? null,
    };
    return await commit(db, scope, stage, batch, { rows, refused, bytes, progress, request });
  } finally {
    await dropStage(db, scope, stage);
  }
}

interface Read { rows: number; refused: number; bytes: number; progress: Progress; request: ImportRequest }

async function commit(db: Database, scope: Scope, stage: Stage, batch: Batch, read: Read): Promise<ImportSummary> {
  const { request, progress } = read;
  let summary: ImportSummary | undefined;
  let beside: Promise<unknown> = Promise.resolve();
  if (db.parallel) {
    batch.beside = (work) => {
      const done = beside.then(() => db.inCommune(scope, work));
      beside = done.catch(() => undefined);
      return done;
    };
  }
  const work = async (tx: Tx): Promise<ImportSummary> => {
    await tx.raw(`set local work_mem = '128MB'`);
    await tx.raw('select pg_advisory_xact_lock(?, hashtext(?))', [batch.commune.id, `import ${batch.layer}`]);
    const { surveyed } = request.format;
    if (surveyed?.length !== 0) await tx.raw(`analyze ??.??${surveyed === undefined ? '' : ` (${surveyed.map(() => '??').join(', ')})`}`, [...stage.rows.split('.'), ...surveyed ?? []]);
    progress('check', 0, null);
    const why = await request.format.settle?.(tx, stage.rows, batch);
    if (why !== undefined) throw new FileRefused(why);
    const checked = await request.format.check(tx, stage.rows, batch);
    await addRefusals(db, tx, stage, checked, read.refused);
    const twin = await sameFileAs(tx, batch);
    if (twin !== undefined) batch.notes['same_file_as'] = twin;
    request.signal?.throwIfAborted();
    batch.id = await insertBatch(tx, batch, { bytes: read.bytes, jobId: request.jobId ?? null });
    progress('merge', 0, null);
    const { late = [], ...counts } = await request.format.merge(tx, stage.rows, batch, progress);
    await addRefusals(db, tx, stage, late, read.refused + checked.length);
    const refused = await saveRefusals(tx, batch, stage.refusals);
    await saveCounts(tx, batch, { ...counts, rows: read.rows, refused });
    const { rows: shown } = await tx.raw(`select row::integer as row, "column", value, code, params from ${stage.refusals} order by row, ordinal limit ${SHOWN}`) as { rows: ReaderRefusal[] };
    request.signal?.throwIfAborted();
    summary = { batch: request.dryRun === true ? null : batch.id, rows: read.rows, ...counts, refused, refusals: shown, notes: batch.notes };
    const missing = read.rows - refused - counts.inserted - counts.returned - counts.updated - counts.unchanged;
    if (missing !== 0) throw new Error(`the counts of import ${batch.format} do not add up: ${JSON.stringify(summary)}`);
    if (request.dryRun === true) throw new DryRun();
    await record(tx, { commune: batch.commune.id, person: batch.person, via: batch.person === null ? 'command' : 'person' }, [{
      action: 'import.committed', subject: `batch:${batch.id}`,
      detail: { format: batch.format, layer: batch.layer, source_hash: batch.sourceHash, rows: read.rows, refused, ...counts },
    }]);
    return summary;
  };
  try {
    return await db.inCommune(scope, work);
  } catch (error) {
    if (error instanceof DryRun && summary !== undefined) return summary;
    throw error;
  } finally {
    await beside;
  }
}
