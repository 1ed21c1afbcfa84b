import { describe, expect, test } from '@jest/globals';
import { groundIn, withUnit } from './units.ts';

describe('units', () => {
  test('in Arabic the unit is Arabic and the pair reads from the right; elsewhere from the left', () => {
    expect([withUnit('ar', '1.250', 'm2'), withUnit('ar', '2', 'ha'), withUnit('fr', '1 250', 'm2'), withUnit('en', '3', 'km')]).toEqual(['\u20671.250\u00a0م²\u2069', '\u20672\u00a0هكتار\u2069', '\u20661 250\u00a0m²\u2069', '\u20663\u00a0km\u2069']);
  });
  test('ground turns to hectares and to square kilometres at their own size', () => {
    expect([9999, 10_000, 999_999, 1_000_000].map((m2) => groundIn(m2).unit)).toEqual(['m2', 'ha', 'ha', 'km2']);
    expect(groundIn(12_500)).toEqual({ value: 1.25, digits: 2, unit: 'ha' });
  });
});
