import { absent, reads, type Case } from './case.ts';

export const acts: Record<string, Case> = {
  listActs: reads, getAct: absent, recordAct: { body: {}, allowed: 400 }, checkAct: { body: {}, allowed: 400 }, correctAct: { ...absent, body: {}, allowed: 400 }, assetActs: absent, exportActs: reads,
};
