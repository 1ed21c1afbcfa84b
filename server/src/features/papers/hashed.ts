import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { WriteStream } from 'node:fs';
import { PassThrough, type Writable } from 'node:stream';

/** Lets a workbook be written to `out` and answers what was written: its SHA-256 and its size. */
export async function hashed(out: WriteStream, write: (to: Writable) => Promise<void>): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256'), tee = new PassThrough();
  let bytes = 0;
  tee.on('data', (piece: Buffer) => { hash.update(piece); bytes += piece.length; });
  tee.pipe(out);
  const done = once(out, 'finish');
  await write(tee);
  await done;
  return { sha256: hash.digest('hex'), bytes };
}
