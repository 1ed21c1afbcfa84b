import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromDecimal, show } from '../shared/ratio.ts';
import { ValuationInputs, moves, value, yearsPurchase, type Valued } from './index.ts';

const on = (inputs: object): Valued => value(ValuationInputs.parse({ currency: 'MAD', ...inputs }));
const minor = (v: Valued): bigint => { if (v.kind !== 'valued') throw new Error(v.code); return BigInt(v.value); };
const income = { method: 'income', grossRent: '120000', voidRate: '0.05', costRate: '0.15', yield: '0.075' };
const cost = { method: 'replacement_cost', land: '800000', areaM2: '1000', unitCost: '4500', feeRate: '0.10', physical: { by: 'age', age: '20', life: '60' }, functional: '0.10' };

// Vectors of the domain study, §3.4, worked by hand.
describe('test vectors', () => {
  test('comparison: 10,500; 10,800; 11,000 per m² give 1,076,666.67 for 100 m², between 1,050,000 and 1,100,000', () => {
    const found = on({ method: 'comparison', areaM2: '100', comparables: [{ ref: 'a', pricePerM2: '10000', adjustments: [{ code: 'place', rate: '0.05' }] }, { ref: 'b', pricePerM2: '12000', adjustments: [{ code: 'state', rate: '-0.10' }] }, { ref: 'c', pricePerM2: '11000' }] });
    expect(found).toMatchObject({ kind: 'valued', value: '107666667', range: { low: '105000000', high: '110000000' } });
  });
  test('income: NOI 96,900 at 7.5 % is 1,292,000', () => { expect(on(income)).toMatchObject({ value: '129200000', lines: expect.arrayContaining([expect.objectContaining({ code: 'noi', amount: '96900' })]) }); });
  test('term and reversion: YP 3.31213, value 1,025,636.19', () => {
    expect(show(yearsPurchase(fromDecimal('0.08'), 4)).slice(0, 7)).toBe('3.31212');
    expect(on({ method: 'term_reversion', rent: '60000', years: 4, reversionRent: '90000', yield: '0.08' })).toMatchObject({ text: '1025636.19' });
  });
  test('depreciated replacement cost: 3,770,000', () => { expect(on(cost)).toMatchObject({ value: '377000000', notes: ['specialised_property_only'] }); });
  test('administrative: land is not depreciated, and nothing falls under it', () => {
    expect(on({ method: 'administrative', gross: '1000', land: '400', years: 10, life: 30 })).toMatchObject({ text: '800.00' });
    expect(on({ method: 'administrative', gross: '1000', land: '400', years: 99, life: 30 })).toMatchObject({ text: '400.00' });
  });
  test('residual: what is left, said when it is negative', () => {
    expect(on({ method: 'residual', developmentValue: '100', works: '60', fees: '10', finance: '10', profit: '15' })).toMatchObject({ text: '5.00', notes: [] });
    expect(on({ method: 'residual', developmentValue: '100', works: '160' })).toMatchObject({ text: '-60.00', notes: ['negative_residual'] });
  });
});

