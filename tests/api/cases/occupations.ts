import { absent, NOTHING, reads, type Case } from './case.ts';

export const occupations: Record<string, Case> = {
  listOccupations: reads, getOccupationFacets: reads, findOccupations: { body: {}, allowed: 200 }, findOccupationFacets: { body: {}, allowed: 200 }, exportFoundOccupations: { query: 'format=csv', body: {}, allowed: 200 }, exportOccupations: { query: 'format=csv', allowed: 200 }, getOccupation: absent, createOccupation: { body: {}, allowed: 400 },
  updateOccupation: { ...absent, body: { note: 'x' } }, changeOccupationStatus: { ...absent, body: { to: 'active' } }, deleteOccupation: absent, confirmOccupationParty: { ...absent, body: { partyId: NOTHING, same: true } }, getOccupancy: absent,
  listOccupationConflicts: reads, decideOccupationConflict: { params: { id: NOTHING }, body: { decision: 'keep_other', reason: 'doublon' }, allowed: 404 },
};
