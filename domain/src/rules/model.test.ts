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

test('what a unit does not read is refused, not passed over: steps of a stay, an age of a vehicle, a season’s amount of a share', () => {
  const { legalBand: _band, ...plain } = rule({});
  const faults = (over: object): (string | undefined)[] => { const r = TaxRule.safeParse({ ...plain, ...over }); return r.success ? [] : r.error.issues.map((i) => i.path.join('.')); };
  expect(faults({})).toEqual([]);
  expect(faults({ tiers: { by: 'quantity', mode: 'whole', rows: [{ from: '0', amount: '1' }] } })).toEqual(['tiers']);
  expect(faults({ basis: 'vehicle_day', ageMin: 12, exemptions: [{ code: 'x' }] })).toEqual(['ageMin', 'exemptions']);
  expect(faults({ bands: [{ upTo: null, amount: '1' }], abatement: '0.1', excluded: ['x'] })).toEqual(['bands', 'abatement', 'excluded']);
  expect(faults({ basis: 'percent_price', rate: '0.05', seasons: [{ from: '06-01', to: '08-31', amount: '9' }, { from: '09-01', to: '10-01', factor: '2' }] })).toEqual(['seasons.0.amount']);
});
