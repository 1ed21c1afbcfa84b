import { createHash } from 'node:crypto';
import type { Tx } from '../../platform/db/index.ts';
import type { BlobStore } from '../../platform/store/index.ts';
import { keyOf } from '../documents/index.ts';
import type { Manifest } from './manifest.ts';
import { heading, padding } from './tar.ts';

/** Where documents stand in an archive, and under the files of a data folder. */
export const DOCUMENTS = 'documents';
type Put = (bytes: Buffer) => Promise<void>;

/** Every file of a bucket as members of the archive; those of a data folder are there among its files. */
export async function putDocuments(store: BlobStore, put: Put, from: number): Promise<Manifest['files']> {
  const out: Manifest['files'] = [];
  if (store.kind === 'folder') return out;
  for await (const path of store.keys(DOCUMENTS)) {
    const kept = await store.open(path);
    if (kept === undefined) continue;
    const member = `files/${String(from + out.length + 1).padStart(8, '0')}`;
    const hash = createHash('sha256');
    let bytes = 0;
    await put(heading(member, kept.bytes));
    for await (const part of kept.stream as AsyncIterable<Buffer>) { hash.update(part); bytes += part.length; await put(part); }
    if (bytes !== kept.bytes) throw new Error(`${path} came short from the document store`);
    await put(padding(bytes));
    out.push({ member, path, bytes, sha256: hash.digest('hex') });
  }
  return out;
}

/**
 * Holds the register's documents against files: every document has its file, and the file has the hash the register says. Answers how many there
 * are and which are not whole.
 */
export async function checkDocuments(tx: Tx, files: Manifest['files']): Promise<Manifest['documents']> {
  const { rows } = await tx.raw<{ rows: { commune: number; sha256: string }[] }>('select f.commune_id as commune, f.sha256 from document_file f order by 1, 2');
  const held = new Map(files.filter((f) => f.path.startsWith(DOCUMENTS)).map((f) => [f.path.replaceAll('\\', '/'), f.sha256]));
  const faults = rows.map(({ commune, sha256 }) => ({ path: keyOf(commune, sha256), sha256 })).filter((d) => held.get(d.path) !== d.sha256)
    .map((d) => ({ path: d.path, fault: held.has(d.path) ? 'damaged' as const : 'missing' as const }));
  return { kept: rows.length, faults };
}
