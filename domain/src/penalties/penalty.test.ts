import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../shared/day.ts';
import { penaltyOf, type LateDue, type PenaltyTerms } from './penalty.ts';
import { NewPenaltyRule, rightOf, ruleFor } from './rule.ts';

interface Written { name: string; rule: Partial<{ graceDays: number; fixedMinor: string; percentBp: number; monthlyBp: number; months: 'begun' | 'whole'; ceilingBp: number }>; due: { dueOn: string; amount: string; open: { from: string; open: string }[] }; day: string; total: string; since?: string }
const { cases } = JSON.parse(readFileSync(new URL('./cases/late-payment.json', import.meta.url), 'utf8')) as { cases: Written[] };
const terms = ({ fixedMinor = '0', ...r }: Written['rule']): PenaltyTerms => ({ graceDays: 0, percentBp: 0, monthlyBp: 0, months: 'begun', ceilingBp: null, ...r, fixed: BigInt(fixedMinor) });
const late = (d: Written['due']): LateDue => ({ dueOn: d.dueOn, amount: BigInt(d.amount), open: d.open.map((s) => ({ from: s.from, open: BigInt(s.open) })) });

test.each(cases)('by hand: $name', ({ rule, due, day, total, since }) => {
  const found = penaltyOf(terms(rule), late(due), day);
  expect(String(found.total)).toBe(total);
  if (since !== undefined) expect(found.since).toBe(since);
});

const rule = fc.record({ graceDays: fc.integer({ min: 0, max: 40 }), fixed: fc.bigInt({ min: 0n, max: 50_000n }), percentBp: fc.integer({ min: 0, max: 2000 }), monthlyBp: fc.integer({ min: 0, max: 300 }), months: fc.constantFrom('begun' as const, 'whole' as const), ceilingBp: fc.option(fc.integer({ min: 1, max: 20_000 })) });
const amount = fc.bigInt({ min: 1n, max: 10n ** 11n });
describe('any rule and any due', () => {
  test('more days never cost less, and never more than the ceiling', () => {
    fc.assert(fc.property(rule, amount, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 400 }), (r, owed, days, more) => {
      const due: LateDue = { dueOn: '2024-02-29', amount: owed, open: [] };
      const a = penaltyOf(r, due, addDays(due.dueOn, days)), b = penaltyOf(r, due, addDays(due.dueOn, days + more));
      expect(b.total >= a.total && a.total >= 0n).toBe(true);
      if (b.ceiling !== null) expect(b.total <= b.ceiling).toBe(true);
    }));
  });
  test('money that came never raises what is charged; all of it in time leaves nothing', () => {
    fc.assert(fc.property(rule, amount, fc.integer({ min: -60, max: 600 }), fc.bigInt({ min: 0n, max: 10n ** 11n }), fc.integer({ min: 0, max: 900 }), (r, owed, after, paid, days) => {
      const dueOn = '2024-01-31', day = addDays(dueOn, days), left = paid < owed ? owed - paid : 0n;
      const without = penaltyOf(r, { dueOn, amount: owed, open: [] }, day).total;
      const with_ = penaltyOf(r, { dueOn, amount: owed, open: [{ from: addDays(dueOn, after), open: left }] }, day).total;
      expect(with_ <= without).toBe(true);
      if (left === 0n && after <= r.graceDays) expect(with_).toBe(0n);
    }), { examples: [[{ graceDays: 0, fixed: 0n, percentBp: 0, monthlyBp: 2, months: 'begun', ceilingBp: null }, 44_205_263_750n, 30, 1n, 61]] });
  });
});

test('the narrowest rule in force on the due day speaks', () => {
  const of = (dueKind: 'any' | 'rent', right: 'any' | 'lease', from: string, to: string | null) => NewPenaltyRule.parse({ name: `${dueKind} ${right} ${from}`, dueKind, right, from, to, monthlyBp: 1, law: 'x' });
  const rules = [of('any', 'any', '2020-01-01', null), of('rent', 'any', '2020-01-01', '2025-01-01'), of('rent', 'lease', '2022-01-01', '2023-01-01')];
  const name = (kind: string, type: string, dueOn: string) => ruleFor(rules, { kind, right: rightOf(type), dueOn })?.name;
  expect(name('rent', 'bail_commercial', '2022-12-31')).toBe('rent lease 2022-01-01');
  expect(name('rent', 'bail_commercial', '2023-01-01')).toBe('rent any 2020-01-01');
  expect(name('charges', 'aot', '2024-01-01')).toBe('any any 2020-01-01');
  expect(name('rent', 'concession', '2019-12-31')).toBeUndefined();
});

test('a rule that costs nothing, or ends before it begins, is refused', () => {
  expect(NewPenaltyRule.safeParse({ name: 'x', from: '2026-01-01', law: 'x' }).success).toBe(false);
  expect(NewPenaltyRule.safeParse({ name: 'x', from: '2026-01-01', to: '2026-01-01', monthlyBp: 1, law: 'x' }).success).toBe(false);
});
