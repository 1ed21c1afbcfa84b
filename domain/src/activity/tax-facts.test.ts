import { describe, expect, test } from '@jest/globals';
import { TaxFact } from '../tax/facts.ts';
import { NO_QUANTITIES, type ActivityFact } from './model.ts';
import { taxFactsOf } from './tax-facts.ts';

const fact = (over: Partial<ActivityFact>): ActivityFact => ({
  ...NO_QUANTITIES, id: '1', kind: 'stay', source: 'declared', state: 'counted', origin: 'o', key: 'k', batchId: null, version: 1, from: '2026-01-01', to: '2026-01-03', hour: null, platform: null, unitId: null,
  taxpayerId: null, operatorId: null, lodgingClass: null, vehicleType: null, goods: null, population: 'all', redacted: false, zone: null, detail: {}, ...over,
});
describe('facts as the tax engine is told them', () => {
  test('every reading is one the engine accepts', () => {
    for (const one of [
      fact({ guestGroups: [{ count: 2, age: 40 }], priceMinor: '1500', currency: 'XOF', lodgingClass: 'hotel-3', unitId: '4', taxpayerId: '5', contractOn: '2025-12-01' }),
      fact({ kind: 'vehicles', vehicles: 4, per: 'day', vehicleType: 'bike', fleet: 900 }), fact({ kind: 'trips', trips: 3, km: '4.2' }),
      fact({ kind: 'deliveries', deliveries: 7, priceMinor: '1000', currency: 'TND' }), fact({ kind: 'lodging', priceMinor: '999', currency: 'MAD' }), fact({ kind: 'turnover', priceMinor: '999', currency: 'MAD', goods: 'goods' }),
    ]) {
      const read = taxFactsOf(one, () => 'z');
      expect(read.kind).toBe('facts');
      for (const f of read.kind === 'facts' ? read.facts : []) expect(TaxFact.safeParse(f).error?.issues ?? []).toEqual([]);
    }
    expect(taxFactsOf(fact({ kind: 'vehicles', vehicles: 4, per: 'day' }), () => 'z')).toMatchObject({ facts: [{ units: '2' }] });
  });
  test('nights without guests, nothing known, and what a person must see are no base', () => {
    expect([fact({}), fact({ kind: 'lodging', nights: 200 }), fact({ kind: 'trips' }), fact({ kind: 'trips', trips: 1, state: 'held' })].map((f) => { const r = taxFactsOf(f, () => 'z'); return r.kind === 'none' ? r.why : 'facts'; }))
      .toEqual(['no_guests', 'no_quantity', 'no_quantity', 'held']);
    expect(taxFactsOf(fact({ kind: 'vehicles', vehicles: 0 }), () => 'z')).toEqual({ kind: 'facts', facts: [] });
  });
});
