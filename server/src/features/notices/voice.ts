import { texts as ledgerTexts } from '@sommier/domain/ledger';
import { texts, type PaperText } from '@sommier/domain/notices';
import { addDays, currencyExponent, fill, fromMinor, type Language } from '@sommier/domain/shared';
import { isolate } from '../../platform/pdf/index.ts';

/** How a paper speaks: words, amounts and days as its language writes them. Codes, days and amounts are kept left to right inside Arabic. */
export interface Voice {
  language: Language;
  say: (key: PaperText, params?: Record<string, unknown>) => string;
  kind: (kind: string) => string;
  /** With the currency. */
  money: (minor: string | bigint) => string;
  amount: (minor: string | bigint) => string;
  day: (day: string) => string;
  period: (from: string, to: string) => string;
}

const MARKS: Record<Language, [group: string, decimal: string]> = { fr: ['\u00a0', ','], ar: ['.', ','], en: [',', '.'] };

export function voiceOf(language: Language, currency: string): Voice {
  const say: Voice['say'] = (key, params = {}) => fill(texts[language][key], params);
  const digits = (minor: string | bigint): string => {
    const [group, decimal] = MARKS[language];
    const [whole = '0', rest] = fromMinor(BigInt(minor), currencyExponent(currency)).split('.');
    return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, group)}${rest === undefined ? '' : decimal + rest}`;
  };
  // A day keeps its order of figures whatever stands around it.
  const day = (text: string): string => isolate(language === 'en' ? text : `${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)}`);
  return {
    language, say, day,
    kind: (kind) => (ledgerTexts[language] as Record<string, string>)[`ledger.kind.${kind}`] ?? kind,
    amount: (minor) => isolate(digits(minor)), money: (minor) => isolate(`${digits(minor)}\u00a0${currency}`),
    // A period is written with its last day, as people say it.
    period: (from, to) => say('notices.period', { from: day(from), to: day(addDays(to, -1)) }),
  };
}
