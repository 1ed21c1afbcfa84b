import { addDocument, listDocuments, type DocumentFilter, type SubjectKind } from '@sommier/domain/documents';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';

/** What reads documents again after a change of one. */
export const TOUCHES = ['listDocuments', 'getDocument', 'listActs', 'findActs', 'assetActs'] as const;
export type Query = Partial<Omit<DocumentFilter, 'page' | 'size'>> & { page?: number; size?: number };

export const useDocuments = (query: Query) => useEndpoint(listDocuments, { params: { commune: useCommune().code }, query }, { keep: true });
export const useUpload = () => useChange(addDocument, TOUCHES);
/** A party's documents are personal; the rest is the register's. */
export const useMayWrite = (kind: SubjectKind): boolean => {
  const can = useCan();
  return can('register.write') && (kind !== 'party' || can('personal.read'));
};
