import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { AppError, type Role } from '@sommier/domain/shared';
import type { Read, Scope, Tx } from '../../../platform/db/index.ts';
import type { Deps } from '../../../platform/deps.ts';
import { keyOf } from '../../documents/index.ts';
import { mainShape, makeExport, type Steps } from '../export.ts';
import { communeFacts } from '../print.queries.ts';
import { type LayerSource, openSource } from '../source.ts';
import { qmlOf, type Shape, sldOf } from '../styles/index.ts';
import { type Entry, writeZip } from '../write/zip.ts';
import { GUIDE } from './guide.ts';
import { LEFT_OUT, readFiles, readPeople, readTables, tableRows } from './tables.queries.ts';

interface Line { path: string; bytes: number; sha256: string; rows?: number }
export interface Packed { bytes: number; entries: number; rows: number; documents: number; missing: string[]; sha256: string }

/** Files are named by their id: what somebody called one may not be a path everywhere. */
const ending = (name: string): string => /\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? '';
const csvOf = (head: readonly string[], rows: AsyncIterable<readonly (readonly unknown[])[]>): AsyncIterable<Uint8Array> => {
  async function* lines(): AsyncGenerator<readonly unknown[]> { yield head; for await (const slice of rows) yield* slice; }
  return Readable.from(lines()).pipe(stringify({ bom: true })) as AsyncIterable<Uint8Array>;
};
async function* one<T>(slice: readonly T[]): AsyncGenerator<readonly T[]> { yield slice; }

/** The commune's layers with their rows. */
async function layersOf(tx: Tx): Promise<(LayerSource & { shape: Shape })[]> {
  const { rows } = await tx.raw('select l.name from layer l where l.commune_id = current_commune() order by l.name') as { rows: { name: string }[] };
  const layers = [];
  for (const name of ['assets', 'parcels', 'zones', 'listings', ...rows.map((r) => r.name)]) { const source = await openSource(tx, name); layers.push({ ...source, shape: await mainShape(tx, source) }); }
  return layers;
}

/**
 * The whole of a commune as one zip at `path`: its tables, its layers with their styles as a GeoPackage, its documents, the styles alone, a dictionary,
 * and last a manifest with the SHA-256 of every file. Written as it is read: memory does not grow with the commune. What is left out, and why, stands in the
 * dictionary. Rejects when the signal aborts.
 */
export async function makePackage(deps: Deps, scope: Scope, role: Role, folder: string, path: string, steps: Steps): Promise<Packed> {
  const layers = await deps.db.inCommune(scope, layersOf);
  steps.progress(0, null, 'layers');
  const made = await makeExport(deps.db, scope, { layers: layers.map((l) => l.layer), format: 'gpkg' }, { personal: true, role }, join(folder, 'gpkg'), { progress: () => undefined, ...(steps.signal ? { signal: steps.signal } : {}) })
    // A commune with no row at all still has its tables.
    .catch((fault: unknown) => { if (fault instanceof AppError && fault.detail?.['reason'] === 'exports.empty') return undefined; throw fault; });
  const packed = await deps.db.inSnapshot(scope, (read) => pack(deps, read, scope.commune, layers, made?.path, path, steps));
  if (made) await rm(join(folder, 'gpkg'), { recursive: true, force: true });
  return { ...packed, bytes: (await stat(path)).size };
}

async function pack(deps: Deps, read: Read, commune: number, layers: readonly (LayerSource & { shape: Shape })[], gpkg: string | undefined, path: string, steps: Steps): Promise<Omit<Packed, 'bytes'>> {
  const { facts, tables, files, people } = await read(async (tx) => ({ facts: await communeFacts(tx), tables: await readTables(tx), files: await readFiles(tx), people: await readPeople(tx) }));
  const lines: Line[] = [], missing: string[] = [];
  const counts = new Map<string, number>();
  const total = tables.length + files.length + 1;
  let done = 0;
  /** Notes what goes by, and says how far it is. */
  const noted = (name: string, chunks: () => AsyncIterable<string | Uint8Array>): Entry => ({
    name,
    async *chunks() {
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of chunks()) {
        steps.signal?.throwIfAborted();
        const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        hash.update(piece); bytes += piece.length;
        yield piece;
      }
      const rows = counts.get(name);
      lines.push({ path: name, bytes, sha256: hash.digest('hex'), ...(rows === undefined ? {} : { rows }) });
      if (/^(?:tables|documents|data)\//.test(name)) { done += 1; steps.progress(done, total, 'packing'); }
    },
  });
  async function* text(value: string): AsyncGenerator<string> { yield value; }
  async function* document(key: string, id: string): AsyncGenerator<Uint8Array> {
    const kept = await deps.files.documents.open(key);
    if (kept === undefined) { missing.push(id); return; }
    for await (const piece of kept.stream) yield piece as Uint8Array;
  }
  async function* counted(name: string, rows: AsyncIterable<(string | null)[][]>): AsyncGenerator<(string | null)[][]> {
    let n = 0;
    for await (const slice of rows) { n += slice.length; yield slice; }
    counts.set(name, n);
  }
  const stored = (id: string, name: string): string => `documents/${id}${ending(name)}`;
  const entries: Entry[] = [
    noted('LISEZMOI.txt', () => text(GUIDE)),
    ...(gpkg === undefined ? [] : [noted('data/sommier.gpkg', () => createReadStream(gpkg) as AsyncIterable<Uint8Array>)]),
    ...layers.flatMap((l) => [noted(`styles/${l.layer}.qml`, () => text(qmlOf(l.style, l.shape))), noted(`styles/${l.layer}.sld`, () => text(sldOf(l.style, l.shape)))]),
    ...tables.map((t) => noted(`tables/${t.name}.csv`, () => csvOf(t.columns.map((c) => c.name), counted(`tables/${t.name}.csv`, tableRows(read, t, steps.signal))))),
    noted('people.csv', () => csvOf(['id', 'name', 'email', 'role'], one(people.map((p) => [p.id, p.name, p.email, p.role])))),
    noted('documents.csv', () => csvOf(['id', 'file', 'name', 'subject', 'bytes', 'sha256'], one(files.map((f) => [f.id, stored(f.id, f.name), f.name, f.subject, f.bytes, f.sha256])))),
    ...files.map((f) => noted(stored(f.id, f.name), () => document(keyOf(commune, f.sha256), f.id))),
    noted('dictionary.csv', () => csvOf(['table', 'column', 'type', 'may_be_empty', 'refers_to', 'left_out'], one([
      ...tables.flatMap((t) => t.columns.map((c) => [t.name, c.name, c.type, c.nullable, c.refers ?? '', ''])), ...Object.entries(LEFT_OUT).map(([name, why]) => [name, '', '', '', '', why]),
    ]))),
    // Written last, of what was really written before it.
    { name: 'manifest.json', chunks: () => text(JSON.stringify({ format: 'sommier-commune/1', commune: facts.name, made_on: facts.today, files: lines, missing_documents: missing }, null, 1)) },
  ];
  const hash = createHash('sha256');
  const out = createWriteStream(path, { mode: 0o600 });
  await writeZip(entries, out);
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) hash.update(piece);
  return { entries: lines.length + 1, rows: [...counts.values()].reduce((a, b) => a + b, 0), documents: files.length - missing.length, missing, sha256: hash.digest('hex') };
}
