import { absent, reads, type Case } from './case.ts';

export const acts: Record<string, Case> = {
  listActs: reads, findActs: { body: {}, allowed: 200 }, exportFoundActs: { body: {}, allowed: 200 }, getAct: absent, recordAct: { body: {}, allowed: 400 }, checkAct: { body: {}, allowed: 400 }, correctAct: { ...absent, body: {}, allowed: 400 }, assetActs: absent, exportActs: reads,
};
