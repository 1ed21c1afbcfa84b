import { setFlagsFromString } from 'node:v8';

/** How much the heap, and the buffers held beside it, may grow before they are swept, in percent. */
const growth = (percent: number): void => { setFlagsFromString(`--heap-growing-percent=${String(percent)}`); };
const THRIFTY = 40;
/** Left to V8 a server of tiles is swept every 15 MB of buffers, each time at the price of thirty tiles: three times fewer for 40 MB. */
const SERVING = 80;
/** Loading the code is the first: `bin/sommier.mjs` sets the flag before it, for a heap once large is not given back. */
let works = 1;

const ended = (): void => {
  works -= 1;
  if (works === 0) growth(SERVING);
};

/** The process has loaded its code and is a server: from here on only its long works are thrifty. A command stays so to its end. */
export const isServer = ended;

/**
 * Does long work with memory before pace: left alone, the heap of a long batch doubles before it is swept. Answers between such works are not
 * slowed: sweeping that often costs a server of tiles a quarter of its time.
 */
export async function thriftily<T>(work: () => Promise<T>): Promise<T> {
  works += 1;
  if (works === 1) growth(THRIFTY);
  try {
    return await work();
  } finally {
    ended();
  }
}
