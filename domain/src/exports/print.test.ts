import { describe, expect, test } from '@jest/globals';
import { ORIENTATIONS, pageLayout, PAPERS, PrintRequest, texts } from './index.ts';

describe('the layout of a sheet', () => {
  test.each(PAPERS.flatMap((paper) => ORIENTATIONS.flatMap((orientation) => [false, true].map((rtl) => [paper, orientation, rtl] as const))))('%s %s, right to left %s: parts on the sheet, none over another', (paper, orientation, rtl) => {
    const page = pageLayout(paper, orientation, rtl);
    for (const box of [page.head, page.map, page.side, page.foot]) {
      expect(box.width).toBeGreaterThan(0);
      expect(box.height).toBeGreaterThan(0);
      expect(box.x).toBeGreaterThanOrEqual(page.margin);
      expect(box.x + box.width).toBeLessThanOrEqual(page.width - page.margin + 1e-9);
      expect(box.y + box.height).toBeLessThanOrEqual(page.height - page.margin + 1e-9);
    }
    const { map, side } = page;
    expect(map.x + map.width <= side.x || side.x + side.width <= map.x || map.y + map.height <= side.y).toBe(true);
  });
  test('the panel changes sides with the direction of reading', () => {
    expect(pageLayout('A4', 'landscape', false).side.x).toBeGreaterThan(pageLayout('A4', 'landscape', false).map.x);
    expect(pageLayout('A4', 'landscape', true).side.x).toBeLessThan(pageLayout('A4', 'landscape', true).map.x);
  });
});

test('the words of the sheet are the same in number in every language', () => {
  expect(Object.keys(texts.ar)).toEqual(Object.keys(texts.fr));
  expect(Object.keys(texts.en)).toEqual(Object.keys(texts.fr));
});
test('a map at the pole or without a layer is refused', () => {
  expect(PrintRequest.safeParse({ layers: [], center: [10, 36], scale: 1000 }).success).toBe(false);
  expect(PrintRequest.safeParse({ layers: ['assets'], center: [10, 89], scale: 1000 }).success).toBe(false);
});
