import { absent, NOTHING, reads, type Case } from './case.ts';

export const titles: Record<string, Case> = {
  listTitles: reads, findTitles: { body: {}, allowed: 200 }, titleBoard: reads, getTitle: absent, openTitle: { body: {}, allowed: 400 }, changeTitle: { ...absent, body: {}, allowed: 400 }, addTitleStep: { ...absent, body: {}, allowed: 400 }, dropTitleStep: { params: { id: NOTHING, step: NOTHING }, allowed: 404 },
  addOpposition: { ...absent, body: {}, allowed: 400 }, settleOpposition: { params: { id: NOTHING, opposition: NOTHING }, body: {}, allowed: 400 },
  listConflicts: reads, mapConflicts: reads, getConflict: absent, decideConflict: { ...absent, body: {}, allowed: 400 }, computeConflicts: { allowed: 202 }, exportConflicts: reads,
};
