import { describe, expect, test } from '@jest/globals';
import { discRing, ellipsoidalArea, ellipsoidalLength } from './area.ts';

type Ring = [number, number][];
const ring = (text: string): Ring => text.split(',').map((p) => p.trim().split(' ').map(Number) as [number, number]);

// Right sides: ST_Area and ST_Length on geography, PostGIS 3.3.2 (GeographicLib), square metres and metres.
const CASES: [string, Ring[], number][] = [
  ['a block at Tunis', [ring('10.17 36.80,10.1745 36.8003,10.1741 36.8042,10.1712 36.8051,10.1695 36.8021,10.17 36.80')], 191186.98461779952],
  ['a block at Cotonou', [ring('2.42 6.36,2.4231 6.3604,2.4228 6.3642,2.4204 6.3639,2.4192 6.3615,2.42 6.36')], 152084.53126741573],
  ['Tunis with a hole', [ring('10.10 36.75,10.25 36.76,10.24 36.86,10.12 36.85,10.10 36.75'), ring('10.15 36.79,10.19 36.79,10.19 36.82,10.15 36.82,10.15 36.79')], 121311737.81384802],
  ['Cotonou as a whole', [ring('2.30 6.33,2.50 6.34,2.49 6.45,2.31 6.44,2.30 6.33')], 255701075.37305355],
];

describe('live measures against PostGIS', () => {
  test.each(CASES)('area of %s within three parts in a hundred thousand', (_name, rings, expected) => {
    expect(Math.abs(ellipsoidalArea(rings) / expected - 1)).toBeLessThan(3e-5);
  });
  test('neither direction nor closing changes an area', () => {
    const [, [outer = []]] = CASES[0] ?? ['', [[]], 0];
    expect(ellipsoidalArea([[...outer].reverse()])).toBeCloseTo(ellipsoidalArea([outer]), 6);
    expect(ellipsoidalArea([outer.slice(0, -1)])).toBeCloseTo(ellipsoidalArea([outer]), 6);
  });
  test('length within one part in a hundred thousand', () => {
    expect(Math.abs(ellipsoidalLength(ring('10.17 36.80,10.1745 36.8003,10.1741 36.8042')) / 837.2439553030629 - 1)).toBeLessThan(1e-5);
    expect(Math.abs(ellipsoidalLength(ring('2.42 6.36,2.43 6.37')) / 1564.30248371 - 1)).toBeLessThan(1e-5);
  });
  test('a disc of 150 m has its area but for its 64 corners', () => {
    expect(ellipsoidalArea([discRing(10.17, 36.8, 150)]) / (Math.PI * 150 ** 2)).toBeCloseTo(1, 2);
    expect(ellipsoidalArea([discRing(2.42, 6.36, 150)]) / (Math.PI * 150 ** 2)).toBeCloseTo(1, 2);
  });
});
