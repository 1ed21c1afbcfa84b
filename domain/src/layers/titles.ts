import type { Texts } from '../style/index.ts';

/** The title of an own layer in the three languages, as its maker wrote it; its name where he wrote none. */
export const titlesOf = (l: { name: string; title: string | null; titleAr: string | null }): Texts => ({ fr: l.title ?? l.name, ar: l.titleAr ?? l.title ?? l.name, en: l.title ?? l.name });
