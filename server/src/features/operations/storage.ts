import { readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Storage, StorageKind } from '@sommier/domain/operations';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/db/index.ts';

/** The folders of the files' root by kind; each holds one folder a commune. */
const FOLDERS: Readonly<Record<Exclude<StorageKind, 'tiles'>, readonly string[]>> = {
  documents: ['documents'], issued: ['issued'], batches: ['imports', 'zones', 'rasters'], exports: ['exports', 'atlases', 'sheets', 'statements'], papers: ['papers', 'collection'],
};
const DAY_MS = 86_400_000;
interface Weighed { files: number; bytes: number }
interface Found { path: string; bytes: number; age: number }
const ours = (commune: number, folder: string): string => `${folder}/${String(commune)}`;

/** The files under a folder of the root; what goes while it is read is not there. */
async function* filesOf(root: string, folder: string): AsyncGenerator<Found> {
  for (const entry of await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name), s = await stat(path).catch(() => undefined);
    if (s) yield { path, bytes: s.size, age: Date.now() - s.mtimeMs };
  }
}
async function weigh(root: string, folders: readonly string[]): Promise<Weighed> {
  const sum = { files: 0, bytes: 0 };
  for (const folder of folders) for await (const f of filesOf(root, folder)) { sum.files += 1; sum.bytes += f.bytes; }
  return sum;
}

/** What a commune's files weigh on disk in all, for a list of many. */
export const bytesOf = async ({ files }: Pick<Deps, 'files'>, commune: number): Promise<number> =>
  (await weigh(files.root, Object.values(FOLDERS).flat().map((f) => ours(commune, f)))).bytes;

/** Documents on disk by the hash they are named by: what the register holds and what it does not. */
async function orphaned(tx: Tx, { files }: Pick<Deps, 'files'>, commune: number): Promise<{ loose: Found[]; missing: number }> {
  const rows = (await tx.raw('select f.sha256 from document_file f where f.commune_id = current_commune()')).rows as { sha256: string }[];
  const held = new Set(rows.map((r) => r.sha256)), seen = new Set<string>(), loose: Found[] = [];
  if (files.documents.kind === 's3') {
    for await (const key of files.documents.keys(ours(commune, 'documents'))) seen.add(key.split('/').at(-1)?.slice(0, 64) ?? '');
  } else for await (const f of filesOf(files.root, ours(commune, 'documents'))) {
    // A file is named by its hash; a picture's copies carry more after it.
    const hash = f.path.split(/[\\/]/).at(-1)?.slice(0, 64) ?? '';
    seen.add(hash);
    if (!held.has(hash)) loose.push(f);
  }
  // What was made for a day and never fetched away.
  for (const folder of [...FOLDERS.batches, ...FOLDERS.exports]) for await (const f of filesOf(files.root, ours(commune, folder))) if (f.age > 7 * DAY_MS) loose.push(f);
  return { loose, missing: [...held].filter((h) => !seen.has(h)).length };
}

/** What a commune's files weigh by kind, what nothing refers to, and how much room there is. Reads every name of its folders: seconds with a million documents. */
export async function storageOf(tx: Tx, deps: Pick<Deps, 'files'>, commune: number): Promise<Storage> {
  const { root, documents } = deps.files;
  const parts: Storage['parts'] = [];
  for (const [kind, folders] of Object.entries(FOLDERS) as [Exclude<StorageKind, 'tiles'>, readonly string[]][]) parts.push({ kind, ...await weigh(root, folders.map((f) => ours(commune, f))) });
  if (documents.kind === 's3') {
    const { rows: [n] } = await tx.raw('select count(*)::integer as files, coalesce(sum(f.bytes), 0)::text as bytes from document_file f where f.commune_id = current_commune()') as { rows: { files: number; bytes: string }[] };
    Object.assign(parts.find((p) => p.kind === 'documents') ?? {}, { files: n?.files ?? 0, bytes: Number(n?.bytes ?? 0) });
  }
  const { rows: [tiles] } = await tx.raw('select count(*)::integer as files, coalesce(sum(octet_length(t.bytes)), 0)::text as bytes from raster_tile t where t.commune_id = current_commune()') as { rows: { files: number; bytes: string }[] };
  parts.push({ kind: 'tiles', files: tiles?.files ?? 0, bytes: Number(tiles?.bytes ?? 0) });
  const { loose, missing } = await orphaned(tx, deps, commune);
  const disk = await statfs(root).catch(() => undefined);
  const { rows: [db] } = await tx.raw('select pg_database_size(current_database())::text as bytes') as { rows: { bytes: string }[] };
  return {
    parts, bytes: parts.reduce((n, p) => n + p.bytes, 0), orphans: { files: loose.length, bytes: loose.reduce((n, f) => n + f.bytes, 0), missing },
    disk: disk === undefined ? null : { free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize }, database: db === undefined ? null : Number(db.bytes), documentsIn: documents.kind,
  };
}

/** Removes what nothing refers to and nobody touched for a day; answers what went. */
export async function sweep(tx: Tx, deps: Pick<Deps, 'files'>, commune: number): Promise<Weighed> {
  const { loose } = await orphaned(tx, deps, commune);
  const gone = { files: 0, bytes: 0 };
  for (const f of loose.filter((o) => o.age > DAY_MS)) { await rm(f.path, { force: true }); gone.files += 1; gone.bytes += f.bytes; }
  return gone;
}
