import { ASSET_FIELDS, FIELD_BY_KEY, type AssetField, type AssetSheet } from '@sommier/domain/assets';
import { texts, type SheetText } from '@sommier/domain/papers';
import { currencyExponent, fill, fromMinor, withUnit, type Language } from '@sommier/domain/shared';
import { isolate } from '../../platform/pdf/index.ts';
import type { Words } from './facts.queries.ts';

/** How a sheet speaks: its words, and values of fields as its language writes them. What is not known is said, never left out of what must be known. */
export interface SheetVoice {
  language: Language;
  say: (key: SheetText, params?: Record<string, unknown>) => string;
  day: (day: string | null) => string;
  number: (n: number | null, digits?: number) => string;
  /** Square metres with their unit. */
  area: (m2: number | null) => string;
  /** A plain decimal ("1234.50") with the marks of the language; all its decimals stay. */
  amount: (decimal: string) => string;
  label: (key: string) => string;
  /** A code of a fixed list (`titleState`, `requisition`), itself where it has no words. */
  word: (list: string, code: string | null) => string;
  /** The value of a field as text; null where it is not known. */
  value: (asset: AssetSheet, field: AssetField) => string | null;
  name: (x: { name: string; nameAr: string | null }) => string;
}

const MARKS: Record<Language, [group: string, decimal: string]> = { fr: ['\u00a0', ','], ar: ['.', ','], en: [',', '.'] };
const LANGUAGE_AT: Record<Language, number> = { fr: 0, ar: 1, en: 2 };

export function sheetVoice(language: Language, currency: string, words: Words): SheetVoice {
  const all = texts[language] as Record<string, string>;
  const say: SheetVoice['say'] = (key, params = {}) => fill(texts[language][key], params);
  const digits = (text: string, keep = false): string => {
    const [whole = '0', rest] = text.split('.');
    const [group, decimal] = MARKS[language];
    return isolate(`${whole.replace(/\B(?=(\d{3})+(?!\d))/g, group)}${rest === undefined || (!keep && /^0*$/.test(rest)) ? '' : decimal + rest}`);
  };
  const number: SheetVoice['number'] = (n, most = 2) => (n === null ? say('papers.sheet.unknown') : digits(String(Number(n.toFixed(most)))));
  // A day keeps its order of figures whatever stands around it.
  const day: SheetVoice['day'] = (text) => (text === null ? say('papers.sheet.unknown') : isolate(language === 'en' ? text.slice(0, 10) : `${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)}`));
  const label = (key: string): string => all[`papers.field.${key}`] ?? FIELD_BY_KEY.get(key)?.column ?? key;
  // What the law names is said as the commune words it, where it does not as all do.
  const own = (list: string, code: string): string | undefined => words.codes.find((c) => c.reworded && c.code === code && c.list === FIELD_BY_KEY.get(list)?.column)?.labels[LANGUAGE_AT[language]];
  const word: SheetVoice['word'] = (list, code) => (code === null ? say('papers.sheet.unknown') : own(list, code) ?? all[`papers.${list}.${code}`] ?? code);
  const coded = (list: string, code: string): string => words.codes.find((c) => c.list === list && c.code === code)?.labels[LANGUAGE_AT[language]] ?? code;
  const value: SheetVoice['value'] = (asset, field) => {
    if (field.key === 'parentId') return asset.parent === null ? null : `${isolate(asset.parent.code)} ${name(asset.parent)}`;
    const raw = (asset as unknown as Record<string, unknown>)[field.key];
    if (field.key === 'accuracyM' && raw === null && asset.located) return say('papers.sheet.unknown');
    if (raw === null || raw === undefined || raw === '') return null;
    if (field.key === 'locatedBy') return word('locatedBy', String(raw));
    switch (field.type) {
      case 'word': return word(field.key, String(raw));
      case 'code': return field.list === undefined ? String(raw) : coded(field.list, String(raw));
      case 'area': case 'metres': return number(Number(raw));
      case 'count': case 'year': return isolate(String(raw));
      case 'date': return day(String(raw));
      case 'money': return isolate(`${digits(fromMinor(BigInt(String(raw)), currencyExponent(currency)))}\u00a0${currency}`);
      case 'charges': { const list = raw as AssetSheet['charges']; return list.length === 0 ? null : list.map((c) => [word('charge', c.kind), c.share === null ? '' : isolate(c.share), c.detail ?? '', c.reference === null ? '' : isolate(c.reference)].filter(Boolean).join(' ')).join(' · '); }
      // A code or a number keeps its order; a name reads as the line does.
      default: return /[\u0600-\u06ff]/.test(String(raw)) ? String(raw) : isolate(String(raw));
    }
  };
  const name: SheetVoice['name'] = (x) => (language === 'ar' && x.nameAr !== null ? x.nameAr : x.name);
  const area: SheetVoice['area'] = (m2) => (m2 === null ? say('papers.sheet.unknown') : withUnit(language, number(m2), 'm2'));
  return { language, say, day, number, area, amount: (decimal) => digits(decimal, true), label, word, value, name };
}

/** Fields of the register by their group, in the order of the form. */
export const fieldsOf = (...groups: readonly AssetField['group'][]): readonly AssetField[] => ASSET_FIELDS.filter((f) => groups.includes(f.group));
