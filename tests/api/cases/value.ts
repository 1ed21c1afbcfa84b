import { NOTHING, absent, reads, type Case } from './case.ts';

/** Comparables, mass valuation, condition, reconciliation. */
export const value: Record<string, Case> = {
  listComparables: reads, mapComparables: reads, marketPrices: reads, nearComparables: { params: { asset: NOTHING }, allowed: 404 }, placeComparable: { ...absent, body: { lon: 1, lat: 1 } }, setAsideComparable: { ...absent, body: { aside: false } },
};
