import { absent, type Case } from './case.ts';

export const parties: Record<string, Case> = {
  searchParties: { body: {}, allowed: 200 }, getParty: absent, revealParty: absent, createParty: { body: {}, allowed: 400 },
  updateParty: { ...absent, body: {}, allowed: 400 }, mergeParties: { ...absent, body: { gone: '1' } },
};
