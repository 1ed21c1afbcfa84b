import { expect, test } from '@jest/globals';
import { GAP_BANDS } from '@sommier/domain/revenue';
import { ar } from '../../platform/i18n/ar/index.ts';
import { en } from '../../platform/i18n/en/index.ts';
import { fr } from '../../platform/i18n/fr/index.ts';

/** The bounds of each band in percent, as the domain draws them. */
const BOUNDS: Record<string, string[]> = { under25: ['25'], under50: ['25', '50'], under75: ['50', '75'], over75: ['75'], none: [], unknown: [] };

test.each([['fr', fr], ['ar', ar], ['en', en]] as const)('the legend of the revenue map says the bounds of its bands, the lower first and each once, in %s', (_language, words) => {
  const said = GAP_BANDS.map((band) => words[`revenue.band.${band}`]);
  expect(Object.fromEntries(GAP_BANDS.map((band, i) => [band, said[i]?.match(/\d+/g) ?? []]))).toEqual(BOUNDS);
  // No two bands of one name; a share is said in percent; nothing turns the order of what is read (no mark of direction, no Latin letter in Arabic).
  expect(new Set(said).size).toBe(GAP_BANDS.length);
  for (const [i, text] of said.entries()) {
    expect(text.includes('%')).toBe((BOUNDS[GAP_BANDS[i] ?? ''] ?? []).length > 0);
    if (words === (ar as typeof words)) expect(text).not.toMatch(/[A-Za-z\u200e\u200f\u202a-\u202e]/);
  }
});
