import { reads, type Case } from './case.ts';

export const findings: Record<string, Case> = { getFindingSummary: reads, listFindings: reads, exportFindings: { query: 'format=csv', allowed: 200 } };
