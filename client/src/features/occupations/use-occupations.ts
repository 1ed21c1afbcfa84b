import { useCallback, useMemo, useState } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { findOccupationFacets, findOccupations, getOccupationFacets, listOccupations, OCCUPATION_SORTS, type OccupationFilter } from '@sommier/domain/occupations';
import type { OccupationSearch } from '../../platform/occupation-view.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';

export const PAGE = 25;
type Patch = { [K in keyof OccupationSearch]?: OccupationSearch[K] | undefined };

/** The list's state: the address (codes only), the words (kept out of it), and what the server answers. */
export const useOccupations = () => {
  const commune = useCommune().code;
  const view = useSearch({ from: '/c/$commune/occupations' });
  const navigate = useNavigate();
  const [words, holdWords] = useState('');
  const change = useCallback((patch: Patch) => {
    void navigate({ to: '.', search: (before: Record<string, unknown>) => Object.fromEntries(Object.entries({ ...before, page: undefined, ...patch }).filter(([, v]) => v !== undefined && v !== '')) as never });
  }, [navigate]);
  const setWords = useCallback((text: string) => { holdWords(text); change({}); }, [change]);
  /** Takes up a saved state as a whole. */
  const take = useCallback((search: OccupationSearch, nextWords: string) => {
    holdWords(nextWords);
    void navigate({ to: '.', search: ({ lang }: Record<string, unknown>) => Object.fromEntries(Object.entries({ lang, ...search }).filter(([, v]) => v !== undefined)) as never });
  }, [navigate]);
  const filter: OccupationFilter = useMemo(() => { const { sort: _s, page: _p, ...rest } = view; return { ...rest, ...(words ? { q: words } : {}) }; }, [view, words]);
  const by = OCCUPATION_SORTS.find((s) => s === (view.sort ?? '').replace(/^-/, '')) ?? 'reference';
  const sort = { by, down: (view.sort ?? '').startsWith('-') };
  const page = view.page ?? 1;
  const order = { sort: by, dir: sort.down ? 'desc' as const : 'asc' as const };
  // Words may be somebody's name: they travel in a body. A filter of codes alone stays an address, which caches know.
  const { q: _q, ...codes } = filter, hidden = words !== '';
  const open = useEndpoint(listOccupations, { params: { commune }, query: { ...codes, page, size: PAGE, ...order } }, { keep: true, enabled: !hidden });
  const closed = useEndpoint(findOccupations, { params: { commune }, query: { page, size: PAGE }, body: { filter, ...order } }, { keep: true, enabled: hidden });
  const openCounts = useEndpoint(getOccupationFacets, { params: { commune }, query: codes }, { keep: true, enabled: !hidden });
  const closedCounts = useEndpoint(findOccupationFacets, { params: { commune }, body: { filter } }, { keep: true, enabled: hidden });
  return { view, change, words, setWords, take, filter, codes, sort, page, list: hidden ? closed : open, facets: hidden ? closedCounts : openCounts };
};
export type Occupations = ReturnType<typeof useOccupations>;

export const wordsOf = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean);
export const toggled = (text: string | undefined, word: string): string | undefined => {
  const words = wordsOf(text);
  return (words.includes(word) ? words.filter((w) => w !== word) : [...words, word]).join(',') || undefined;
};