describe('properties', () => {
  const decimal = (max: number) => fc.integer({ min: 1, max: max * 100 }).map((n) => (n / 100).toFixed(2));
  test('the lines that add less those that take are the value', () => {
    fc.assert(fc.property(decimal(1e6), decimal(1e5), decimal(1e5), (gdv, works, fees) => {
      const found = on({ method: 'residual', developmentValue: gdv, works, fees });
      const sum = found.kind === 'valued' ? found.lines.reduce((n, l) => n + Math.round(Number(l.amount) * 100) * (l.sign === 'adds' ? 1 : -1), 0) : NaN;
      expect(String(sum)).toBe(String(minor(found)));
    }), { seed: 5 });
  });
  // Each input in the direction the method says: where a rule has a floor or a rounding, equal is allowed, less never.
  const reversion = { method: 'term_reversion', rent: '60000', years: 4, reversionRent: '90000', yield: '0.08' };
  const comparables = [{ ref: 'a', pricePerM2: '10000' }, { ref: 'b', pricePerM2: '12000' }, { ref: 'c', pricePerM2: '11000' }];
  const percent = (n: number): string => (n / 100).toFixed(2);
  test.each<[string, 'falls' | 'rises', (n: number) => object]>([
    ['income, with its yield', 'falls', (n) => ({ ...income, yield: percent(n) })],
    ['income, with its void', 'falls', (n) => ({ ...income, voidRate: percent(n) })],
    ['income, with its rent', 'rises', (n) => ({ ...income, grossRent: String(n * 997) })],
    ['term and reversion, with its yield', 'falls', (n) => ({ ...reversion, yield: percent(n) })],
    ['term and reversion, with its later rent', 'rises', (n) => ({ ...reversion, reversionRent: String(n * 997) })],
    ['term and reversion, with the years of a term under the market', 'falls', (n) => ({ ...reversion, years: n })],
    ['comparison, with its area', 'rises', (n) => ({ method: 'comparison', areaM2: String(n), comparables })],
    ['replacement cost, with its area', 'rises', (n) => ({ ...cost, areaM2: String(n) })],
    ['replacement cost, with its age', 'falls', (n) => ({ ...cost, physical: { by: 'age', age: String(n), life: '60' } })],
    ['residual, with what is built', 'rises', (n) => ({ method: 'residual', developmentValue: String(n * 997), works: '5000' })],
    ['administrative, with the years', 'falls', (n) => ({ method: 'administrative', gross: '1000', land: '400', years: n, life: 30 })],
  ])('monotone: %s it %s', (_what, way, at) => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (a, b) => {
      const [low, high] = [minor(on(at(Math.min(a, b)))), minor(on(at(Math.max(a, b))))];
      expect(way === 'rises' ? low <= high : low >= high).toBe(true);
    }), { seed: 5 });
  });
  test('sensitivity moves one input alone: a yield by hundredths of itself, a void by points and never under none, prices together', () => {
    const of = (inputs: object, field: string): (string | bigint)[] => moves(ValuationInputs.parse({ currency: 'MAD', ...inputs }), field).map((m) => `${m.at ?? ''} ${String(minor(m.found))}`);
    expect(of(income, 'yield')).toEqual(['0.06 161500000', '0.0675 143555556', '0.075 129200000', '0.0825 117454545', '0.09 107666667']);
    expect(of(income, 'voidRate')).toEqual(['0 136000000', '0 136000000', '0.05 129200000', '0.15 115600000', '0.25 102000000']);
    expect(of({ method: 'comparison', areaM2: '100', comparables: ['a', 'b', 'c'].map((ref) => ({ ref, pricePerM2: '10' })) }, 'pricePerM2')).toEqual([' 80000', ' 90000', ' 100000', ' 110000', ' 120000']);
  });
  test('whatever the method: what adds less what takes is the value, to the minor unit', () => {
    const rate = fc.integer({ min: 1, max: 90 }).map((n) => (n / 100).toFixed(2));
    const any = fc.oneof(
      fc.record({ method: fc.constant('income'), grossRent: decimal(1e6), voidRate: rate, costRate: rate, yield: rate }), fc.record({ method: fc.constant('term_reversion'), rent: decimal(1e5), years: fc.integer({ min: 0, max: 40 }), reversionRent: decimal(1e5), yield: rate }),
      fc.record({ method: fc.constant('replacement_cost'), land: decimal(1e6), areaM2: decimal(1e4), unitCost: decimal(1e4), feeRate: rate, physical: fc.constant({ by: 'age', age: '20', life: '60' }), functional: rate, external: rate }),
      fc.record({ method: fc.constant('comparison'), areaM2: decimal(1e3), comparables: fc.array(fc.record({ ref: fc.constant('r'), pricePerM2: decimal(1e4) }), { minLength: 3, maxLength: 6 }) }), fc.record({ method: fc.constant('administrative'), gross: decimal(1e6), years: fc.integer({ min: 0, max: 80 }), life: fc.integer({ min: 1, max: 60 }) }));
    fc.assert(fc.property(any, (inputs) => {
      const found = on(inputs);
      if (found.kind !== 'valued') throw new Error(found.code);
      // A line that has no end in decimals is shown cut at its twelfth: far under half a minor unit.
      const sum = found.lines.filter((l) => l.sign !== 'says').reduce((n, l) => n + Number(l.amount.replace('…', '')) * (l.sign === 'adds' ? 1 : -1), 0);
      expect(Math.abs(sum * 100 - Number(found.value))).toBeLessThanOrEqual(0.5 + Number(found.value) * 1e-12);
    }), { seed: 9, numRuns: 200 });
  });
});

test.each([
  [{ method: 'comparison', areaM2: '10', comparables: [{ ref: 'a', pricePerM2: '1' }] }, 'too_few_comparables'], [{ ...income, costs: '999999' }, 'costs_over_income'],
  [{ method: 'administrative', gross: '1', land: '2', years: 0, life: null }, 'land_over_gross'],
])('what cannot be valued is refused: %j', (inputs, code) => { expect(on(inputs)).toMatchObject({ kind: 'refused', code }); });
