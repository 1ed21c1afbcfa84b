import { describe, expect, test } from '@jest/globals';
import { estimatedNights, nightsRange, reviewsOfYear } from './nights.ts';

describe('the San Francisco model', () => {
  test.each([
    [0, 2, 0], [1, 1, 6], [10, 2, 60], [10, 7, 140], [42, 3, 252], [43, 3, 255], [3.84, 1, 23.04], [5, null, 30],
  ])('%s reviews and a minimum of %s nights make %s nights', (reviews, minimum, nights) => {
    expect(estimatedNights(reviews, minimum)).toBeCloseTo(nights, 9);
  });
  test('reviews of the year are the count given, else twelve months of the rate, else none', () => {
    expect([reviewsOfYear(7, 9), reviewsOfYear(0, 9), reviewsOfYear(null, 0.5), reviewsOfYear(null, null)]).toEqual([7, 0, 6, 0]);
  });
  test('the range holds the estimate', () => {
    const { low, high } = nightsRange(10, 2);
    expect(low).toBeCloseTo(10 / 0.72 * 3, 9);
    expect(high).toBeCloseTo(10 / 0.305 * 3, 9);
  });
});
