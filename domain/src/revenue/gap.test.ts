import { expect, test } from '@jest/globals';
import { gapOf, yearlyMarket } from './gap.ts';

test('a shop of 126 m² at 50 DH a month where the market pays 80 DH a square metre', () => {
  const market = yearlyMarket(8000n, 126);
  expect(market).toBe(12_096_000n);
  expect(gapOf({ contract: 60_000n, legal: 66_000n, market })).toEqual({ legalGap: 6_000n, marketGap: 12_036_000n, share: 0.995, band: 'over75' });
});
test('what is not known stays unknown, and a rent above the market leaves nothing', () => {
  expect(gapOf({ contract: 5n, legal: null, market: null })).toEqual({ legalGap: null, marketGap: null, share: null, band: 'unknown' });
  expect(gapOf({ contract: 120n, legal: 110n, market: 100n })).toEqual({ legalGap: 0n, marketGap: 0n, share: 0, band: 'none' });
});
