import type { WriteStream } from 'node:fs';
import { showCode } from '@sommier/domain/papers';
import { currencyExponent, fromMinor } from '@sommier/domain/shared';
import { writeWorkbook, type PlainSheet } from '../exports/index.ts';
import { hashed } from './hashed.ts';
import { columnsOf, type Plain } from './statement-columns.ts';
import type { Statement } from './statements.ts';

/** Writes a statement as a workbook: what it comes to, every property on one sheet that can be sorted, and how complete the register is. */
export async function writeXlsx(st: Statement, out: WriteStream): Promise<{ sha256: string; bytes: number; pages: null; rows: number }> {
  const { v, summary: s } = st;
  let rows = 0;
  const money = (minor: string): number => Number(fromMinor(BigInt(minor), currencyExponent(v.currency)));
  const sums = (t: typeof s.total): Plain[] => [t.n, t.registerAreaM2, t.builtAreaM2, t.footprintM2, t.valued, money(t.grossMinor), money(t.previousMinor), money(t.yearMinor), money(t.netMinor)];
  async function* recap(): AsyncGenerator<Plain[][]> {
    yield [...s.parts.map((p) => [v.part(s.kind, p.key), ...sums(p)]), [v.say('st.total'), ...sums(s.total)], [],
      [v.say(`st.${s.kind}`)], [st.commune], [v.say('st.number'), st.number], [v.say('st.day'), s.day], [v.say('st.code'), showCode(st.code)], [v.say('st.verify')],
      [v.say('st.account', { register: s.register, listed: s.listed, left: s.left.map((l) => v.say(`st.left.${l.reason}`, { n: l.n })).join('') })], [v.say('st.version', { version: st.version })]];
  }
  const plain = columnsOf(s.kind, v, st.durations).flatMap((c) => c.plain);
  async function* lines(): AsyncGenerator<Plain[][]> {
    for await (const slice of st.lines()) { rows += slice.length; yield slice.map(({ line, entry }) => [v.part(s.kind, entry.part), ...plain.map((c) => c.value(line, entry))]); }
  }
  async function* complete(): AsyncGenerator<Plain[][]> {
    yield [...s.missing.map((m) => [v.field(m.field), v.say(m.mandatory ? 'st.mandatory' : 'st.further'), m.of, m.n]), ...s.checks.map((c) => [v.say(`st.check.${c.key}`), v.say('st.checks'), null, c.n])];
  }
  const sheets: PlainSheet[] = [
    { name: v.say('st.sheet.recap'), columns: [v.say('st.col.part'), v.say('st.col.n'), v.say('st.col.area'), v.say('st.col.built'), v.say('st.col.footprint'), v.say('st.col.valued'), v.say('st.col.gross', { currency: v.currency }), v.say('st.col.previous'), v.say('st.col.year'), v.say('st.col.net')], rows: recap },
    { name: v.say('st.sheet.lines'), columns: [v.say('st.col.part'), ...plain.map((c) => c.head)], rows: lines },
    { name: v.say('st.sheet.complete'), columns: [v.say('st.col.field'), v.say('st.value'), v.say('st.col.of'), v.say('st.col.missing')], rows: complete },
  ];
  const written = await hashed(out, (to) => writeWorkbook(sheets.map((sheet) => ({ ...sheet, rightToLeft: v.language === 'ar' })), to));
  return { ...written, pages: null, rows };
}
