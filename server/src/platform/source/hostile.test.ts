import { describe, expect, test } from '@jest/globals';
import { jsonValues } from './json-values.ts';
import { plainValue } from './limits.ts';
import { SourceRefused } from './types.ts';
import { xmlRecords } from './xml-records.ts';

async function* once(...pieces: string[]): AsyncGenerator<Uint8Array> { for (const p of pieces) { await Promise.resolve(); yield Buffer.from(p); } }
/** Two gigabytes of one letter between a head and a tail; `given` tells how much was asked for. */
async function* endless(head: string, tail: string, given: { bytes: number }): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield Buffer.from(head);
  const piece = Buffer.alloc(1 << 20, 97);
  for (; given.bytes < 2_000_000_000; given.bytes += piece.length) yield piece;
  yield Buffer.from(tail);
}
const codeOf = async (reading: AsyncIterable<unknown>): Promise<unknown> => {
  try { const all: unknown[] = []; for await (const v of reading) all.push(v); return all; } catch (e) { return e instanceof SourceRefused ? e.code : e; }
};
const xml = (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> => xmlRecords(bytes, 'utf-8', new Set(['R']), 3_000_000);
const json = (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> => jsonValues(bytes, ['$.data.*'], 3_000_000);

describe('hostile files', () => {
  test.each([
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><R>&x;</R></a>', 'external_entity'],
    ['a billion laughs', `<!DOCTYPE a [<!ENTITY l0 "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')}]><a><R>&l9;</R></a>`, 'external_entity'],
    ['an external DTD', '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a><R/></a>', 'external_entity'],
    ['an entity without a declaration', '<a><R>&x;</R></a>', 'invalid_xml'],
    ['a NUL', '<a><R>a\u0000b</R></a>', 'invalid_xml'], ['an unclosed element', '<a><R>', 'invalid_xml'], ['a thousand levels', `${'<a>'.repeat(1000)}`, 'invalid_xml'], ['nothing', '  ', 'invalid_xml'],
  ])('%s in XML is refused', async (_name, text, code) => { expect(await codeOf(xml(once(text)))).toBe(code); });

  test.each([['a comma too many', '{"data":[1,]}', 'invalid_json'], ['a cut file', '{"data":[1', 'truncated'], ['words after the end', '{"data":[1]} x', 'invalid_json'], ['a comment', '{"data":[1 [parking areas]]}', 'invalid_json'], ['a raw NUL', '{"data":["a\u0000"]}', 'invalid_json']])(
    '%s in JSON is refused', async (_name, text, code) => { expect(await codeOf(json(once(text)))).toBe(code); });

  test('a line of two gigabytes is left after some megabytes, in JSON and in XML', async () => {
    for (const [reading, head, tail] of [[json, '{"data":["', '"]}'], [xml, '<a><R>', '</R></a>'], [xml, '<a b="', '"/>'], [json, '{"data":[1', ']}']] as const) {
      const given = { bytes: 0 };
      expect(['record_too_big', 'invalid_json']).toContain(await codeOf(reading(endless(head, tail, given))));
      expect(given.bytes).toBeLessThan(5_000_000);
    }
  });

  test('records come one by one, by local name, with their lines; text split between pieces is whole', async () => {
    expect(await codeOf(xml(once('<p:a xmlns:p="urn:x"><p:R k="1">é', 'té<![CDATA[<b>]]></p:R>\n<R><c><R>in', 'side</R></c></R></p:a>')))).toMatchObject([
      { name: 'R', line: 1, attributes: { k: '1' }, text: 'été<b>' }, { name: 'R', line: 2, children: [{ name: 'c', children: [{ name: 'R', text: 'inside' }] }] }]);
    expect(await codeOf(json(once('{"x":{"y":[9]},"data":[{"a":', '1},"t"]}\n\n')))).toMatchObject([{ value: { a: 1 } }, { value: 't' }]);
  });

  test('marks that disguise a text are taken out of it; Arabic, accents and marks of its own stay', () => {
    expect(plainValue('gpj.\u202Eexe\u202C\u0000\u2066x\u2069')).toBe('gpj.exex');
    expect([plainValue(' دار\u200f السلام '), plainValue('é\u0301'), plainValue('  '), plainValue({}), plainValue('a\nb'), plainValue('\ud800x'), plainValue(5)]).toEqual(['دار\u200f السلام', 'é\u0301', null, null, 'a b', '\ufffdx', '5']);
  });
});
