import { expect, test } from '@jest/globals';
import { Pace } from './pace.ts';

test('a burst goes at once, what follows waits its turn, and who would wait too long is refused without being counted', () => {
  const pace = new Pace({ burst: 3, perSecond: 2, patience: 1 });
  expect([1, 2, 3, 4, 5, 6, 7].map(() => pace.take('a', 100))).toEqual([0, 0, 0, 0.5, 1, undefined, undefined]);
  expect(pace.take('b', 100)).toBe(0);
  // Half a second later one has leaked out.
  expect([pace.take('a', 100.5), pace.take('a', 100.5)]).toEqual([1, undefined]);
  expect(pace.take('a', 200)).toBe(0);
});
test('a client that asks one after another is slowed down, never refused', () => {
  const pace = new Pace({ burst: 400, perSecond: 200, patience: 5 });
  let now = 0, refused = 0;
  for (let i = 0; i < 20_000; i += 1) {
    const wait = pace.take('k', now);
    if (wait === undefined) refused += 1;
    now += (wait ?? 0) + 0.001;
  }
  expect([refused, now > 90]).toEqual([0, true]);
});
