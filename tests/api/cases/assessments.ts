import { NOTHING, absent, reads, type Case } from './case.ts';

/** Runs of taxes, and simulations. */
export const assessments: Record<string, Case> = {
  listRuns: reads, startRun: { body: {}, allowed: 400 }, previewRun: { body: {}, allowed: 400 }, simulateTax: { body: {}, allowed: 400 }, printSimulation: { body: {}, allowed: 400 }, confirmZone: { params: { unit: NOTHING }, body: {}, allowed: 400 },
  getRun: absent, listLines: absent, listArticles: absent, reviewRun: { ...absent, body: {} }, issueRun: { ...absent, body: {} }, dropRun: { ...absent, body: {}, allowed: 400 }, cancelIssued: { ...absent, body: {}, allowed: 400 }, checkRun: { ...absent, body: {} },
};
