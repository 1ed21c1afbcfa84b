import { absent, reads, type Case } from './case.ts';

export const revisions: Record<string, Case> = {
  listRevisionRules: reads, confirmRevisionRule: { body: {}, allowed: 400 }, setIndexValue: { body: {}, allowed: 400 }, simulateRevisions: reads, exportSimulation: { query: 'format=csv', allowed: 200 }, proposeRevisions: { body: {}, allowed: 400 },
  listRevisions: reads, decideRevision: { ...absent, body: { to: 'accepted' } }, applyRevision: absent, revisionLetter: { ...absent, body: { language: 'fr' } },
};
