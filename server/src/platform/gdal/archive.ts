import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { COMPANIONS, LEFT_BEHIND, VECTOR_EXTENSIONS } from './drivers.ts';

export const ARCHIVE_LIMITS = { files: 200, parts: 2_000, bytes: 2_000_000_000, ratio: 200 } as const;

/** The archive is dangerous or broken; `reason` is a stable word, `entry` what it was about. */
export class UnsafeArchive extends Error {
  override readonly name = 'UnsafeArchive';
  readonly reason: 'broken' | 'path' | 'symlink' | 'encrypted' | 'too_many' | 'too_big' | 'ratio' | 'extension' | 'twice' | 'empty';
  readonly entry: string;
  constructor(reason: UnsafeArchive['reason'], entry = '') { super(`${reason} ${entry}`.trim()); this.reason = reason; this.entry = entry; }
}

const TAKEN = new Set<string>([...VECTOR_EXTENSIONS, ...COMPANIONS, '.csv', '.xlsx']);
const LEFT = new Set<string>(LEFT_BEHIND);
/** Of a KMZ only its KML is wanted; its pictures and models stay inside. In `folders`, files of one name in several folders are several files. */
export type ArchiveKind = 'any' | 'kmz' | 'folders' | 'container';
/** A file geodatabase is a folder of files by these names (and locks, which stay behind). */
const PART = /^(?:a[0-9a-f]{8}(?:\.\w{1,80}){1,3}|gdb|timestamps)$/i;
const partOf = (path: string): { base: string; name: string } | undefined => {
  const [, base, name] = /(?:^|\/)([^/]+\.gdb)\/([^/]+)$/i.exec(path) ?? [];
  return base === undefined || name === undefined ? undefined : { base, name };
};

const openZip = (path: string): Promise<yauzl.ZipFile> => new Promise((resolve, reject) => {
  yauzl.open(path, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true, autoClose: false }, (error, zip) => {
    if (error) reject(new UnsafeArchive(/relative path|absolute path|invalid characters/.test(error.message) ? 'path' : 'broken', error.message)); else resolve(zip);
  });
});

/** The whole directory is judged before a byte is unpacked: number, size, ratio, links, paths, kinds. */
const judge = (zip: yauzl.ZipFile, of: ArchiveKind): Promise<yauzl.Entry[]> => new Promise((resolve, reject) => {
  const kept: yauzl.Entry[] = [];
  const names = new Set<string>();
  let files = 0, parts = 0, bytes = 0;
  zip.on('error', (error: Error) => { reject(new UnsafeArchive(/relative path|absolute path|invalid characters/.test(error.message) ? 'path' : 'broken', error.message)); });
  zip.on('end', () => { if (kept.length > 0) resolve(kept); else reject(new UnsafeArchive('empty')); });
  zip.on('entry', (entry: yauzl.Entry) => {
    const refuse = (reason: UnsafeArchive['reason']): void => { reject(new UnsafeArchive(reason, entry.fileName.slice(0, 200))); };
    const part = partOf(entry.fileName);
    if (part === undefined) files += 1; else parts += 1;
    bytes += entry.uncompressedSize;
    if ((entry.externalFileAttributes >>> 16 & 0o170000) === 0o120000) { refuse('symlink'); return; }
    if ((entry.generalPurposeBitFlag & 1) === 1) { refuse('encrypted'); return; }
    if (files > ARCHIVE_LIMITS.files || parts > ARCHIVE_LIMITS.parts) { refuse('too_many'); return; }
    if (bytes > ARCHIVE_LIMITS.bytes) { refuse('too_big'); return; }
    if (entry.uncompressedSize > 1_000_000 && entry.uncompressedSize > entry.compressedSize * ARCHIVE_LIMITS.ratio) { refuse('ratio'); return; }
    const name = basename(entry.fileName), kind = extname(name).toLowerCase();
    const folder = entry.fileName.endsWith('/'), litter = entry.fileName.startsWith('__MACOSX/') || name === '.DS_Store' || name === 'Thumbs.db';
    const left = of === 'container' ? false : of === 'kmz' ? kind !== '.kml' : part !== undefined ? kind === '.lock' || kind === '.xml' : LEFT.has(kind);
    if (!folder && !litter && !left) {
      const known = part === undefined ? TAKEN.has(kind) : PART.test(part.name);
      const key = (of === 'folders' ? entry.fileName : part === undefined ? name : `${part.base}/${part.name}`).toLowerCase();
      if (of !== 'container' && !known) { refuse('extension'); return; }
      if (of !== 'container' && names.has(key)) { refuse('twice'); return; }
      names.add(key);
      kept.push(entry);
    }
    zip.readEntry();
  });
  zip.readEntry();
});

/** No entry may grow past what the directory announced. */
const atMost = (limit: number, entry: string): Transform => {
  let seen = 0;
  return new Transform({ transform(chunk: Buffer, _encoding, done) { seen += chunk.length; if (seen > limit) done(new UnsafeArchive('too_big', entry)); else done(null, chunk); } });
};

/**
 * Unpacks a zip into `folder` (made when absent), flat, under plain names `f.<ext>` per base name so that nothing of the archive's own
 * naming reaches a path; the parts of a file geodatabase, whose names are fixed, in a folder `f.gdb` of their own, which is answered once. Answers the names
 * made, with the archive's own: the whole path in `folders`. Throws UnsafeArchive, having written nothing, on any danger.
 */
export async function unpackArchive(path: string, folder: string, of: 'any' | 'kmz' | 'folders' = 'any'): Promise<{ file: string; original: string }[]> {
  const zip = await openZip(path);
  try {
    const entries = await judge(zip, of);
    await mkdir(folder, { recursive: true });
    const stems = new Map<string, string>();
    const made: { file: string; original: string }[] = [];
    for (const entry of entries) {
      const part = of === 'folders' ? undefined : partOf(entry.fileName), name = of === 'folders' ? entry.fileName : part?.base ?? basename(entry.fileName), kind = extname(name);
      const stem = name.slice(0, name.length - kind.length).toLowerCase();
      if (!stems.has(stem)) stems.set(stem, `f${String(stems.size)}`);
      const file = `${stems.get(stem) ?? 'f'}${kind.toLowerCase()}`;
      if (part !== undefined) await mkdir(join(folder, file), { recursive: true });
      const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
        zip.openReadStream(entry, (error, s) => { if (error) reject(new UnsafeArchive('broken', error.message)); else resolve(s); });
      });
      await pipeline(stream, atMost(entry.uncompressedSize, name), createWriteStream(join(folder, file, part?.name ?? ''), { flags: 'wx' })).catch((error: unknown) => {
        throw error instanceof UnsafeArchive ? error : new UnsafeArchive('broken', error instanceof Error ? error.message : '');
      });
      if (!made.some((other) => other.file === file)) made.push({ file, original: name });
    }
    return made;
  } finally { zip.close(); }
}

/** The same judgement for a document that is a zip inside (XLSX), whatever its entries are called. Throws UnsafeArchive. */
export async function checkContainer(path: string): Promise<void> {
  const zip = await openZip(path);
  try { await judge(zip, 'container'); } finally { zip.close(); }
}
