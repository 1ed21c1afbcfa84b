import { Readable } from 'node:stream';
import { SLICE_END } from './protocol.ts';

/**
 * Cuts the child's output where it said so. Each slice is a stream to be read to its end before the next one is asked for; an aborted
 * output ends the last slice with its error.
 */
export async function* slicesOf(output: Readable): AsyncGenerator<Readable> {
  const source = output[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer | undefined;
  let over = false;
  const next = async (): Promise<Buffer | undefined> => {
    if (rest !== undefined) {
      const held = rest;
      rest = undefined;
      return held;
    }
    const { value, done } = await source.next();
    if (done === true) over = true;
    return done === true ? undefined : value;
  };
  async function* one(first: Buffer): AsyncGenerator<Buffer> {
    for (let piece: Buffer | undefined = first; piece !== undefined; piece = await next()) {
      const at = piece.indexOf(SLICE_END);
      if (at < 0) {
        yield piece;
        continue;
      }
      if (at + 1 < piece.length) rest = piece.subarray(at + 1);
      if (at > 0) yield piece.subarray(0, at);
      return;
    }
  }
  while (!over) {
    const first = await next();
    if (first !== undefined && first.length > 0) yield Readable.from(one(first), { objectMode: false });
  }
}
