import { texts, type DeclarationRow, type MissingReturn } from '@sommier/domain/declarations';
import type { Language } from '@sommier/domain/shared';
import type { Sheet } from '../../platform/sheets/index.ts';

const words = (language: Language) => (key: keyof (typeof texts)['fr']): string => texts[language][key];

/** Returns as a table for a spreadsheet. */
export function sheetOfReturns(rows: readonly DeclarationRow[], language: Language, currency: string): Sheet {
  const t = words(language);
  return {
    name: t('declarations.sheet.list'), currency, rightToLeft: language === 'ar',
    columns: [{ head: t('declarations.sheet.number') }, { head: t('declarations.paper.version'), kind: 'number' }, { head: t('declarations.paper.taxpayer'), width: 30 }, { head: t('declarations.paper.tax') }, { head: t('declarations.sheet.from'), kind: 'day' }, { head: t('declarations.sheet.to'), kind: 'day' }, { head: t('declarations.sheet.state') }, { head: t('declarations.sheet.zero') }, { head: t('declarations.paper.filed'), kind: 'day' }, { head: t('declarations.paper.due'), kind: 'day' }, { head: t('declarations.sheet.channel') }, { head: t('declarations.sheet.hash'), width: 66 }],
    rows: rows.map((d) => [d.number, d.version, d.party, d.tax, d.from, d.to, d.state, d.zero ? '1' : '', d.filedOn, d.dueOn, d.channel, d.hash]),
  };
}
/** Missing returns as a table. */
export function sheetOfMissing(rows: readonly MissingReturn[], language: Language, currency: string): Sheet {
  const t = words(language);
  return {
    name: t('declarations.sheet.missing'), currency, rightToLeft: language === 'ar',
    columns: [{ head: t('declarations.paper.taxpayer'), width: 30 }, { head: t('declarations.paper.tax') }, { head: t('declarations.sheet.from'), kind: 'day' }, { head: t('declarations.sheet.to'), kind: 'day' }, { head: t('declarations.paper.due'), kind: 'day' }, { head: t('declarations.sheet.days'), kind: 'number' }, { head: t('declarations.sheet.why'), width: 30 }],
    rows: rows.map((m) => [m.party, m.tax, m.from, m.to, m.dueOn, m.daysLate, m.why.join(', ')]),
  };
}
