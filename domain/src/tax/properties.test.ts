import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../shared/day.ts';
import { TaxFact, TaxRule, compute, type Outcome } from './index.ts';

const runs = { numRuns: process.env['SOMMIER_LONG'] === '1' ? 10_000 : 300, seed: 7 };
const decimal = (max: number, places: number) => fc.integer({ min: 0, max: max * 10 ** places }).map((n) => (n / 10 ** places).toFixed(places));
const rule = fc.record({
  currency: fc.constantFrom('TND', 'MAD', 'XOF', 'EUR'), basis: fc.constantFrom('person_night', 'room_night', 'stay', 'percent_price'), amount: decimal(40, 3), rate: decimal(1, 3), capPerUnit: fc.option(decimal(60, 2), { nil: undefined }),
  maxNightsPerStay: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }), ageMin: fc.option(fc.integer({ min: 2, max: 18 }), { nil: undefined }),
  additional: fc.array(fc.record({ code: fc.constantFrom('a', 'b', 'c'), rate: decimal(2, 2), beneficiary: fc.constant('x') }), { maxLength: 3 }),
  rounding: fc.record({ per: fc.constantFrom('unit', 'component', 'total'), mode: fc.constantFrom('half_up', 'up', 'down') }),
}).map((r) => TaxRule.parse({ key: 'k', tax: 't', legal: { ref: 'x', status: 'council' }, from: '2020-01-01', ...r }));
const guests = fc.array(fc.record({ count: fc.integer({ min: 1, max: 6 }), age: fc.integer({ min: 0, max: 90 }) }), { minLength: 1, maxLength: 4 });
const stay = fc.record({ nights: fc.integer({ min: 1, max: 20 }), rooms: fc.integer({ min: 1, max: 3 }), nightPrice: decimal(500, 2), guests });
type StayIn = { nights: number; rooms: number; nightPrice: string; guests: { count: number; age: number }[] };
const fact = (s: StayIn, ref = 'a'): TaxFact => TaxFact.parse({ ref, kind: 'stay', arrival: '2025-03-01', departure: addDays('2025-03-01', s.nights), rooms: s.rooms, nightPrice: s.nightPrice, guests: s.guests });
const due = (outcomes: Outcome[]): bigint => outcomes.reduce((n, o) => n + (o.kind === 'assessed' ? BigInt(o.total) : 0n), 0n);
const on = (f: TaxFact[], r: TaxRule): Outcome[] => compute(f, [r], '2026-01-01');

describe('properties of any rule and any stay', () => {
  test('the total is the sum of its lines, and never negative', () => {
    fc.assert(fc.property(rule, stay, (r, s) => {
      const [o] = on([fact(s)], r);
      expect(o?.kind).toBe('assessed');
      if (o?.kind === 'assessed') expect([o.lines.reduce((n, l) => n + BigInt(l.amount), 0n), BigInt(o.total) >= 0n]).toEqual([BigInt(o.total), true]);
    }), runs);
  });
  test('a night more never costs less', () => {
    fc.assert(fc.property(rule, stay, (r, s) => { expect(due(on([fact({ ...s, nights: s.nights + 1 })], r)) >= due(on([fact(s)], r))).toBe(true); }), runs);
  });
  test('an exempt child adds nothing where persons are counted at a fixed amount', () => {
    fc.assert(fc.property(rule, stay, (r, s) => {
      fc.pre(r.ageMin !== undefined && r.basis === 'person_night');
      expect(due(on([fact({ ...s, guests: [...s.guests, { count: 2, age: 0 }] })], r))).toBe(due(on([fact(s)], r)));
    }), runs);
  });
  test('the order of facts changes no amount', () => {
    fc.assert(fc.property(rule, fc.array(stay, { minLength: 2, maxLength: 5 }), (r, all) => {
      const facts = all.map((s, i) => fact(s, `f${i}`));
      const byRef = (o: Outcome[]): string[] => o.map((x) => `${x.ref} ${x.kind === 'assessed' ? x.total : x.code}`).sort();
      expect(byRef(on([...facts].reverse(), r))).toEqual(byRef(on(facts, r)));
    }), runs);
  });
});
