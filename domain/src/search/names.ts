import { foldText } from './model.ts';

/** Words too common in titles, addresses and names to tell two places apart, in the three languages. */
const PARTICLES = new Set(`a à au aux de des du d la le les l en et sur pour par un une avec dans the of in on at and with for to near by from your my an el los las y con para
  في من على و مع إلى الى ال
  rue avenue av boulevard bd impasse place route promenade street road نهج شارع زنقة طريق ممشى ساحة`.split(/\s+/).map(foldText));

/** Words come again by the hundred thousand while listings are crossed: what was worked out of one is kept, up to a bound. */
function kept<T>(work: (text: string) => T, most = 100_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const made = work(text);
    known.set(text, made);
    return made;
  };
}

/** The telling words of a title, name or address, in one form, without marks. Single digits and letters stay: they number flats. */
export const tellingWords = (text: string | null | undefined): readonly string[] => telling(text ?? '');
const telling = kept((text): readonly string[] => foldText(text).split(/[^\p{L}\p{N}]+/u).map((w) => w.replace(/^ال(?=.{3})/u, '')).filter((w) => w !== '' && !PARTICLES.has(w)));

const ARABIC: Readonly<Record<string, string>> = {
  ب: 'b', ت: 't', ث: 't', ج: 'j', ح: 'h', خ: 'x', د: 'd', ذ: 'd', ر: 'r', ز: 'z', س: 's', ش: 'c', ص: 's', ض: 'd', ط: 't', ظ: 'z', غ: 'g', ف: 'f', ڤ: 'v', ق: 'k', ڨ: 'g', ك: 'k', ل: 'l', م: 'm', ن: 'n', ه: 'h', پ: 'b', چ: 'j',
};
const LATIN: readonly (readonly [RegExp, string])[] = [[/kh/g, 'x'], [/sch|tch|ch|sh/g, 'C'], [/gh/g, 'G'], [/th/g, 't'], [/dh/g, 'd'], [/ph/g, 'f'], [/q|c(?![eiy])/g, 'k'], [/c/g, 's'], [/C/g, 'c'], [/G/g, 'g'], [/p/g, 'b']];
/** A first letter that is sounded: Wafa and وفاء keep theirs, the ou of Kalthoum falls as the و of كلثوم does. */
const FIRST: Readonly<Record<string, string>> = { w: 'w', و: 'w', y: 'y', ي: 'y' };

/**
 * The consonants that a name keeps from one script to the other: « Khelifi » and « خليفي » are both xlf. Vowels, which Arabic does not write, fall; doubled
 * letters are one. Empty for a word of neither script.
 */
export const skeleton = kept((word: string): string => {
  const folded = foldText(word).replace(/^ال(?=.{3})/u, '');
  const first = FIRST[folded[0] ?? ''] ?? '';
  const rest = folded.slice(first === '' ? 0 : 1);
  const bones = /\p{Script=Arabic}/u.test(folded)
    ? [...rest].map((c) => ARABIC[c] ?? '').join('').replace(/h$/, (h) => (folded.endsWith('ه') && folded.length > 3 ? '' : h))
    : LATIN.reduce((w, [from, to]) => w.replace(from, to), rest).replace(/[^a-z]/g, '').replace(/[aeiouyw]/g, '');
  return (first + bones).replace(/(.)\1+/g, '$1');
});

export const NAME_MATCHES = ['same', 'script', 'initial'] as const;
export type NameMatch = (typeof NAME_MATCHES)[number];
const LETTERS = /^[\p{L}]+$/u;
const isArabic = (w: string): boolean => { const c = w.charCodeAt(0); return c >= 0x600 && c <= 0x6ff; };

/** How two words of names agree: written the same but for accents, the same across scripts (two consonants at least), or one the initial of the other. */
export function matchWords(a: string, b: string): NameMatch | null {
  if (a === b) return a.length > 1 && LETTERS.test(a) ? 'same' : null;
  if (a.length === 1 || b.length === 1) return LETTERS.test(a) && LETTERS.test(b) && a[0] === b[0] && a.length !== b.length ? 'initial' : null;
  if (isArabic(a) === isArabic(b)) return null;
  const [x, y] = [skeleton(a), skeleton(b)];
  // A number has no consonants.
  return x.length >= 2 && x === y ? 'script' : null;
}

export interface NameAgreement { words: { of: string; as: string; how: NameMatch }[]; }
/** The words two names share, each word once; empty when they share none. */
export function agreeNames(a: string | null, b: string | null): NameAgreement['words'] {
  const [left, right] = [tellingWords(a), new Set(tellingWords(b))];
  const met: NameAgreement['words'] = [];
  for (const want of ['same', 'script', 'initial'] as const) {
    for (const of of left) {
      if (met.some((m) => m.of === of)) continue;
      const as = [...right].find((w) => matchWords(of, w) === want);
      if (as === undefined) continue;
      right.delete(as);
      met.push({ of, as, how: want });
    }
  }
  // Initials alone say nothing: half a town shares one.
  return met.some((m) => m.how !== 'initial') ? met : [];
}
