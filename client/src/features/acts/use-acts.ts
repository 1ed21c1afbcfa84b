import { useState } from 'react';
import type { ActFilter } from '@sommier/domain/acts';
import type { GuardCode } from '@sommier/domain/guards';
import { findActs, listActs } from '@sommier/domain/acts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';

/** What reads again after an act is written. */
export const TOUCHES = ['listActs', 'findActs', 'getAct', 'assetActs', 'getAsset', 'listAssets', 'findAsset', 'getAssetFacets', 'getAssetHistory'] as const;
/** A page of the register. Words may be somebody's name: they travel in a body. */
export const useActs = ({ q, page, size, ...codes }: Partial<ActFilter>) => {
  const params = { commune: useCommune().code }, paged = { page, size };
  const open = useEndpoint(listActs, { params, query: { ...codes, ...paged } }, { keep: true, enabled: !q });
  const closed = useEndpoint(findActs, { params, query: paged, body: { ...codes, ...(q ? { q } : {}) } }, { keep: true, enabled: !!q });
  return q ? closed : open;
};

/** Reasons to go past rules, as they are typed, and as they are sent. */
export const useReasons = () => {
  const [reasons, setReasons] = useState<Record<string, string>>({});
  return {
    reasons, setReason: (guard: string, reason: string) => setReasons((before) => ({ ...before, [guard]: reason })),
    overrides: Object.entries(reasons).filter(([, reason]) => reason.trim().length >= 10).map(([guardCode, reason]) => ({ guardCode: guardCode as GuardCode, reason: reason.trim() })),
  };
};
/** "1234.5" or "1 234,5" as whole minor units; null where it is not an amount. */
export const minorOf = (typed: string, exponent: number): string | null => {
  const m = /^(\d{1,12})(?:[.,](\d*))?$/.exec(typed.replace(/[\s\u00a0\u202f]/g, ''));
  if (!m || (m[2] ?? '').length > exponent) return null;
  return ((m[1] ?? '') + (m[2] ?? '').padEnd(exponent, '0')).replace(/^0+(?=\d)/, '');
};
