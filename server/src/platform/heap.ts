import { setFlagsFromString } from 'node:v8';

/** How much the heap may grow before it is swept, in percent; 0 leaves it to V8. */
const growth = (percent: number): void => { setFlagsFromString(`--heap-growing-percent=${String(percent)}`); };
const THRIFTY = 40;
let works = 0;

/**
 * Does long work with memory before pace: left alone, the heap of a long batch doubles before it is swept. Answers between such works are not
 * slowed: sweeping that often costs a server of tiles a quarter of its time.
 */
export async function thriftily<T>(work: () => Promise<T>): Promise<T> {
  if (works === 0) growth(THRIFTY);
  works += 1;
  try {
    return await work();
  } finally {
    works -= 1;
    if (works === 0) growth(0);
  }
}
