import { useCallback, useMemo, useState } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ASSET_SORTS, getAssetFacets, listAssets, type AssetFilter } from '@sommier/domain/assets';
import { useEndpoint } from '../../platform/query.ts';
import { filterOf, type RegisterSearch } from '../../platform/register-view.ts';
import { useCommune } from '../../platform/session.tsx';

export const PAGE = 25;
type Patch = { [K in keyof RegisterSearch]?: RegisterSearch[K] | undefined };

/** The register's state: the address (codes only), the words (kept out of it), and what the server answers. */
export const useRegister = () => {
  const commune = useCommune().code;
  const view = useSearch({ from: '/c/$commune/register' });
  const navigate = useNavigate();
  const [words, holdWords] = useState('');
  const change = useCallback((patch: Patch, push = true) => {
    const clean = (raw: Record<string, unknown>) => Object.fromEntries(Object.entries(raw).filter(([, v]) => v !== undefined && v !== ''));
    void navigate({ to: '.', search: (before: Record<string, unknown>) => clean({ ...before, page: undefined, ...patch }) as never, replace: !push });
  }, [navigate]);
  const setWords = useCallback((text: string) => { holdWords(text); change({}, false); }, [change]);
  const filter: AssetFilter = useMemo(() => ({ ...filterOf(view), ...(words ? { q: words } : {}) }), [view, words]);
  const by = ASSET_SORTS.find((s) => s === (view.sort ?? '').replace(/^-/, '')) ?? 'code';
  const sort = { by, down: (view.sort ?? '').startsWith('-') };
  const page = view.page ?? 1;
  const list = useEndpoint(listAssets, { params: { commune }, query: { ...filter, page, size: PAGE, sort: by, dir: sort.down ? 'desc' : 'asc' } }, { keep: true });
  const facets = useEndpoint(getAssetFacets, { params: { commune }, query: filter }, { keep: true });
  return { view, change, words, setWords, filter, sort, page, list, facets };
};
export type Register = ReturnType<typeof useRegister>;

/** The words of a list in the address, and the list with one word put in or taken out. */
export const wordsOf = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean);
export const toggled = (text: string | undefined, word: string): string | undefined => {
  const words = wordsOf(text);
  return (words.includes(word) ? words.filter((w) => w !== word) : [...words, word]).join(',') || undefined;
};
