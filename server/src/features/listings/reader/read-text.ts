import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

/** What is being read, cut and written stays in the processor's cache: pieces of a megabyte cost a fifth more. */
const CHUNK = 1 << 15;

export interface TextPiece {
  text: string;
  /** Bytes read so far. */
  done: number;
  last: boolean;
  /** From this piece on the bytes are not of the encoding said; they are replaced by U+FFFD so that other faults can still be found. */
  broken: boolean;
}

/** A file's text piece by piece in an encoding, without the byte order mark. */
export async function* readText(file: string, encoding: string): AsyncGenerator<TextPiece> {
  let decoder = new TextDecoder(encoding, { fatal: true });
  let broken = false;
  let done = 0;
  const decode = (bytes: Uint8Array | undefined): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      broken = true;
      decoder = new TextDecoder(encoding);
      return decoder.decode(bytes, { stream: bytes !== undefined });
    }
  };
  for await (const piece of createReadStream(file, { highWaterMark: CHUNK })) {
    const bytes = piece as Buffer;
    done += bytes.length;
    yield { text: decode(bytes), done, last: false, broken };
  }
  yield { text: decode(undefined), done, last: true, broken };
}

/** The encoding that a file's mark names: what spreadsheets call “Unicode text”. */
export async function markedEncoding(file: string): Promise<string | undefined> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0xff && buffer[1] === 0xfe ? 'utf-16le' : buffer[0] === 0xfe && buffer[1] === 0xff ? 'utf-16be' : undefined;
  } finally {
    await handle.close();
  }
}

/** True when the file's beginning is no text: a zip, a spreadsheet's own format, or bytes that no text holds. UTF-16 is told by its mark before. */
export async function looksBinary(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead).includes(0) || buffer.toString('latin1', 0, 4) === 'PK\u0003\u0004' || buffer.toString('latin1', 0, 5) === '%PDF-'
      || buffer.toString('latin1', 0, 2) === '\u001f\u008b';
  } finally {
    await handle.close();
  }
}
