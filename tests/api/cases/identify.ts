import { absent, NOTHING, reads, type Case } from './case.ts';

/** Dwellings, registration numbers, the cross with the register. */
export const identify: Record<string, Case> = {
  findPairs: { allowed: 202 }, listPairs: reads, decidePairs: { body: { ids: [NOTHING], verdict: 'same' }, allowed: 404 }, listDwellings: reads, getDwelling: absent, decideNights: { ...absent, body: { rule: 'most', version: 1 } },
  listChecks: reads, checkNumbers: { allowed: 202 }, listRegistrations: reads, pasteRegistrations: { body: { text: '', source: 'x' }, allowed: 400 }, deleteRegistration: absent, getRegistrationRules: reads,
  setRegistrationRules: { body: { rules: {}, version: 7 }, allowed: 412 }, listNightCaps: reads,
  identifyListings: { allowed: 202 }, listVacantPotential: reads, listLeads: reads, getLead: absent, decideLead: { ...absent, body: { decision: 'confirm' } }, listLeadFiles: reads, closeLeadFile: { ...absent, body: { outcome: 'founded' } },
  getListingLinks: absent, decideGround: { ...absent, body: { verdict: 'open', kind: 'parcel', id: NOTHING } }, listAssetLeads: absent,
};
