import fc from 'fast-check';
import { SEED } from './scale.ts';

/** Places are shares of the file's length, so that one mutation fits every seed. */
export type Change = { kind: 'flip'; at: number; to: number } | { kind: 'cut'; at: number } | { kind: 'double' | 'drop'; at: number; length: number };
export interface Mutation { seed: number; changes: Change[] }

const place = fc.nat(999_999).map((n) => n / 1_000_000), length = fc.integer({ min: 1, max: 400 });
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('flip' as const), at: place, to: fc.nat(255) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('double' as const, 'drop' as const), at: place, length }) },
);

/** The same mutations in every run; the seeds take turns. */
export const mutations = (count: number, seeds: number): Mutation[] =>
  fc.sample(fc.array(change, { minLength: 1, maxLength: 6 }), { seed: SEED, numRuns: count }).map((changes, i) => ({ seed: i % seeds, changes }));

export function mutate(bytes: Uint8Array, changes: readonly Change[]): Uint8Array {
  let now = Uint8Array.from(bytes);
  for (const c of changes) {
    const at = Math.floor(c.at * now.length);
    if (c.kind === 'flip') { if (now.length > 0) now[at] = c.to; }
    else if (c.kind === 'cut') now = now.slice(0, at);
    else now = Uint8Array.from([...now.slice(0, c.kind === 'double' ? at + c.length : at), ...now.slice(c.kind === 'double' ? at : at + c.length)]);
  }
  return now;
}
