import { expect, test } from '@jest/globals';
import { TaxRule } from '../tax/index.ts';
import { lacks, outsideBand, readRule } from './index.ts';

const rule = (over: object): TaxRule => TaxRule.parse({ key: 'k', tax: 't', legal: { ref: 'Loi n° 47-06', status: 'council' }, from: '2025-01-01', basis: 'person_night', currency: 'MAD', amount: '25', legalBand: { min: '10', max: '25' }, ...over });

test('a tariff outside what the law lets the council set is not published: amount, rate, season or step', () => {
  expect(outsideBand(rule({}))).toEqual([]);
  expect(outsideBand(rule({ amount: '25.01' }))).toEqual(['25.01']);
  expect(outsideBand(rule({ seasons: [{ from: '06-01', to: '08-31', amount: '9' }] }))).toEqual(['9']);
  expect(outsideBand(rule({ basis: 'percent_turnover', amount: undefined, rate: '0.06', legalBand: { min: '0.01', max: '0.05' } }))).toEqual(['0.06']);
  expect(lacks({ rule: rule({ amount: '30' }), verifiedOn: '2025-01-01', state: 'draft' })).toEqual(['rules.out_of_band']);
});

test('the band is read in plain words, in each language; a threshold the unit cannot read is refused', () => {
  for (const language of ['fr', 'ar', 'en'] as const) expect(readRule(rule({}), language).find((s) => s.about === 'band')?.text).toMatch(/10[.,]00 MAD.*25[.,]00 MAD/s);
  expect(TaxRule.safeParse({ ...rule({}), threshold: { of: 'order', min: '10' } }).success).toBe(false);
});
