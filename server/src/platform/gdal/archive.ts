import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { COMPANIONS, LEFT_BEHIND, VECTOR_EXTENSIONS } from './drivers.ts';

export const ARCHIVE_LIMITS = { files: 200, bytes: 2_000_000_000, ratio: 200 } as const;

/** The archive is dangerous or broken; `reason` is a stable word, `entry` what it was about. */
export class UnsafeArchive extends Error {
  override readonly name = 'UnsafeArchive';
  readonly reason: 'broken' | 'path' | 'symlink' | 'encrypted' | 'too_many' | 'too_big' | 'ratio' | 'extension' | 'twice' | 'empty';
  readonly entry: string;
  constructor(reason: UnsafeArchive['reason'], entry = '') { super(`${reason} ${entry}`.trim()); this.reason = reason; this.entry = entry; }
}

const TAKEN = new Set<string>([...VECTOR_EXTENSIONS, ...COMPANIONS, '.csv', '.xlsx']);
const LEFT = new Set<string>(LEFT_BEHIND);
const openZip = (path: string): Promise<yauzl.ZipFile> => new Promise((resolve, reject) => {
  yauzl.open(path, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true, autoClose: false }, (error, zip) => {
    if (error) reject(new UnsafeArchive(/relative path|absolute path|invalid characters/.test(error.message) ? 'path' : 'broken', error.message)); else resolve(zip);
  });
});

/** The whole directory is judged before a byte is unpacked: number, size, ratio, links, paths, kinds. */
const judge = (zip: yauzl.ZipFile, anyKind = false): Promise<yauzl.Entry[]> => new Promise((resolve, reject) => {
  const kept: yauzl.Entry[] = [];
  const names = new Set<string>();
  let seen = 0, bytes = 0;
  zip.on('error', (error: Error) => { reject(new UnsafeArchive(/relative path|absolute path|invalid characters/.test(error.message) ? 'path' : 'broken', error.message)); });
  zip.on('end', () => { if (kept.length > 0) resolve(kept); else reject(new UnsafeArchive('empty')); });
  zip.on('entry', (entry: yauzl.Entry) => {
    const refuse = (reason: UnsafeArchive['reason']): void => { reject(new UnsafeArchive(reason, entry.fileName.slice(0, 200))); };
    seen += 1; bytes += entry.uncompressedSize;
    if ((entry.externalFileAttributes >>> 16 & 0o170000) === 0o120000) { refuse('symlink'); return; }
    if ((entry.generalPurposeBitFlag & 1) === 1) { refuse('encrypted'); return; }
    if (seen > ARCHIVE_LIMITS.files) { refuse('too_many'); return; }
    if (bytes > ARCHIVE_LIMITS.bytes) { refuse('too_big'); return; }
    if (entry.uncompressedSize > 1_000_000 && entry.uncompressedSize > entry.compressedSize * ARCHIVE_LIMITS.ratio) { refuse('ratio'); return; }
    const name = basename(entry.fileName), kind = extname(name).toLowerCase();
    if (!entry.fileName.endsWith('/') && !entry.fileName.startsWith('__MACOSX/') && name !== '.DS_Store' && name !== 'Thumbs.db' && !LEFT.has(kind)) {
      if (!anyKind && !TAKEN.has(kind)) { refuse('extension'); return; }
      if (!anyKind && names.has(name.toLowerCase())) { refuse('twice'); return; }
      names.add(name.toLowerCase());
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
 * naming reaches a path. Answers the names made, with the archive's own. Throws UnsafeArchive, having written nothing, on any danger.
 */
export async function unpackArchive(path: string, folder: string): Promise<{ file: string; original: string }[]> {
  const zip = await openZip(path);
  try {
    const entries = await judge(zip);
    await mkdir(folder, { recursive: true });
    const stems = new Map<string, string>();
    const made: { file: string; original: string }[] = [];
    for (const entry of entries) {
      const name = basename(entry.fileName), kind = extname(name);
      const stem = name.slice(0, name.length - kind.length).toLowerCase();
      if (!stems.has(stem)) stems.set(stem, `f${String(stems.size)}`);
      const file = `${stems.get(stem) ?? 'f'}${kind.toLowerCase()}`;
      const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
        zip.openReadStream(entry, (error, s) => { if (error) reject(new UnsafeArchive('broken', error.message)); else resolve(s); });
      });
      await pipeline(stream, atMost(entry.uncompressedSize, name), createWriteStream(join(folder, file), { flags: 'wx' })).catch((error: unknown) => {
        throw error instanceof UnsafeArchive ? error : new UnsafeArchive('broken', error instanceof Error ? error.message : '');
      });
      made.push({ file, original: name });
    }
    return made;
  } finally { zip.close(); }
}

/** The same judgement for a document that is a zip inside (XLSX), whatever its entries are called. Throws UnsafeArchive. */
export async function checkContainer(path: string): Promise<void> {
  const zip = await openZip(path);
  try { await judge(zip, true); } finally { zip.close(); }
}
