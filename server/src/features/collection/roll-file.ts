import type { Roll, ROLL_FORMATS } from '@sommier/domain/collection';
import { addDays, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { isolate, openPaper } from '../../platform/pdf/index.ts';
import { SHEET_MEDIA, writeSheet } from '../../platform/sheets/index.ts';
import { collect, communeFacts } from '../notices/index.ts';
import { readRoll, type RollQuery } from './roll.queries.ts';
import { refuse } from './steps.store.ts';
import { letterVoice } from './voice.ts';

export type RollFormat = (typeof ROLL_FORMATS)[number];
export const ROLL_MEDIA: Readonly<Record<RollFormat, string>> = { ...SHEET_MEDIA, pdf: 'application/pdf' };
/** Most articles of one file. */
const MOST = 50_000;

async function pdf(tx: Tx, roll: Roll, language: Language): Promise<Buffer> {
  const commune = await communeFacts(tx), v = letterVoice(language, commune.currency), issuer = language === 'ar' ? commune.nameAr ?? commune.name : commune.name;
  const title = roll.tax === null ? v.tell('collection.roll.all') : v.tell('collection.roll.title', { tax: isolate(roll.tax) });
  const { file } = await collect((out) => {
    const paper = openPaper(out, language, v.tell('collection.foot', { commune: issuer }), (n, of) => v.tell('collection.page', { n, of }), title, { lying: true });
    paper.head({ issuer, service: v.tell('collection.service'), title, number: '', date: v.tell('collection.date', { date: v.day(roll.day) }) });
    paper.paragraph(`${v.span(roll.from, roll.to)} · ${v.tell('collection.roll.n', { n: isolate(String(roll.total)) })} · ${roll.currency}`, { size: 9.5 });
    paper.table([{ head: v.tell('collection.article'), width: 0.13 }, { head: v.tell('collection.roll.party'), width: 0.2 }, { head: v.tell('collection.period'), width: 0.17 }, ...(['assessed', 'corrected', 'penalties', 'paid', 'open'] as const).map((k) => ({ head: v.tell(`collection.${k}`), width: 0.1, end: true }))],
      roll.rows.map((r) => [isolate(r.article ?? String(r.no)), r.party ?? v.tell('collection.nobody'), v.span(r.from, r.to), v.amount(r.assessed), v.amount(r.corrected), v.amount(r.penalties), v.amount(r.paid), v.amount(r.open)]),
      [v.tell('collection.total'), '', '', v.amount(roll.sums.assessed), v.amount(roll.sums.corrected), v.amount(roll.sums.penalties), v.amount(roll.sums.paid), v.amount(roll.sums.open)]);
    paper.paragraph(v.words(BigInt(roll.sums.open)), { weight: 'bold' });
    paper.paragraph(v.tell('collection.roll.balanced', { day: v.day(roll.day) }), { size: 9 });
    paper.signature(v.tell('collection.sign', { name: '' }));
    return paper.end();
  });
  return file;
}

/** The roll for the treasury, its last line the sums. Throws `rule_refused` where the ledger says otherwise: no such roll leaves. */
export async function writeRoll(tx: Tx, q: Omit<RollQuery, 'page' | 'size'>, format: RollFormat, language: Language, currency: string, personal: boolean): Promise<{ roll: Roll; file: Buffer }> {
  const roll = await readRoll(tx, { ...q, page: 1, size: MOST }, currency, personal);
  if (!roll.balanced || roll.total > MOST) throw refuse('unbalanced');
  if (format === 'pdf') return { roll, file: await pdf(tx, roll, language) };
  const v = letterVoice(language, currency), { sums } = roll;
  const file = await writeSheet({
    name: v.tell('collection.roll'), currency, rightToLeft: language === 'ar',
    columns: [{ head: v.tell('collection.article') }, { head: v.tell('collection.roll.party'), width: 32 }, { head: v.tell('collection.tax'), width: 28 }, { head: v.tell('collection.period') }, { head: v.tell('collection.period') }, { head: v.tell('collection.due_on'), kind: 'day' }, ...(['assessed', 'corrected', 'penalties', 'paid', 'open'] as const).map((k) => ({ head: v.tell(`collection.${k}`), kind: 'money' as const }))],
    rows: [...roll.rows.map((r) => [r.article ?? String(r.no), r.party, r.tax, r.from, addDays(r.to, -1), r.dueOn, r.assessed, r.corrected, r.penalties, r.paid, r.open]), [v.tell('collection.total'), null, null, null, null, null, sums.assessed, sums.corrected, sums.penalties, sums.paid, sums.open]],
  }, format);
  return { roll, file };
}
