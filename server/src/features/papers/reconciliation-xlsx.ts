import type { WriteStream } from 'node:fs';
import { showCode } from '@sommier/domain/papers';
import { currencyExponent, fromMinor } from '@sommier/domain/shared';
import { writeWorkbook, type PlainSheet } from '../exports/index.ts';
import { hashed } from './hashed.ts';
import type { ReconciliationPaper } from './reconciliation-paper.ts';
import type { Plain } from './statement-columns.ts';

/** Writes the reconciliation as a workbook: both sides in sum, then every difference on one sheet that can be sorted. */
export async function writeReconciliationXlsx(p: ReconciliationPaper, out: WriteStream): Promise<{ sha256: string; bytes: number; pages: null }> {
  const { v, say } = p;
  const money = (minor: bigint | string | null): number | null => (minor === null ? null : Number(fromMinor(BigInt(minor), currencyExponent(v.currency))));
  const sum = (of: 'here' | 'there'): bigint => p.sums.reduce((all, s) => all + s[of], 0n);
  const head = (key: 'here' | 'there' | 'gap'): string => say(`reconciliation.paper.${key}`, { currency: v.currency });
  async function* recap(): AsyncGenerator<Plain[][]> {
    yield [...p.sums.map((s) => [s.key === 'matched' ? say('reconciliation.paper.matched', { equal: p.totals.equal }) : p.kind(s.key), s.n, money(s.here), money(s.there), money(s.there - s.here)]),
      [v.say('st.total'), p.sums.reduce((n, s) => n + s.n, 0), money(sum('here')), money(sum('there')), money(sum('there') - sum('here'))], [], [v.say('st.reconciliation')], [p.commune], [v.say('st.number'), p.number], [v.say('st.day'), p.day], [v.say('st.code'), showCode(p.code)], [v.say('st.verify')]];
  }
  async function* lines(): AsyncGenerator<Plain[][]> {
    yield p.rows.map((d) => [p.kind(d.kind), d.inventoryNumber, d.code, d.name === null ? null : v.sheet.name({ name: d.name, nameAr: d.nameAr }), d.account, d.designation, money(d.hereValue), money(d.thereValue), money(d.gap), d.hereDate, d.thereDate, p.settlement(d), d.reason, d.settledBy]);
  }
  const sheets: PlainSheet[] = [
    { name: v.say('st.sheet.recap'), columns: [say('reconciliation.paper.part'), say('reconciliation.paper.n'), head('here'), head('there'), head('gap')], rows: recap },
    { name: say('reconciliation.sheet'), columns: say('reconciliation.heads').split('|'), rows: lines },
  ];
  return { ...await hashed(out, (to) => writeWorkbook(sheets.map((sheet) => ({ ...sheet, rightToLeft: v.language === 'ar' })), to)), pages: null };
}
