import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import iconv from 'iconv-lite';

export type TextEncoding = 'utf-8' | 'utf-16' | 'windows-1252' | 'windows-1256';

/** The mark that a spreadsheet's “Unicode text” begins with. */
const isUtf16 = (bytes: Uint8Array): boolean => (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

/** True where the bytes are UTF-8; a character cut by the end of a sample is forgiven. */
export function isUtf8(bytes: Uint8Array): boolean {
  try { new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }); return true; } catch { return false; }
}

/**
 * UTF-16 by its mark, UTF-8 where the bytes are valid UTF-8; otherwise Arabic or Western by how the high bytes stand: Arabic words are runs of them,
 * French accents stand alone between plain letters.
 */
export function guessEncoding(bytes: Uint8Array): TextEncoding {
  if (isUtf16(bytes)) return 'utf-16';
  if (isUtf8(bytes)) return 'utf-8';
  let high = 0, paired = 0;
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] ?? 0) < 0xc0) continue;
    high++;
    if ((bytes[i - 1] ?? 0) >= 0xc0 || (bytes[i + 1] ?? 0) >= 0xc0) paired++;
  }
  return high > 0 && paired / high > 0.5 ? 'windows-1256' : 'windows-1252';
}

/** The first bytes of a file (256 kB unless told), for guesses. */
export async function headOf(path: string, bytes = 262_144): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await file.read(buffer, 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally { await file.close(); }
}

/** A text has no NUL and few control characters; a spreadsheet or a picture renamed .csv has both. */
export const looksLikeText = (head: Uint8Array): boolean => {
  if (isUtf16(head)) return true;
  let odd = 0;
  for (const b of head) {
    if (b === 0) return false;
    if (b < 32 && b !== 9 && b !== 10 && b !== 12 && b !== 13) odd++;
  }
  return odd <= head.length * 0.002;
};

/** Bytes that are not of the encoding met in the middle of a file. */
export class BadEncoding extends Error { override readonly name = 'BadEncoding'; }

/** Turns bytes of `encoding` into UTF-8 bytes, dropping a byte-order mark; throws BadEncoding on bytes that are not UTF-8. */
export function toUtf8(encoding: TextEncoding): Transform {
  if (encoding === 'utf-8') {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
    const step = (bytes: Uint8Array | undefined, done: (error?: Error | null, data?: string) => void): void => {
      try { done(null, bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })); } catch { done(new BadEncoding('not UTF-8')); }
    };
    return new Transform({ transform: (chunk: Buffer, _e, done) => { step(chunk, done); }, flush: (done) => { step(undefined, done); } });
  }
  const decoder = iconv.getDecoder(encoding);
  return new Transform({
    transform: (chunk: Buffer, _e, done) => { done(null, decoder.write(chunk)); },
    flush: (done) => { done(null, decoder.end() ?? ''); },
  });
}
