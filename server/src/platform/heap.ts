import { setFlagsFromString } from 'node:v8';

/** How much the heap may grow before it is swept, in percent; 0 leaves it to V8. */
const growth = (percent: number): void => { setFlagsFromString(`--heap-growing-percent=${String(percent)}`); };
const THRIFTY = 40;
/** Loading the code is the first: `bin/sommier.mjs` sets the flag before it, for a heap once large is not given back. */
let works = 1;

const ended = (): void => {
  works -= 1;
  if (works === 0) growth(0);
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
