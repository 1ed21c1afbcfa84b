import { absent, reads, type Case } from './case.ts';

export const documents: Record<string, Case> = {
  addDocument: { body: {}, allowed: 400 }, listDocuments: reads, findDocuments: { body: {}, allowed: 200 }, getDocument: absent, changeDocument: { ...absent, body: {}, allowed: 400 }, binDocument: absent, restoreDocument: absent, purgeDocument: absent,
  documentContent: absent, documentThumbnail: absent,
};
