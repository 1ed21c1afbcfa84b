import { addDocument, findDocuments, listDocuments, type DocumentFilter, type SubjectKind } from '@sommier/domain/documents';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';

/** What reads documents again after a change of one. */
export const TOUCHES = ['listDocuments', 'findDocuments', 'getDocument', 'listActs', 'findActs', 'assetActs'] as const;
export type Query = Partial<Omit<DocumentFilter, 'page' | 'size'>> & { page?: number; size?: number };

/** A page of documents. Words may be somebody's name: they travel in a body. */
export const useDocuments = ({ q, page, size, ...codes }: Query) => {
  const params = { commune: useCommune().code }, paged = { ...(page ? { page } : {}), ...(size ? { size } : {}) };
  const open = useEndpoint(listDocuments, { params, query: { ...codes, ...paged } }, { keep: true, enabled: !q });
  const closed = useEndpoint(findDocuments, { params, query: paged, body: { ...codes, ...(q ? { q } : {}) } }, { keep: true, enabled: !!q });
  return q ? closed : open;
};
export const useUpload = () => useChange(addDocument, TOUCHES);
/** A party's documents are personal; the rest is the register's. */
export const useMayWrite = (kind: SubjectKind): boolean => {
  const can = useCan();
  return can('register.write') && (kind !== 'party' || can('personal.read'));
};
