import { z } from 'zod';
import { foldText } from '../search/model.ts';

/**
 * How a commune writes its numbers: a mask in which # stands for a figure, @ for a letter, * for either; anything else is itself, and blanks, dashes and dots
 * count for nothing. `HUTB-######`; France: `##### ###### **`. A mask, not an expression: nobody can write one that never ends.
 */
export const Mask = z.string().trim().min(3).max(40).regex(/^[\p{L}\p{N} .\-/#@*]+$/u).refine((m) => /[#@*]/.test(m), { message: 'no_place' });
export const RegistrationRules = z.strictObject({
  masks: z.array(Mask).max(20).default([]),
  /** Words that say a listing needs no number; compared without accents. */
  exempt: z.array(z.string().trim().min(2).max(40)).max(30).default(['exempt', 'exempté', 'dispensé', 'معفى']),
  /** Nights a year that a principal home may be let (France: 120, or 90 where the council says so); null: no cap. */
  nightCap: z.union([z.literal(90), z.literal(120), z.number().int().min(1).max(366)]).nullable().default(null),
  /** Metres that the place of a registration may lie beside the truth. */
  accuracyM: z.number().int().min(0).max(1000).default(30),
}).meta({ id: 'RegistrationRules' });
export type RegistrationRules = z.output<typeof RegistrationRules>;
export const NO_RULES: RegistrationRules = { masks: [], exempt: ['exempt', 'exempté', 'dispensé', 'معفى'], nightCap: null, accuracyM: 30 };

/** The number as two writings of it share it: capitals and figures alone. */
export const numberKey = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether a number is written as one of the masks; with no mask any number is. */
export function fitsMask(number: string, masks: readonly string[]): boolean {
  if (masks.length === 0) return true;
  const key = [...numberKey(number)];
  return masks.some((mask) => {
    const want = [...mask.replace(/[^\p{L}\p{N}#@*]+/gu, '')];
    return want.length === key.length && want.every((w, i) => {
      const is = key[i] ?? '';
      return w === '#' ? /\p{Nd}/u.test(is) : w === '@' ? /\p{L}/u.test(is) : w === '*' ? /[\p{L}\p{Nd}]/u.test(is) : w.toUpperCase() === is;
    });
  });
}

/** Whether what stands in the place of a number says that none is needed. */
export function saysExempt(text: string, rules: RegistrationRules): boolean {
  const words = foldText(text);
  return rules.exempt.some((e) => words === foldText(e) || words.startsWith(`${foldText(e)} `));
}
