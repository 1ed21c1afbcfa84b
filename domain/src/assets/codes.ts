import { foldText } from '../search/model.ts';
import type { Level, Nature } from './words.ts';

/** What a code may be made of. `seq:4` is at least four digits. */
const TOKEN = /\{(seq(?::([1-9]))?|parent|level|nature|district|year)\}/g;
const LEVEL: Record<Level, string> = { site: 'S', building: 'B', unit: 'L', room: 'P' };
const NATURE: Record<Nature, string> = { land: 'T', building: 'B', unit: 'L', road: 'V', equipment: 'E', cemetery: 'C', market: 'M', other: 'X' };

export interface CodeContext { level: Level | null; nature: Nature | null; district: string | null; parentCode: string | null; /** the year of the day of creation */ year: number }

/** Four letters or digits of a name, without accents: "Bab Souika" is BABS; a name without Latin letters is X. */
export const shortName = (name: string | null): string => foldText(name ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '').slice(0, 4) || 'X';

/**
 * What is wrong with a pattern: null when it can be used. A pattern has one `{seq}`; nothing but letters, digits, `-`, `_`, `/` and `.` beside its
 * parts; `{parent}` only where there is a parent.
 */
export function patternFault(pattern: string, child: boolean): 'no_sequence' | 'two_sequences' | 'bad_sign' | 'no_parent' | 'too_long' | null {
  const sequences = [...pattern.matchAll(TOKEN)].filter((m) => m[1]?.startsWith('seq'));
  if (sequences.length === 0) return 'no_sequence';
  if (sequences.length > 1) return 'two_sequences';
  if (!child && pattern.includes('{parent}')) return 'no_parent';
  if (pattern.length > 80) return 'too_long';
  return /^[A-Za-z0-9\-_/.]*$/.test(pattern.replace(TOKEN, '')) ? null : 'bad_sign';
}

/** What stands before and after the number, for a property. The number counts by that pair: two districts count apart. */
export function codeParts(pattern: string, c: CodeContext): { before: string; after: string; width: number } {
  let width = 1;
  const filled = pattern.replace(TOKEN, (_all, name: string, digits: string | undefined) => {
    switch (name) {
      case 'parent': return c.parentCode ?? '';
      case 'level': return c.level ? LEVEL[c.level] : c.nature ? NATURE[c.nature] : 'X';
      case 'nature': return c.nature ? NATURE[c.nature] : 'X';
      case 'district': return shortName(c.district);
      case 'year': return String(c.year);
      default: width = Number(digits ?? 1); return '\u0000';
    }
  });
  const [before = '', after = ''] = filled.split('\u0000');
  return { before, after, width };
}
/** The code of a number. */
export const codeOf = ({ before, after, width }: ReturnType<typeof codeParts>, n: number | bigint): string => `${before}${String(n).padStart(width, '0')}${after}`;
