import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FciScale, SCALES, fci, planWorks, portfolioFci, type PlannedWork } from './index.ts';

const four = [...SCALES.four], five = [...SCALES.five];
describe('the condition index (§3.5)', () => {
  test('350,000 over 4,950,000 is 7.07 %, fair on the first scale, good on the second', () => {
    expect(fci(350_000n, 4_950_000n, four)).toEqual({ kind: 'computed', bp: 707, band: 'fair' });
    expect(fci(350_000n, 4_950_000n, five)).toMatchObject({ bp: 707, band: 'good' });
  });
  test('without a replacement value it cannot be computed, and is never 0 %', () => {
    for (const none of [null, 0n, -1n]) expect(fci(0n, none, four)).toEqual({ kind: 'not_computable', reason: 'no_replacement_value' });
    expect(fci(0n, 1n, four)).toMatchObject({ bp: 0, band: 'good' });
  });
  test('a limit belongs to the better band, on the exact ratio and not on the rounded one', () => {
    expect(['5000', '5001', '10000', '10001', '30000', '30001'].map((d) => { const f = fci(BigInt(d), 100_000n, four); return f.kind === 'computed' ? f.band : ''; })).toEqual(['good', 'fair', 'fair', 'poor', 'poor', 'critical']);
    expect(fci(50_001n, 1_000_000n, four)).toMatchObject({ bp: 500, band: 'fair' });
  });
  test('of a portfolio: the sum over the sum, what cannot be computed beside it', () => {
    expect(portfolioFci([{ deferred: 10n, replacement: 100n }, { deferred: 0n, replacement: 900n }, { deferred: 77n, replacement: null }], four)).toEqual({ index: { kind: 'computed', bp: 100, band: 'good' }, computable: 2, notComputable: 1, deferred: 10n, replacement: 1000n, deferredOutside: 77n });
    expect(portfolioFci([], four).index.kind).toBe('not_computable');
  });
  test('a scale is in order and ends open', () => {
    expect([four, five, [four[0], four[3]]].map((s) => FciScale.safeParse(s).success)).toEqual([true, true, true]);
    expect([[four[1], four[0], four[3]], [four[0], four[1]], [four[0], { band: 'good', upToBp: null }]].map((s) => FciScale.safeParse(s).success)).toEqual([false, false, false]);
  });
});

describe('a works plan against budgets', () => {
  const work = (id: string, cost: bigint | null, more: Partial<PlannedWork> = {}): PlannedWork => ({ id, cost, priority: 3, wanted: null, pin: null, fciBp: null, ...more });
  const years = (...budgets: bigint[]) => budgets.map((budget, i) => ({ year: 2027 + i, budget }));
  test('danger first, then what is wanted soonest; what does not fit waits; a pin holds', () => {
    const plan = planWorks([work('1', 60n), work('2', 50n, { priority: 1 }), work('3', 40n, { wanted: 2027 }), work('4', null), work('5', 30n, { pin: 'off' }), work('6', 500n), work('7', 20n, { pin: 2028 }), work('8', 99n, { pin: 2040 })], years(100n, 100n));
    expect(plan.years.map((y) => [y.year, y.spent, y.works])).toEqual([[2027, 90n, ['2', '3']], [2028, 80n, ['7', '1']]]);
    expect(plan.putOff).toEqual([{ id: '8', reason: 'pin_outside' }, { id: '5', reason: 'by_hand' }, { id: '6', reason: 'budget' }, { id: '4', reason: 'no_cost' }].sort((a, b) => plan.putOff.findIndex((p) => p.id === a.id) - plan.putOff.findIndex((p) => p.id === b.id)));
    expect(planWorks([work('1', 60n, { priority: 1 }), work('2', 60n, { wanted: 2027 })], years(100n, 100n)).late).toEqual(['2']);
  });
  test('whatever the works: no budget is exceeded, each stands once, the order given changes nothing', () => {
    const any = fc.record({ cost: fc.option(fc.bigInt({ min: 1n, max: 120n })), priority: fc.integer({ min: 1, max: 4 }), wanted: fc.option(fc.integer({ min: 2025, max: 2032 })), pin: fc.option(fc.oneof(fc.integer({ min: 2026, max: 2031 }), fc.constant('off' as const))), fciBp: fc.option(fc.integer({ min: 0, max: 9000 })) });
    fc.assert(fc.property(fc.array(any, { maxLength: 30 }), fc.array(fc.bigInt({ min: 0n, max: 300n }), { minLength: 1, maxLength: 5 }), (list, budgets) => {
      const works = list.map((w, i) => ({ ...w, id: String(i + 1) }));
      const plan = planWorks(works, years(...budgets));
      for (const y of plan.years) { expect(y.spent <= y.budget).toBe(true); expect(y.works.reduce((n, id) => n + (works[Number(id) - 1]?.cost ?? 0n), 0n)).toBe(y.spent); }
      expect([...plan.years.flatMap((y) => y.works), ...plan.putOff.map((p) => p.id)].sort()).toEqual(works.map((w) => w.id).sort());
      expect(planWorks([...works].reverse(), years(...budgets))).toEqual(plan);
      // What waits for money would fit in no year.
      for (const p of plan.putOff.filter((x) => x.reason === 'budget')) for (const y of plan.years) expect(y.spent + (works[Number(p.id) - 1]?.cost ?? 0n) > y.budget).toBe(true);
    }), { numRuns: 120, seed: 7 });
  });
});
