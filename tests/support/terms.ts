import fc from 'fast-check';
import { addDays, type Day } from '@sommier/domain/shared';
import type { Terms } from '@sommier/domain/ledger';

const day = (from: Day, days: number): fc.Arbitrary<Day> => fc.integer({ min: 0, max: days }).map((n) => addDays(from, n));
const price = fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 7n }), fc.bigInt({ min: 1n, max: 10n ** 12n }));

/** Leases of every kind: any anchor, any period, steps, free stretches, ends before their first period is over. */
export const anyTerms: fc.Arbitrary<Terms> = fc.record({
  start: day('2018-01-01', 2500), length: fc.option(fc.integer({ min: 1, max: 2500 })), back: fc.integer({ min: 0, max: 400 }),
  period: fc.constantFrom('month' as const, 'quarter' as const, 'semester' as const, 'year' as const), inAdvance: fc.boolean(),
  dueDay: fc.option(fc.integer({ min: 1, max: 31 })), prorata: fc.constantFrom('actual' as const, 'thirtieth' as const, 'full' as const),
  steps: fc.array(fc.record({ after: fc.integer({ min: 1, max: 1500 }), rent: price, charges: fc.bigInt({ min: 0n, max: 10n ** 6n }) }), { minLength: 1, maxLength: 4 }),
  free: fc.array(fc.record({ after: fc.integer({ min: 0, max: 1500 }), days: fc.integer({ min: 1, max: 200 }), charges: fc.boolean() }), { maxLength: 3 }),
}).map(({ start, length, back, steps, free, ...rest }) => ({
  ...rest, start, end: length === null ? null : addDays(start, length), anchor: addDays(start, -back),
  steps: [...new Map(steps.map((s, i) => [i === 0 ? start : addDays(start, s.after), s])).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([from, s]) => ({ from, rent: s.rent, charges: s.charges })),
  free: free.map((f) => ({ from: addDays(start, f.after), to: addDays(start, f.after + f.days), charges: f.charges })),
}));
