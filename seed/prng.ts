/** A small generator with a fixed seed (mulberry32): the same town on every machine, today and next year. */
export interface Chance {
  /** A number in [0, 1). */
  next(): number;
  /** A number in [from, to). */
  between(from: number, to: number): number;
  /** A whole number from..to, both included. */
  whole(from: number, to: number): number;
  /** True with this probability. */
  odds(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** An index drawn by weight. */
  weighted(weights: readonly number[]): number;
  shuffle<T>(list: readonly T[]): T[];
}

export const chance = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next, whole,
    between: (from, to) => from + next() * (to - from),
    odds: (probability) => next() < probability,
    pick: (list) => list[whole(0, list.length - 1)]!,
    weighted: (weights) => {
      let left = next() * weights.reduce((a, b) => a + b, 0);
      const found = weights.findIndex((w) => (left -= w) < 0);
      return found < 0 ? weights.length - 1 : found;
    },
    shuffle: (list) => {
      const out = [...list];
      for (let i = out.length - 1; i > 0; i -= 1) {
        const j = whole(0, i);
        [out[i], out[j]] = [out[j]!, out[i]!];
      }
      return out;
    },
  };
};
