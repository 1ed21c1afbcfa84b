import type { Readable } from 'node:stream';

/** One member of an archive. Read its bytes to the end before asking for the next member. */
export interface Member { name: string; size: number; bytes: AsyncIterable<Buffer> }

const BLOCK = 512;
const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;

/** The POSIX ustar heading of a member: a short ASCII name, up to 8 GB. Readable by any `tar`. */
export const heading = (name: string, size: number): Buffer => {
  if (Buffer.byteLength(name) > 100 || size >= 8 ** 11) throw new Error(`not a member for this archive: ${name}, ${size} bytes`);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 'ascii');
  block.write(octal(0o600, 8) + octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(0, 12) + ' '.repeat(8) + '0', 100, 'ascii');
  block.write('ustar\x0000', 257, 'ascii');
  block.write(octal(block.reduce((sum, byte) => sum + byte, 0), 7) + ' ', 148, 'ascii');
  return block;
};
/** What fills a member up to whole blocks. */
export const padding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
/** Two empty blocks end an archive. */
export const END = Buffer.alloc(2 * BLOCK);

/** The members of an archive as they come by. Throws when it ends early or a heading's sum is wrong. */
export async function* members(archive: Readable): AsyncGenerator<Member> {
  const source = archive[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let held: Buffer = Buffer.alloc(0);
  const some = async (): Promise<Buffer> => {
    if (held.length > 0) { const all = held; held = Buffer.alloc(0); return all; }
    const { value, done } = await source.next();
    if (done === true) throw new Error('the archive ends early');
    return value;
  };
  async function* take(size: number): AsyncGenerator<Buffer> {
    let left = size;
    while (left > 0) {
      const part = await some();
      if (part.length > left) held = part.subarray(left);
      left -= Math.min(left, part.length);
      yield left === 0 && held.length > 0 ? part.subarray(0, part.length - held.length) : part;
    }
  }
  const whole = async (size: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for await (const part of take(size)) parts.push(part);
    return Buffer.concat(parts);
  };
  for (;;) {
    const block = await whole(BLOCK);
    if (block.every((byte) => byte === 0)) break;
    const name = block.toString('ascii', 0, 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(block.toString('ascii', 124, 136), 8);
    if (!heading(name, size).equals(block)) throw new Error('the archive is damaged or was not made by Sommier');
    const bytes = take(size);
    yield { name, size, bytes };
    for await (const _rest of bytes) { /* what the reader left */ }
    await whole(padding(size).length);
  }
}
