import type { first as firstFr } from './fr/first.ts';
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
const firsts: Record<Language, () => Promise<First>> = {
  fr: async () => (await import('./fr/first.ts')).first,
  ar: async () => (await import('./ar/first.ts')).first,
  en: async () => (await import('./en/first.ts')).first,
};
/** The texts of the screens before one is signed in: a small part of the whole. */
type First = Pick<Catalogue, keyof typeof firstFr>;
export type Texts = Catalogue | First;
/** Only the reader's language, and of it the whole or, before one is signed in, the first part. */
export const loadCatalogue = (language: Language, whole: boolean): Promise<Texts> => (whole ? loads : firsts)[language]();
export const isWhole = (texts: Texts): texts is Catalogue => 'map.title' in texts;
