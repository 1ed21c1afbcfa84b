import type { Bounds } from './schemas.ts';

export { BboxText, Bounds, Geometry, listOf } from './schemas.ts';

/** The four numbers of a text that `BboxText` accepts. */
export const parseBbox = (text: string): Bounds => {
  const [w = 0, s = 0, e = 0, n = 0] = text.split(',').map(Number);
  return [w, s, e, n];
};

/** The words of a text that `listOf` accepts. */
export const splitList = (text: string | undefined): string[] => text === undefined || text === '' ? [] : text.split(',');
