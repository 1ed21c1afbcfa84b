import { statementTexts, type StatementKind, type StatementText } from '@sommier/domain/papers';
import { currencyExponent, fill, fromMinor, type Language } from '@sommier/domain/shared';
import { isolate } from '../../platform/pdf/index.ts';
import type { Words } from './facts.queries.ts';
import { sheetVoice, type SheetVoice } from './voice.ts';

/** How a statutory paper speaks: the words of the sheet for fields and codes, and its own. */
export interface StatementVoice {
  language: Language;
  currency: string;
  say: (key: StatementText, params?: Record<string, unknown>) => string;
  /** The heading of a part by its key. */
  part: (kind: StatementKind, key: string) => string;
  field: (key: string) => string;
  /** Square metres with two decimals at most. */
  area: (m2: number) => string;
  count: (n: number) => string;
  money: (minor: bigint | string) => string;
  coded: (list: string, code: string | null) => string | null;
  sheet: SheetVoice;
}
const LANGUAGE_AT: Record<Language, number> = { fr: 0, ar: 1, en: 2 };

export function statementVoice(language: Language, currency: string, words: Words): StatementVoice {
  const sheet = sheetVoice(language, currency, words);
  const all = statementTexts[language] as Record<string, string>;
  const say: StatementVoice['say'] = (key, params = {}) => fill(statementTexts[language][key], params);
  return {
    language, currency, say, sheet,
    part: (kind, key) => (kind === 'sommier' ? all[`st.part.${key}`] ?? key : kind === 'etat_actif' ? all[`st.account.${key}`] ?? key : key === '' ? say('st.part.nodistrict') : key),
    field: (key) => (key === 'located' ? say('st.field.located') : sheet.label(key)),
    area: (m2) => sheet.number(m2), count: (n) => sheet.number(n, 0),
    money: (minor) => sheet.amount(fromMinor(BigInt(minor), currencyExponent(currency))),
    coded: (list, code) => (code === null ? null : words.codes.find((c) => c.list === list && c.code === code)?.labels[LANGUAGE_AT[language]] ?? code),
  };
}
/** A reference keeps its order of signs whatever stands around it; Arabic words read as the line does. */
export const asIs = (text: string): string => (/[\u0600-\u06ff]/.test(text) ? text : isolate(text));
