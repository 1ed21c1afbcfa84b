import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, type Day } from '../shared/day.ts';
import { divRound } from '../shared/money.ts';
import { anyTerms } from '../../../tests/support/terms.ts';
import { ageing, allocateOldest, checkTold } from './allocation.ts';
import { dueDate, partOf, periodsOf, schedule } from './schedule.ts';
import { Terms } from './terms.ts';

const runs = { numRuns: process.env['SOMMIER_LONG'] === '1' ? 5000 : 200 };
const terms = (more: Partial<Terms>): Terms => Terms.parse({ start: '2026-01-01', end: null, period: 'month', anchor: '2026-01-01', inAdvance: true, dueDay: null, steps: [{ from: '2000-01-01', rent: 300_000n }], ...more });
const brief = (t: Terms, from: Day, to: Day): string[] => schedule(t, from, to).map((d) => `${d.from} ${d.dueOn} ${d.kind} ${d.amount.toString()}`);

test('a half goes away from zero', () => {
  expect([divRound(5n, 2n), divRound(-5n, 2n), divRound(7n, 3n), divRound(-7n, 3n), divRound(0n, 3n)]).toEqual([3n, -3n, 2n, -2n, 0n]);
});

describe('domain-property §4 case 5: days that do not exist', () => {
  test('a lease from 31 January by the month comes back to the 31st', () => {
    const t = terms({ start: '2026-01-31', anchor: '2026-01-31' });
    expect(periodsOf(t, '2026-01-31', '2026-06-01').map((p) => p.from)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']);
    expect(schedule(t, '2026-01-01', '2026-06-01').map((d) => d.amount)).toEqual([300_000n, 300_000n, 300_000n, 300_000n, 300_000n]);
  });
  test('a yearly due of 29 February falls on 28 where the year has not the day', () => {
    const t = terms({ start: '2024-02-29', anchor: '2024-02-29', period: 'year' });
    expect(schedule(t, '2024-01-01', '2029-01-01').map((d) => d.dueOn)).toEqual(['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
  });
  test('payable on the 31st', () => {
    expect([dueDate('2026-02-01', 31), dueDate('2026-04-30', 31), dueDate('2026-01-31', 5), dueDate('2026-01-05', 5), dueDate('2026-12-31', 5)]).toEqual(['2026-02-28', '2026-04-30', '2026-02-05', '2026-01-05', '2027-01-05']);
  });
});

test('first and last periods by days, and the residue is not lost', () => {
  const t = terms({ start: '2026-01-11', end: '2026-03-16', steps: [{ from: '2000-01-01', rent: 100_000n, charges: 10_001n }] });
  expect(brief(t, '2026-01-01', '2027-01-01')).toEqual([
    '2026-01-01 2026-01-11 rent 67742', '2026-01-01 2026-01-11 charges 6775', '2026-02-01 2026-02-01 rent 100000', '2026-02-01 2026-02-01 charges 10001', '2026-03-01 2026-03-01 rent 48387', '2026-03-01 2026-03-01 charges 4839']);
});
test('thirtieths and full periods where the contract says so', () => {
  const t = terms({ start: '2026-01-11', end: '2026-02-15', steps: [{ from: '2000-01-01', rent: 90_000n, charges: 0n }] });
  expect(brief({ ...t, prorata: 'thirtieth' }, '2026-01-01', '2027-01-01')).toEqual(['2026-01-01 2026-01-11 rent 60000', '2026-02-01 2026-02-01 rent 42000']);
  expect(brief({ ...t, prorata: 'full' }, '2026-01-01', '2027-01-01')).toEqual(['2026-01-01 2026-01-11 rent 90000', '2026-02-01 2026-02-01 rent 90000']);
});
test('in arrears, payable on the fifth after the quarter', () => {
  const t = terms({ period: 'quarter', inAdvance: false, dueDay: 5 });
  expect(schedule(t, '2026-01-01', '2027-01-01').map((d) => [d.from, d.dueOn])).toEqual([['2026-01-01', '2026-04-05'], ['2026-04-01', '2026-07-05'], ['2026-07-01', '2026-10-05']]);
});
test('a free stretch takes the rent of its days, the charges stay; a step in mid-period counts its days', () => {
  const t = terms({ free: [{ from: '2026-01-16', to: '2026-03-01', charges: false }], steps: [{ from: '2000-01-01', rent: 310_000n, charges: 31_000n }, { from: '2026-03-11', rent: 620_000n, charges: 31_000n }] });
  expect(brief(t, '2026-01-01', '2026-04-01')).toEqual(['2026-01-01 2026-01-01 rent 150000', '2026-01-01 2026-01-01 charges 31000', '2026-02-01 2026-02-01 charges 31000', '2026-03-01 2026-03-01 rent 520000', '2026-03-01 2026-03-01 charges 31000']);
});

describe('for any lease', () => {
  test('a schedule in slices is the schedule at once', () => {
    fc.assert(fc.property(anyTerms, fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 1500 }), (t, at, a, b) => {
      const from = addDays('2018-01-01', at), cut = addDays(from, a), to = addDays(cut, b);
      expect([...schedule(t, from, cut), ...schedule(t, cut, to)]).toEqual(schedule(t, from, to));
    }), runs);
  });
  test('the parts of a period add up to the whole, however it is cut', () => {
    fc.assert(fc.property(anyTerms, fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.array(fc.integer({ min: 0, max: 366 }), { maxLength: 8 }), (t, amount, cuts) => {
      const p = periodsOf(t, t.start, addMonths(t.start, 13))[0];
      if (p === undefined) throw new Error('no period');
      const days = [p.from, ...cuts.map((c) => addDays(p.from, c)).filter((d) => d < p.to).sort(), p.to];
      const sum = days.slice(1).reduce((total, to, i) => total + partOf(t, p, amount, days[i] ?? p.from, to), 0n);
      expect(sum).toBe(amount);
    }), runs);
  });
  test('whole periods at one price come to that price each', () => {
    fc.assert(fc.property(anyTerms, (t) => {
      const plain = { ...t, steps: [{ from: '2000-01-01', rent: 777_777n, charges: 0n }], free: [], end: null, start: t.anchor };
      for (const due of schedule(plain, plain.start, addMonths(plain.start, 40))) expect(due.amount).toBe(777_777n);
    }), runs);
  });
});

const dues = fc.array(fc.record({ dueOn: fc.integer({ min: 0, max: 900 }).map((n) => addDays('2024-01-01', n)), open: fc.bigInt({ min: 0n, max: 10n ** 9n }) }), { maxLength: 12 })
  .map((list) => list.map((d, i) => ({ ...d, id: String(i + 1) })));
const money = fc.array(fc.record({ paidOn: fc.integer({ min: 0, max: 900 }).map((n) => addDays('2024-01-01', n)), free: fc.bigInt({ min: 0n, max: 10n ** 9n }) }), { maxLength: 12 })
  .map((list) => list.map((d, i) => ({ ...d, id: String(i + 1) })));
const sum = (list: readonly bigint[]): bigint => list.reduce((a, b) => a + b, 0n);

describe('allocation', () => {
  test('uses as much as there is of either, and never more of any', () => {
    fc.assert(fc.property(dues, money, (owed, paid) => {
      const out = allocateOldest(owed, paid);
      const owes = sum(owed.map((d) => d.open)), pays = sum(paid.map((m) => m.free));
      expect(sum(out.map((a) => a.amount))).toBe(owes < pays ? owes : pays);
      for (const d of owed) expect(sum(out.filter((a) => a.due === d.id).map((a) => a.amount)) <= d.open).toBe(true);
      for (const m of paid) expect(sum(out.filter((a) => a.payment === m.id).map((a) => a.amount)) <= m.free).toBe(true);
    }), runs);
  });
  test('what the payer told is held to what is open and paid', () => {
    const open = [{ id: '1', dueOn: '2026-01-01', open: 100n }];
    expect(checkTold([{ due: '1', amount: 100n }], open, 100n)).toBeNull();
    expect(checkTold([{ due: '1', amount: 60n }, { due: '1', amount: 60n }], open, 200n)?.kind).toBe('more_than_open');
    expect(checkTold([{ due: '2', amount: 1n }], open, 200n)?.kind).toBe('unknown_due');
    expect(checkTold([{ due: '1', amount: 100n }], open, 99n)?.kind).toBe('more_than_paid');
  });
  test('ages by days past due', () => {
    const at = (n: number, open: bigint) => ({ id: String(n), dueOn: addDays('2026-06-01', -n), open });
    expect(ageing([at(0, 1n), at(30, 2n), at(31, 4n), at(90, 8n), at(91, 16n), at(365, 32n), at(366, 64n), at(-1, 128n)], '2026-06-01')).toEqual({ d0_30: 3n, d31_90: 12n, d91_365: 48n, over365: 64n });
  });
});
