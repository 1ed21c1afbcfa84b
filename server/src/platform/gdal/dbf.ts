import { open } from 'node:fs/promises';
import { guessEncoding, type TextEncoding } from '../text/index.ts';

/** Language-driver ids that say the code page outright. */
const LANGUAGE: Record<number, TextEncoding> = { 0x03: 'windows-1252', 0x57: 'windows-1252', 0x58: 'windows-1252', 0x59: 'windows-1252', 0x7e: 'windows-1256' };

/** The encoding of a DBF's text: its own declaration, else a guess over up to 2 MB of its records; null where all is ASCII. */
export async function guessDbfEncoding(path: string): Promise<TextEncoding | null> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(2_000_000);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const start = bytes.length > 12 ? bytes.readUInt16LE(8) : 0;
    const body = bytes.subarray(start);
    const guess = guessEncoding(body);
    // A declared Arabic or Latin page wins only where the bytes are not plainly UTF-8: writers declare at random.
    if (guess === 'utf-8') return body.some((b) => b > 0x7f) ? 'utf-8' : null;
    return LANGUAGE[bytes[29] ?? 0] === 'windows-1256' ? 'windows-1256' : guess;
  } finally { await file.close(); }
}
