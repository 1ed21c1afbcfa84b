import { absent, reads, type Case } from './case.ts';

export const personal: Record<string, Case> = {
  exportPerson: { ...absent, body: { format: 'json' } }, planErasure: absent, erasePerson: { ...absent, body: { reason: 'asked' } }, getRetention: reads, setRetention: { body: { rules: [] }, allowed: 200 },
  runRetention: { body: { dryRun: true }, allowed: 200 }, listReadings: reads, exportReadings: { body: {}, allowed: 200 },
};
