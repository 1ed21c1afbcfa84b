import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { headOf } from '../../../platform/text/index.ts';
import { FileRefused, type ReaderInput } from './protocol.ts';

const MOST_BYTES = 8_000_000_000;
/** What is small may be dense; past this a file that swells two hundred times is no table. */
const FREE_BYTES = 50_000_000, RATIO = 200;

/** True for a file whose first bytes are those of gzip. */
export async function isGzip(path: string): Promise<boolean> {
  if (!(await stat(path)).isFile()) return false;
  const file = await open(path);
  try { const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0); return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b; } finally { await file.close(); }
}

/** The first bytes of a file, of what it holds where it is compressed; empty where it is damaged. */
export async function unpackedHead(path: string): Promise<Buffer> {
  const head = await headOf(path);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return head;
  try { return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64_000_000 }); } catch { return Buffer.alloc(0); }
}

/**
 * The input of a file as published open data are packed (`listings.csv.gz`): unpacked into the reading's own folder, under the name without its ending. Any other file is left as it is.
 * Throws FileRefused: `broken_gzip` where it stops before its end or is damaged, `unsafe_archive` where it swells beyond reason.
 */
export async function unpacked(input: ReaderInput): Promise<ReaderInput> {
  if (!await isGzip(input.file)) return input;
  const { size } = await stat(input.file), file = join(input.folder, 'unpacked.file');
  let bytes = 0;
  const watch = new Transform({ transform(chunk: Buffer, _encoding, done) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES || bytes > FREE_BYTES && bytes > size * RATIO) done(new FileRefused({ code: 'unsafe_archive', params: { why: bytes > MOST_BYTES ? 'too_big' : 'ratio', entry: input.name, files: 1 } })); else done(null, chunk);
  } });
  try {
    await pipeline(createReadStream(input.file), createGunzip(), watch, createWriteStream(file));
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    const code = (error as { code?: string }).code ?? '';
    if (code.startsWith('Z_') || /unexpected end/.test(String(error))) throw new FileRefused({ code: 'broken_gzip' });
    throw error;
  }
  return { ...input, file, name: input.name.replace(/\.gz$/i, '') };
}
