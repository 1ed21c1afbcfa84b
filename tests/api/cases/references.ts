import type { Case } from './case.ts';
import { reads } from './case.ts';

const nothing = { list: 'origin', code: 'nothing' };
export const references: Record<string, Case> = {
  registerLists: reads, listReferences: reads, saveReference: { params: nothing, body: {}, allowed: 400 }, removeReference: { params: nothing, allowed: 404 },
  listExtraFields: reads, saveExtraField: { params: { key: 'nothing' }, body: {}, allowed: 400 }, removeExtraField: { params: { key: 'nothing' }, allowed: 404 },
  getRegisterSettings: reads, changeRegisterSettings: { body: {}, allowed: 400 },
};
