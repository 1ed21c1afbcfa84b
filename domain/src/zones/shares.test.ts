import { describe, expect, test } from '@jest/globals';
import { metresOfDegree } from './disc.ts';
import { ZoneIndex, type ZoneGround } from './shares.ts';

const LAT = 36.8;
const { x: MX, y: MY } = metresOfDegree(LAT);
/** A ring given in metres from (10.18, 36.8). */
const ring = (...points: [number, number][]): number[][] => [...points, points[0]!].map(([x, y]) => [10.18 + x / MX, LAT + y / MY]);
const box = (w: number, s: number, e: number, n: number): number[][] => ring([w, s], [e, s], [e, n], [w, n]);
const zone = (id: string, ...polygons: number[][][][]): ZoneGround => ({ id, polygons });
const at = (index: ZoneIndex, x: number, y: number, r = 150): Record<string, number> =>
  Object.fromEntries(index.shares(10.18 + x / MX, LAT + y / MY, r).map((s) => [s.zone, s.share]));

describe('the shares of a disc', () => {
  const halves = new ZoneIndex([zone('west', [box(-5000, -5000, 0, 5000)]), zone('east', [box(0, -5000, 5000, 5000)])]);
  test('one zone far from any edge, none outside', () => {
    expect(at(halves, -2000, 0)).toEqual({ west: 1 });
    expect(at(halves, 9000, 0)).toEqual({});
  });
  test('two halves on the common edge', () => {
    expect(at(halves, 0, 300)['west']).toBeCloseTo(0.5, 4);
    expect(at(halves, 0, 300)['east']).toBeCloseTo(0.5, 4);
  });
  test('a circle cut by a line keeps its segment', () => {
    const d = 75, r = 150;
    const segment = (r * r * Math.acos(d / r) - d * Math.sqrt(r * r - d * d)) / (Math.PI * r * r);
    expect(at(halves, d, 0)['west']).toBeCloseTo(segment, 4);
    expect(at(halves, d, 0)['east']).toBeCloseTo(1 - segment, 4);
  });
  test('a quarter at a corner, on the corner itself', () => {
    expect(at(new ZoneIndex([zone('q', [box(0, 0, 4000, 4000)])]), 0, 0)['q']).toBeCloseTo(0.25, 4);
  });
  test('holes, several parts, either direction, and zones smaller than the disc', () => {
    const holed = new ZoneIndex([zone('holed', [box(-1000, -1000, 1000, 1000), box(-50, -50, 50, 50)], [box(3000, 0, 3100, 100).reverse()])]);
    expect(at(holed, 0, 0)['holed']).toBeCloseTo(1 - 10_000 / (Math.PI * 150 * 150), 4);
    expect(at(holed, 3050, 50)['holed']).toBeCloseTo(10_000 / (Math.PI * 150 * 150), 4);
    expect(at(holed, 500, 500)).toEqual({ holed: 1 });
  });
  test('overlapping zones each take their part; a set without zones takes none', () => {
    const both = new ZoneIndex([zone('a', [box(-500, -500, 500, 500)]), zone('b', [box(-600, -600, 600, 600)])]);
    expect(at(both, 0, 0)).toEqual({ a: 1, b: 1 });
    expect(at(new ZoneIndex([]), 0, 0)).toEqual({});
  });
});
