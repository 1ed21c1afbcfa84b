import { describe, expect, test } from '@jest/globals';
import { apply, begin, redo, STEPS, undo, undoName } from './history.ts';
import { faultsOf } from './faults.ts';
import { common, cut, merge, sideOf, split, widen } from './operations.ts';
import { closed, shapeArea, withRing, type Part, type Pt, type Shape } from './shape.ts';

const square = (x: number, y: number, w: number, h = w): Part => [[[x, y], [x + w, y], [x + w, y + h], [x, y + h], [x, y]]];
const random = (seed: number) => () => { seed = (seed * 1664525 + 1013904223) % 4294967296; return seed / 4294967296; };
/** A star-shaped outline round a point, as uneven as a real parcel. */
const blob = (x: number, y: number, r: number, n: number, roll: () => number): Part => [closed(Array.from({ length: n }, (_, i): Pt => {
  const turn = (i / n) * 2 * Math.PI, reach = r * (0.6 + 0.4 * roll());
  return [x + Math.cos(turn) * reach, y + Math.sin(turn) * reach];
}))];

describe('what is done to a shape', () => {
  test('split then merge keeps the area, for a hundred outlines with a hole and a broken line', () => {
    const roll = random(7);
    for (let i = 0; i < 100; i += 1) {
      const [x, y] = i % 2 ? [10.18, 36.8] : [2.42, 6.36];
      const shape = cut([blob(x, y, 0.001, 8 + i % 20, roll)], [square(x - 0.0001, y - 0.0001, 0.0002)]);
      const line: Pt[] = [[x - 0.002, y + (roll() - 0.5) * 1e-3], [x + (roll() - 0.5) * 4e-4, y + (roll() - 0.5) * 4e-4], [x + 0.002, y + (roll() - 0.5) * 1e-3]];
      const two = split(shape, line);
      expect(two.length).toBeGreaterThan(1);
      expect(Math.abs(shapeArea(two) / shapeArea(shape) - 1)).toBeLessThan(1e-7);
      const one = merge(two);
      expect(Math.abs(shapeArea(one) / shapeArea(shape) - 1)).toBeLessThan(1e-7); // a corner more on an edge moves it by the bend of the ellipsoid
      expect(shapeArea(common([two[0]!], [two[1]!]))).toBeLessThan(1e-3);
    }
  });
  test('a line that misses, or crosses itself, divides nothing; a bent one that goes round a corner does', () => {
    const shape: Shape = [square(0, 0, 1)];
    expect(split(shape, [[2, 0], [3, 1]])).toBe(shape);
    expect(sideOf([[0, 0], [1, 1], [0, 1], [1, 0]], shape)).toBeNull();
    const corner = split(shape, [[0.5, -0.5], [0.5, 0.5], [1.5, 0.5]]);
    expect(corner.map((p) => Math.round(shapeArea([p]) / shapeArea(shape) * 100)).sort((a, b) => a - b)).toEqual([25, 75]);
    // Both ends leave by one side.
    expect(split(shape, [[-0.5, 0.2], [0.5, 0.5], [-0.5, 0.8]])).toHaveLength(2);
  });
  test('cutting inside makes a hole, across makes parts, and the hole can be given back', () => {
    const shape: Shape = [square(10, 36, 0.001)];
    const holed = cut(shape, [square(10.0004, 36.0004, 0.0002)]);
    expect(holed).toHaveLength(1);
    expect(holed[0]).toHaveLength(2);
    expect(shapeArea(withRing(holed, 0, 1, null))).toBeCloseTo(shapeArea(shape), 6);
    expect(cut(shape, [square(10.0004, 35.999, 0.0002, 0.01)])).toHaveLength(2);
    expect(withRing(holed, 0, 0, null)).toEqual([]);
  });
  test('a buffer of 10 m is 10 m at Tunis and at Cotonou, each way', () => {
    for (const [x, y] of [[10.18, 36.8], [2.42, 6.36]] as const) {
      const [mx, my] = y > 30 ? [89_228, 110_969] : [110_637, 110_589];
      const shape: Shape = [[([[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]] as Pt[]).map(([a, b]): Pt => [x + a / mx, y + b / my])]];
      expect(shapeArea(widen(shape, 10)) / (100 ** 2 + 4 * 1000 + Math.PI * 100)).toBeCloseTo(1, 3);
      expect(shapeArea(widen(shape, -10)) / 6400).toBeCloseTo(1, 3);
    }
  });
  test('crossings are found where they are; a sound shape has none, holes and shared corners included', () => {
    expect(faultsOf([[[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]])).toEqual([{ kind: 'crossing', at: [0.5, 0.5] }]);
    expect(faultsOf([[...square(0, 0, 1), ...square(0.5, 0.5, 1)]]).length).toBe(2);
    expect(faultsOf([square(0, 0, 1), square(1, 0, 1), [...square(3, 0, 1), ...square(3.2, 0.2, 0.2)]])).toEqual([]);
    expect(faultsOf([[[[0, 0], [1, 1], [0, 0]]]])).toMatchObject([{ kind: 'flat' }]);
  });
});

test('a hundred random edits undone give the original back, byte for byte, and redone the last', () => {
  const roll = random(42);
  const original: Shape = [blob(10.18, 36.8, 0.001, 24, roll), square(10.19, 36.8, 0.0004)];
  const before = JSON.stringify(original);
  let h = begin(original);
  while (h.past.length < 100) {
    const shape = h.present, part = Math.floor(roll() * shape.length), ring = shape[part]?.[0];
    const [x, y] = [10.18 + (roll() - 0.5) * 0.002, 36.8 + (roll() - 0.5) * 0.002];
    const choice = Math.floor(roll() * 5);
    const next = !ring || choice === 0 ? merge(shape, [square(x, y, 0.0003)]) : choice === 1 ? cut(shape, [square(x, y, 0.0002)])
      : choice === 2 ? split(shape, [[10.17, y], [10.2, y + 1e-4]]) : choice === 3 ? withRing(shape, part, 0, closed([...ring.slice(1, -1), [x, y]]))
        : shape.length > 1 ? withRing(shape, part, 0, null) : shape;
    h = apply(h, STEPS[choice]!, next);
  }
  const last = JSON.stringify(h.present);
  while (undoName(h)) h = undo(h);
  expect(h.present).toBe(original);
  expect(JSON.stringify(h.present)).toBe(before);
  for (let i = 0; i < 100; i += 1) h = redo(h);
  expect(JSON.stringify(h.present)).toBe(last);
  expect(apply(undo(h), 'buffered', []).future).toEqual([]);
});
