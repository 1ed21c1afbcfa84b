import type { Language } from '../../domain/src/shared/index.ts';

type Catalogue = Record<string, string>;
export interface Words { language: Language; direction: 'ltr' | 'rtl'; word: (key: string) => string; like: (key: string) => RegExp }

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The reader's words, from the client's own catalogues: a test that looks for French text fails on an Arabic page. */
export const wordsOf = async (language: Language): Promise<Words> => {
  const catalogue = ((await import(`../../client/src/platform/i18n/${language}/index.ts`)) as Record<string, Catalogue>)[language]!;
  const word = (key: string): string => {
    const text = catalogue[key];
    if (text === undefined) throw new Error(`no text ${key} in ${language}`);
    return text;
  };
  // Values are put in by the page: what stands between them must be there, in order.
  const like = (key: string): RegExp => new RegExp(word(key).replace(/\{(?:[^{}]|\{[^{}]*\})*\}/g, '\u0000').split('\u0000').map(escape).join('.*'));
  return { language, direction: language === 'ar' ? 'rtl' : 'ltr', word, like };
};
