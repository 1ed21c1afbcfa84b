import type { Language } from './texts.ts';

export type Unit = 'm' | 'km' | 'm2' | 'ha' | 'km2';
const LATIN: Record<Unit, string> = { m: 'm', km: 'km', m2: 'm²', ha: 'ha', km2: 'km²' };
/** Symbols of the metric units as each language writes them; Arabic has its own (ISO 31 as used in the Maghreb: م², هكتار, كم²). */
const SYMBOLS: Record<Language, Record<Unit, string>> = { fr: LATIN, en: LATIN, ar: { m: 'م', km: 'كم', m2: 'م²', ha: 'هكتار', km2: 'كم²' } };

/** A number already written in the reader's figures with its unit, kept together and in that language's order inside any text: screens and papers alike. */
export const withUnit = (language: Language, figures: string, unit: Unit): string => `${language === 'ar' ? '\u2067' : '\u2066'}${figures}\u00a0${SYMBOLS[language][unit]}\u2069`;
/** Square metres in the unit that reads best, from a hectare and from a square kilometre on: what to write, with how many decimals at most. */
export const groundIn = (m2: number): { value: number; digits: number; unit: Unit } =>
  (m2 >= 1e6 ? { value: m2 / 1e6, digits: 3, unit: 'km2' } : m2 >= 1e4 ? { value: m2 / 1e4, digits: 2, unit: 'ha' } : { value: m2, digits: 1, unit: 'm2' });
