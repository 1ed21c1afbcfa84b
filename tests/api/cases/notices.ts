import { absent, reads, type Case } from './case.ts';

export const notices: Record<string, Case> = {
  issuePaper: { body: {}, allowed: 400 }, listPapers: reads, countBatch: { body: { kind: 'reminder', language: 'fr' }, allowed: 200 }, issueBatch: { body: { kind: 'reminder', language: 'fr' }, allowed: 422 }, batchFile: absent,
};
