import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readRows } from './binary.ts';
import { messageCutter } from './framed.ts';

/** A message as the server sends it: kind, length with itself, content. */
const message = (content: Uint8Array): Buffer => {
  const made = Buffer.alloc(5 + content.length, 'D');
  made.writeUInt32BE(4 + content.length, 1);
  made.set(content, 5);
  return made;
};
/** Cut anywhere; each piece in the same buffer, which is overwritten by the next. */
function inPieces(bytes: Buffer, cuts: readonly number[], take: (piece: Buffer) => void): void {
  const shared = Buffer.alloc(Math.max(bytes.length, 1));
  const at = [0, ...cuts.map((c) => c % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (let i = 1; i < at.length; i += 1) {
    const [from = 0, to = 0] = [at[i - 1], at[i]];
    if (from === to) continue;
    shared.fill(0xee);
    bytes.copy(shared, 0, from, to);
    take(shared.subarray(0, to - from));
  }
  shared.fill(0xee);
}
const messages = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 12 });
const cuts = fc.array(fc.nat(), { maxLength: 30 });

describe('messages of the database', () => {
  test('come out whole and in order, wherever they are cut', () => {
    fc.assert(fc.property(messages, cuts, (contents, where) => {
      const sent = Buffer.concat(contents.map(message)), given: Buffer[] = [];
      inPieces(sent, where, messageCutter((m) => { given.push(m); }));
      expect(Buffer.concat(given).equals(sent)).toBe(true);
      // Each that is given ends where a message does.
      const ends = new Set<number>();
      contents.reduce((n, c) => { ends.add(n + 5 + c.length); return n + 5 + c.length; }, 0);
      given.reduce((n, m) => { expect(ends.has(n + m.length)).toBe(true); return n + m.length; }, 0);
    }));
  });
  test('a large one is given once, in a buffer of its own length', () => {
    const large = message(Buffer.alloc(200_000, 7)), given: Buffer[] = [];
    inPieces(Buffer.concat([message(Buffer.from('before')), large, message(Buffer.from('after'))]), [8192, 16_384, 65_536, 131_072], messageCutter((m) => { given.push(m); }));
    expect(given.map((m) => m.length)).toEqual([11, large.length, 10]);
    expect(given[1]?.buffer.byteLength).toBe(large.length);
  });
});

const HEAD = Buffer.concat([Buffer.from('PGCOPY\n\u00ff\r\n\0', 'latin1'), Buffer.alloc(8)]), END = Buffer.from([0xff, 0xff]);
const copied = (rows: readonly (readonly (Uint8Array | null)[])[]): Buffer => Buffer.concat([HEAD, ...rows.flatMap((row) => {
  const count = Buffer.alloc(2);
  count.writeInt16BE(row.length);
  return [count, ...row.flatMap((field) => { const length = Buffer.alloc(4); length.writeInt32BE(field === null ? -1 : field.length); return field === null ? [length] : [length, Buffer.from(field)]; })];
}), END]);

describe('rows copied in binary', () => {
  const rows = fc.array(fc.array(fc.option(fc.uint8Array({ maxLength: 60 })), { minLength: 1, maxLength: 5 }), { maxLength: 8 });
  test('are read back from messages cut anywhere', () => {
    fc.assert(fc.property(rows, cuts, (sent, where) => {
      const bytes = copied(sent), at = [0, ...where.map((c) => c % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
      const pieces = at.slice(1).map((to, i) => bytes.subarray(at[i], to));
      expect(readRows(pieces).map((r) => r.map((f) => (f === null ? null : [...f])))).toEqual(sent.map((r) => r.map((f) => (f === null ? null : [...f]))));
    }));
  });
  test('cut short they are refused', () => {
    const bytes = copied([[Buffer.from('a tile')]]);
    for (let n = 19; n < bytes.length; n += 1) expect(() => readRows([bytes.subarray(0, n)])).toThrow('cut short');
  });
});
