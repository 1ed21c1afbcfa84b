import type { fr } from './fr/index.ts';
import type { Language } from './language.ts';

/** Every key of the French catalogue; the other two must have each of them, no more, or the types fail. */
export type MessageKey = keyof typeof fr;
export type Catalogue = Record<MessageKey, string>;
/** The same keys as a French part: how the Arabic and English parts are typed. */
export type Same<T> = { readonly [K in keyof T]: string };

const loads: Record<Language, () => Promise<Catalogue>> = {
  fr: async () => (await import('./fr/index.ts')).fr,
  ar: async () => (await import('./ar/index.ts')).ar,
  en: async () => (await import('./en/index.ts')).en,
};
/** One chunk a language, and only the reader's. */
export const loadCatalogue = (language: Language): Promise<Catalogue> => loads[language]();
