import bidiFactory, { type Bidi } from 'bidi-js';

export type Direction = 'ltr' | 'rtl';
export type Script = 'arabic' | 'latin';
/** A stretch of one level and one font, in the order it stands on the line from the left. `turned` ones run from right to left. */
export interface Run { text: string; script: Script; turned: boolean }

const bidi: Bidi = bidiFactory();
const ARABIC = /[\u0600-\u0605\u0608\u060B-\u061C\u061E-\u065F\u066A-\u06FF\u0750-\u077F\u08A0-\u08FF\uFB50-\uFDFF\uFE70-\uFEFC]/;
/** Isolates and marks steer the order and are not drawn. */
const CONTROLS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

interface Piece { start: number; end: number; level: number; script: Script }

/** Characters of odd level that are neither letter nor digit go with the Arabic beside them, when that font has them. */
function pieces(text: string, levels: Uint8Array, inArabicFont: (char: string) => boolean): Piece[] {
  const found: Piece[] = [];
  for (let i = 0; i < text.length;) {
    const char = String.fromCodePoint(text.codePointAt(i) ?? 32);
    const level = levels[i] ?? 0;
    const last = found.at(-1);
    const arabic = ARABIC.test(char) || (level % 2 === 1 && last?.level === level && last.script === 'arabic' && inArabicFont(char));
    const script: Script = arabic ? 'arabic' : 'latin';
    if (last?.level === level && last.script === script) last.end = i + char.length;
    else found.push({ start: i, end: i + char.length, level, script });
    i += char.length;
  }
  return found;
}

/** Rule L2 over whole pieces: from the highest level down, every stretch of that level or more is turned round. */
function reorder(line: Piece[]): Piece[] {
  const order = [...line];
  for (let level = Math.max(0, ...order.map((p) => p.level)); level >= 1; level -= 1) {
    for (let a = 0; a < order.length; a += 1) {
      if ((order[a]?.level ?? 0) < level) continue;
      let b = a;
      while (b < order.length && (order[b]?.level ?? 0) >= level) b += 1;
      order.splice(a, b - a, ...order.slice(a, b).reverse());
      a = b;
    }
  }
  return order;
}

const mirror = (text: string): string => [...text].map((char) => bidi.getMirroredCharacter(char) ?? char).join('');
/** The code point of the bracket that faces the other way; the same where there is none. */
export const mirrored = (code: number): number => mirror(String.fromCodePoint(code)).codePointAt(0) ?? code;

/**
 * One line of text as runs from left to right. Arabic runs stay in logical order, since the shaper joins their letters and turns them round;
 * the few other characters of odd level (a bracket the Arabic font lacks) are turned here. Brackets of both are mirrored, once, here.
 * @param inArabicFont tells whether the Arabic font can draw the character; what it cannot goes to the Latin one (², —).
 */
export function visualRuns(text: string, base: Direction, inArabicFont: (char: string) => boolean): Run[] {
  if (text === '') return [];
  const { levels } = bidi.getEmbeddingLevels(text, base);
  return reorder(pieces(text, levels, inArabicFont)).flatMap(({ start, end, level, script }): Run[] => {
    const logical = text.slice(start, end).replace(CONTROLS, '');
    if (logical === '') return [];
    if (level % 2 === 0) return [{ text: logical, script, turned: false }];
    return [{ text: script === 'arabic' ? mirror(logical) : [...mirror(logical)].reverse().join(''), script, turned: true }];
  });
}

/** Keeps a code, a date or a signed number whole and left to right inside any text (FSI would follow its first strong letter; this is LRI). */
export const isolate = (text: string): string => `\u2066${text}\u2069`;
