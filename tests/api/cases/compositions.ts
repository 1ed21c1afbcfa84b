import { absent, reads, type Case } from './case.ts';

export const compositions: Record<string, Case> = {
  listCompositions: reads, getComposition: absent, saveComposition: { body: {}, allowed: 400 }, shareComposition: { ...absent, body: { readers: [], until: null } }, deleteComposition: absent,
  listBookmarks: reads, saveBookmark: { body: {}, allowed: 400 }, deleteBookmark: absent,
};
