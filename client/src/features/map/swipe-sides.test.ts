import { describe, expect, test } from '@jest/globals';
import type { Scene } from '../../map/index.ts';
import { readSwipe, sideOf, writeSwipe } from './swipe-sides.ts';

const scene = { layers: [{ name: 'assets', tiles: '/tiles/assets/{z}/{x}/{y}.mvt?commune=A&on=2026-11-22#7' }, { name: 'ecoles', tiles: '/t' }], pictures: [{ name: 'ortho-2019' }, { name: 'ortho-2024' }] } as unknown as Scene;
const names = (s: Scene): string[] => [...s.layers, ...s.pictures ?? []].map((l) => l.name);

describe('the two sides of a comparison', () => {
  test('each lacks what stands on the other alone', () => {
    const two = readSwipe('ortho-2019;ortho-2024');
    expect(names(sideOf(scene, two, 'left'))).toEqual(['assets', 'ecoles', 'ortho-2019']);
    expect(names(sideOf(scene, two, 'right'))).toEqual(['assets', 'ecoles', 'ortho-2024']);
    const one = readSwipe('ecoles;');
    expect(names(sideOf(scene, one, 'left'))).toEqual(names(scene));
    expect(names(sideOf(scene, one, 'right'))).toEqual(['assets', 'ortho-2019', 'ortho-2024']);
  });
  test('the right side has the occupancy of the other day, and only that differs', () => {
    const day = readSwipe('on:2020-01-31');
    expect(sideOf(scene, day, 'left')).toBe(scene);
    expect(sideOf(scene, day, 'right').layers.map((l) => l.tiles)).toEqual(['/tiles/assets/{z}/{x}/{y}.mvt?commune=A&on=2020-01-31#7', '/t']);
  });
  test('is written as it is read', () => { for (const text of ['a;b', 'a;', 'on:2020-01-31', 'on;x']) expect(writeSwipe(readSwipe(text))).toBe(text); });
});
