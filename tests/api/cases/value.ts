import { NOTHING, absent, reads, type Case } from './case.ts';

/** Comparables, mass valuation, condition, reconciliation. */
export const value: Record<string, Case> = {
  listComparables: reads, mapComparables: reads, marketPrices: reads, nearComparables: { params: { asset: NOTHING }, allowed: 404 }, placeComparable: { ...absent, body: { lon: 1, lat: 1 } }, setAsideComparable: { ...absent, body: { aside: false } },
  getAssetCondition: { params: { asset: NOTHING }, allowed: 404 }, addInspection: { params: { asset: NOTHING }, body: {}, allowed: 400 }, withdrawInspection: { ...absent, body: { reason: 'x' } }, addWork: { params: { asset: NOTHING }, body: {}, allowed: 400 }, changeWork: { ...absent, body: { priority: 1 } },
  stateReplacement: { params: { asset: NOTHING }, body: {}, allowed: 400 }, readCondition: reads, exportCondition: { query: 'format=csv', allowed: 200 }, listWorks: reads, setFciScale: { body: {}, allowed: 400 }, listPlans: reads, getPlan: absent, createPlan: { body: {}, allowed: 400 }, changePlan: { ...absent, body: {}, allowed: 400 }, adoptPlan: { ...absent, body: {} },
  listMassRuns: reads, createMassRun: { body: {}, allowed: 400 }, getMassRun: absent, listMassLines: absent, decideMassLine: { params: { id: NOTHING, asset: NOTHING }, body: { take: true, reason: 'raison' }, allowed: 404 }, checkMassRun: absent, adoptMassRun: { ...absent, body: {} }, dropMassRun: { ...absent, body: {} },
  exportMassRun: { ...absent, query: 'format=csv' },
  readReconciliation: reads, settleDifference: { body: { kind: 'value', key: 'none', settlement: 'explained', reason: 'raison' }, allowed: 404 }, exportReconciliation: { query: 'format=csv', allowed: 200 },
};
