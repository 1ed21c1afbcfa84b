import { reads, type Case } from './case.ts';

/** Readings of platform activity: `everywhere` needs no zone, an unknown set is not found. */
export const activity: Record<string, Case> = {
  askActivity: { body: { place: { everywhere: true } }, allowed: 200 }, exportAsked: { body: { place: { everywhere: true } }, allowed: 200 }, activityChoices: reads, activityDensity: { body: {}, allowed: 200 },
  activityFigures: reads, exportFigures: reads, activityFollowUp: reads, beforeAfter: { body: { day: '2026-01-01', zones: ['999999'], comparison: ['999998'] }, allowed: 404 },
  policyBrief: { query: 'set=999999', allowed: 404 }, openActivity: reads, listHeldActivity: reads, decideHeldActivity: { body: { batchId: '999999', document: null, accept: true }, allowed: 404 },
};
