import { describe, expect, test } from '@jest/globals';
import { boxOf, countOf, degreesOf, metresAt, tilesOf, zoomFor } from './raster.ts';

describe('the grid of picture tiles', () => {
  test('a tile of the grid is asked by its own corners alone', () => {
    for (const [z, x, y] of [[0, 0, 0], [14, 8655, 6391], [18, 138480, 102259]] as const) {
      const range = tilesOf(boxOf(z, x, y), z);
      expect([range, countOf(range)]).toEqual([{ x0: x, x1: x, y0: y, y1: y }, 1]);
      expect(countOf(tilesOf(boxOf(z, x, y), z + 2))).toBe(16);
    }
  });
  test('corners are where the web grid has them: Tunis, zoom 10, tile 540/399', () => {
    const [w, s, e, n] = boxOf(10, 540, 399);
    const [lon, lat] = degreesOf(w, n), [lonE, latS] = degreesOf(e, s);
    expect([lon, lonE].map((v) => v.toFixed(7))).toEqual(['9.8437500', '10.1953125']);
    expect(lat).toBeCloseTo(36.879621, 5);
    expect(latS).toBeCloseTo(36.597889, 5);
  });
  test('a pixel of 0.2 m takes zoom 20, of 0.6 m 18; the finest is 22', () => {
    expect([zoomFor(0.2), zoomFor(0.6), zoomFor(0.0001), zoomFor(1e9)]).toEqual([20, 18, 22, 0]);
    expect(metresAt(18)).toBeCloseTo(0.597164, 6);
  });
});
