import { absent, reads, type Case } from './case.ts';

/** Collection of taxes, controls, accounts of taxpayers. */
export const collection: Record<string, Case> = {
  findClaims: { body: {}, allowed: 200 }, openClaim: { ...absent, body: {} }, getCollectionFile: absent, takeStep: { ...absent, body: {}, allowed: 400 }, serveStep: { ...absent, body: {}, allowed: 400 }, fileAppeal: { ...absent, body: {}, allowed: 400 }, decideAppeal: { ...absent, body: {}, allowed: 400 },
  proposeOffice: { ...absent, body: {}, allowed: 400 }, signOffice: { ...absent, body: {} }, closeCollectionFile: { ...absent, body: {}, allowed: 400 }, reopenCollectionFile: { ...absent, body: {}, allowed: 400 }, collectionPaper: absent, noticeBatch: { body: {}, allowed: 400 }, noticeBatchFile: absent,
  readRoll: { query: 'from=2026-01-01&to=2027-01-01', allowed: 200 }, exportRoll: { query: 'from=2026-01-01&to=2027-01-01&format=csv', allowed: 200 }, listDelays: reads, adoptDelays: { body: {}, allowed: 200 }, createDelay: { body: {}, allowed: 400 }, changeDelay: { ...absent, body: {}, allowed: 400 },
  openControls: { body: {}, allowed: 400 }, listControls: reads, changeControl: { ...absent, body: {} }, controlResults: { query: 'from=2026-01-01&to=2027-01-01', allowed: 200 }, nightRegister: { query: 'from=2026-01-01&to=2027-01-01', allowed: 200 }, nightSheet: { query: 'from=2026-01-01&to=2027-01-01&format=csv', allowed: 200 },
  findTaxpayers: { body: {}, allowed: 200 }, getTaxpayer: absent, refundAccount: { ...absent, body: { amount: '1', day: '2026-01-01', method: 'cash', reason: 'a reason' } },
};
