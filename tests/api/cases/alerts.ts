import { reads, type Case } from './case.ts';

export const alerts: Record<string, Case> = { getAlertCounts: reads, listAlerts: reads, listAssignees: reads, markAlert: { body: { key: 'ending:999999999999:2026-01-01', state: 'dismissed', reason: 'rien' }, allowed: 404 } };
