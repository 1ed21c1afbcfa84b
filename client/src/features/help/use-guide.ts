import { useEffect, useState } from 'react';
import type { Language } from '../../platform/i18n/index.ts';
import { CHAPTER_IDS, type ChapterId } from './chapters.ts';
import { parseGuide, type Chapter } from './markup.ts';

export type Guide = Record<ChapterId, Chapter>;
const LOADS: Record<Language, () => Promise<{ default: Record<ChapterId, string> }>> = {
  fr: () => import('./guide/fr/index.ts'), ar: () => import('./guide/ar/index.ts'), en: () => import('./guide/en/index.ts'),
};

/** The guides in a language, fetched when the help is first opened in it. */
export const useGuide = (language: Language): Guide | undefined => {
  const [held, hold] = useState<{ language: Language; guide: Guide }>();
  useEffect(() => {
    let here = true;
    void LOADS[language]().then(({ default: texts }) => { if (here) hold({ language, guide: Object.fromEntries(CHAPTER_IDS.map((id) => [id, parseGuide(texts[id])])) as Guide }); });
    return () => { here = false; };
  }, [language]);
  return held?.language === language ? held.guide : undefined;
};

const SHOTS = import.meta.glob<string>('./shots/*/*.jpg', { query: '?url', import: 'default', eager: true });
/** The address of a screen's picture in a language; undefined where it was not made yet. */
export const shotOf = (language: Language, name: string): string | undefined => SHOTS[`./shots/${language}/${name}.jpg`];
