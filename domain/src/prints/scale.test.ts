import { describe, expect, test } from '@jest/globals';
import { fittingScale, ROUND_SCALES, turnedSize } from './scale.ts';

describe('the scale of a page', () => {
  test('is the finest round one that shows the subject with room round it', () => {
    // 186.6 mm of paper for 100 m: 1:623 is needed, so 1:1000.
    expect(fittingScale({ width: 100, height: 20 }, { width: 186.6, height: 140 })).toBe(1000);
    expect(fittingScale({ width: 10, height: 10 }, { width: 186.6, height: 140 })).toBe(200);
    expect(fittingScale({ width: 1e9, height: 1 }, { width: 100, height: 100 })).toBe(1_000_000);
  });
  test('the subject always fits, and would not at the next finer one', () => {
    for (let width = 3; width < 200_000; width *= 1.7) {
      const scale = fittingScale({ width, height: width / 3 }, { width: 180, height: 130 });
      expect(width / scale * 1000).toBeLessThanOrEqual(180 * 0.86);
      const finer = ROUND_SCALES[ROUND_SCALES.findIndex((s) => s === scale) - 1];
      if (finer !== undefined) expect(width / finer * 1000).toBeGreaterThan(180 * 0.86);
    }
  });
  test('a turned sheet needs room for the corners', () => {
    expect(turnedSize({ width: 30, height: 10 }, 90).width).toBeCloseTo(10);
    expect(turnedSize({ width: 10, height: 10 }, 45).width).toBeCloseTo(Math.SQRT2 * 10);
  });
});
