import { expect, test } from '@jest/globals';
import { readAmount, writeAmount } from './amount.ts';

test.each([
  ['1250,5', 3, '1250500'], ['1 250,500', 3, '1250500'], ['1.250,500', 3, '1250500'], ['1,250.50', 2, '125050'], ['88.58', 2, '8858'], ['1000', 0, '1000'], ['1 000', 0, '1000'], ['١٢٥٠٫٥', 3, '1250500'],
  ['', 3, null], ['0', 2, null], ['-5', 2, null], ['1,2345', 3, null], ['abc', 2, null], ['5,5', 0, null],
] as const)('%s with %i decimals', (typed, exponent, minor) => { expect(readAmount(typed, exponent)).toBe(minor); });
test('an amount written is read back', () => { for (const [m, e] of [['1250500', 3], ['5', 3], ['8858', 2], ['70', 0]] as const) expect(readAmount(writeAmount(m, e), e)).toBe(m); });
