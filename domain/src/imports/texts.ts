import { fill, type Language, type Texts } from '../shared/texts.ts';
import { ar } from './texts/ar.ts';
import { en } from './texts/en.ts';
import { fr } from './texts/fr.ts';
import { activityTexts } from './texts/activity.ts';
import { leaseTexts } from './texts/leases.ts';
import { paymentTexts } from './texts/payments.ts';
import { valueTexts } from './texts/value.ts';

const BY_LANGUAGE = { fr: { ...fr, ...leaseTexts.fr, ...paymentTexts.fr, ...valueTexts.fr, ...activityTexts.fr }, ar: { ...ar, ...leaseTexts.ar, ...paymentTexts.ar, ...valueTexts.ar, ...activityTexts.ar }, en: { ...en, ...leaseTexts.en, ...paymentTexts.en, ...valueTexts.en, ...activityTexts.en } };
const flat = (of: Record<string, readonly [string, string]>): Record<string, string> =>
  Object.fromEntries(Object.entries(of).flatMap(([code, [message, mend]]) => [[`import.${code}`, message], [`import.${code}.mend`, mend]]));
/** The catalogue as the check of the three languages reads it. */
export const texts: Texts = { fr: flat(BY_LANGUAGE.fr), ar: flat(BY_LANGUAGE.ar), en: flat(BY_LANGUAGE.en) };
/** Every code that has words. */
export const REFUSAL_CODES = Object.keys(BY_LANGUAGE.fr);

/** A sentence for a code, and its mend. What a text names and nobody gave is left out with the words around it. */
export function refusalText(language: Language, code: string, params: Record<string, unknown>): { message: string; remedy: string } {
  const [message, mend] = BY_LANGUAGE[language][code] ?? BY_LANGUAGE[language]['refused'] ?? ['', ''];
  const known = { code, ...Object.fromEntries(Object.entries(params).map(([k, v]) => [k, typeof v === 'string' ? v : typeof v === 'object' ? JSON.stringify(v) : String(v)])) };
  return { message: tidy(fill(message, known)), remedy: tidy(fill(mend, known)) };
}

/** Drops a clause whose `{name}` found no value, rather than show the braces; a sentence that would vanish keeps dots in its place. */
const tidy = (text: string): string => {
  const braced = text.replace(/\{"/g, '\u0001');
  const kept = braced.replace(/[,;:،؛]?[^,;:،؛.()]*\{[a-z]\w*\}[^,;:،؛.()]*/g, '').replace(/\(\s*\)/g, '').replace(/\s+([.,،؛])(?=\s|$)/g, '$1').replace(/^[\s,;:،؛.]+/, '').trim();
  return (kept === '' ? braced.replace(/\{[a-z]\w*\}/g, '…') : kept).replaceAll('\u0001', '{"').replace(/^\p{Ll}/u, (c) => c.toUpperCase());
};
