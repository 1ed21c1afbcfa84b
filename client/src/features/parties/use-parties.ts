import { searchParties, type PartyKind } from '@sommier/domain/parties';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';

/** Parties by words; the words travel in a body, never in an address. */
export const useParties = (words: string, { kind, page = 1, size = 25, enabled = true }: { kind?: PartyKind | undefined; page?: number; size?: number; enabled?: boolean } = {}) =>
  useEndpoint(searchParties, { params: { commune: useCommune().code }, query: { page, size }, body: { ...(words ? { q: words } : {}), ...(kind ? { kind } : {}) } }, { keep: true, enabled });
