import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError } from '@sommier/domain/shared';

const SIZE = 5;
/** Beginnings of SHA-256 of the 20,000 commonest passwords of twelve characters or more, sorted (scripts/make-common-passwords.mjs). */
let common: Buffer | undefined;

const isListed = (word: string): boolean => {
  common ??= readFileSync(new URL('./common-passwords.bin', import.meta.url));
  const wanted = hash('sha256', word, 'buffer').subarray(0, SIZE);
  for (let low = 0, high = common.length / SIZE - 1; low <= high;) {
    const middle = (low + high) >> 1, order = wanted.compare(common, middle * SIZE, (middle + 1) * SIZE);
    if (order === 0) return true;
    if (order < 0) high = middle - 1; else low = middle + 1;
  }
  return false;
};

/** `abcabcabcabc`, `111111111111`: one short piece again and again. */
const repeats = (word: string): boolean => /^(.{1,4}?)\1*$/su.test(word) && new Set(word).size <= 4;
/** `123456789012`, `abcdefghijkl`, and backwards: each sign follows the one before. */
const follows = (word: string): boolean => {
  const steps = [...word].slice(1).map((sign, i) => (sign.codePointAt(0) ?? 0) - (word.codePointAt(i) ?? 0));
  return [1, -1].some((step) => steps.filter((s) => s === step || s === -9 * step).length === steps.length);
};

/** Words of the person's surroundings, in small letters: what a stranger would try first (ASVS 5.0, 6.1.2). */
const piecesOf = (words: readonly string[]): string[] => ['sommier', ...words.flatMap((w) => w.toLowerCase().split(/[^\p{L}\p{N}]+/u))].filter((w) => w.length >= 4);
const LEFT_OVER = 8;

export type Weakness = 'password_common' | 'password_personal' | 'password_monotone';

/** Why a password of the right length is refused, or nothing. `around`: names, addresses, communes of the person. No rule of composition. */
export function weaknessOf(password: string, around: readonly string[]): Weakness | undefined {
  const word = password.normalize('NFKC').toLowerCase();
  if (isListed(word) || isListed(word.replace(/[^\p{L}\p{N}]+$/u, ''))) return 'password_common';
  if (repeats(word) || follows(word)) return 'password_monotone';
  const rest = piecesOf(around).sort((a, b) => b.length - a.length).reduce((left, piece) => left.replaceAll(piece, ''), word);
  if (rest !== word && rest.replace(/[^\p{L}\p{N}]/gu, '').length < LEFT_OVER) return 'password_personal';
  return undefined;
}

/** Throws `invalid` naming the field, with the reason in the reader's language. */
export function refuseWeak(password: string, around: readonly string[], field: string): void {
  const reason = weaknessOf(password, around);
  if (reason) throw new AppError('invalid', 'A weak password', { reason, issues: [{ path: field, message: reason }] });
}
