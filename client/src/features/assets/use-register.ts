import { useCallback, useMemo, useState } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ASSET_SORTS, findAssetFacets, findAssets, getAssetFacets, listAssets, type AssetFilter } from '@sommier/domain/assets';
import type { Geometry } from '@sommier/domain/shared';
import { keptShape, keepShape } from '../../platform/kept-shape.ts';
import { useEndpoint } from '../../platform/query.ts';
import { filterOf, type RegisterSearch } from '../../platform/register-view.ts';
import { useCommune } from '../../platform/session.tsx';

export const PAGE = 25;
type Patch = { [K in keyof RegisterSearch]?: RegisterSearch[K] | undefined };

/** The register's state: the address (codes only), the words and the shape (kept out of it), and what the server answers. */
export const useRegister = () => {
  const commune = useCommune().code;
  const view = useSearch({ from: '/c/$commune/register' });
  const navigate = useNavigate();
  const [words, holdWords] = useState('');
  const [held, holdShape] = useState<Geometry | null>(keptShape);
  const shape = view.within === 'shape' ? held : null;
  const go = useCallback((next: (before: Record<string, unknown>) => Record<string, unknown>, push: boolean) => {
    const clean = (raw: Record<string, unknown>) => Object.fromEntries(Object.entries(raw).filter(([, v]) => v !== undefined && v !== ''));
    void navigate({ to: '.', search: (before: Record<string, unknown>) => clean(next(before)) as never, replace: !push });
  }, [navigate]);
  const change = useCallback((patch: Patch, push = true) => go((before) => ({ ...before, page: undefined, ...patch }), push), [go]);
  const setWords = useCallback((text: string) => { holdWords(text); change({}, false); }, [change]);
  const setShape = useCallback((next: Geometry | null) => { keepShape(next); holdShape(next); change({ within: next ? 'shape' : undefined }); }, [change]);
  /** Takes up a saved state as a whole. */
  const take = useCallback((search: RegisterSearch, nextWords: string, nextShape: Geometry | null) => {
    keepShape(nextShape);
    holdShape(nextShape);
    holdWords(nextWords);
    go(({ lang }) => ({ lang, ...search, within: nextShape ? 'shape' : undefined }), true);
  }, [go]);
  const filter: AssetFilter = useMemo(() => ({ ...filterOf(view), ...(words ? { q: words } : {}) }), [view, words]);
  const by = ASSET_SORTS.find((s) => s === (view.sort ?? '').replace(/^-/, '')) ?? 'code';
  const sort = { by, down: (view.sort ?? '').startsWith('-') };
  const page = view.page ?? 1;
  const order = { sort: by, dir: sort.down ? 'desc' as const : 'asc' as const };
  // Words, shapes and values of the commune's own fields travel in a body; a filter of codes alone in an address, which caches know.
  const hidden = words !== '' || shape !== null || filter.extra !== undefined;
  const body = { filter, ...(shape ? { shape: shape as never } : {}) };
  const { q: _q, extra: _extra, ...codes } = filter;
  const open = useEndpoint(listAssets, { params: { commune }, query: { ...codes, page, size: PAGE, ...order } }, { keep: true, enabled: !hidden });
  const closed = useEndpoint(findAssets, { params: { commune }, query: { page, size: PAGE }, body: { ...body, ...order } }, { keep: true, enabled: hidden });
  const openCounts = useEndpoint(getAssetFacets, { params: { commune }, query: codes }, { keep: true, enabled: !hidden });
  const closedCounts = useEndpoint(findAssetFacets, { params: { commune }, body }, { keep: true, enabled: hidden });
  const narrowed = words !== '' || shape !== null || Object.keys(filter).length > 0;
  /** All filters off; the order stays. */
  const widen = () => take({ ...(view.sort ? { sort: view.sort } : {}) }, '', null);
  return { view, change, words, setWords, shape, setShape, take, filter, narrowed, widen, sort, page, list: hidden ? closed : open, facets: hidden ? closedCounts : openCounts };
};
export type Register = ReturnType<typeof useRegister>;

/** The words of a list in the address, and the list with one word put in or taken out. */
export const wordsOf = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean);
export const toggled = (text: string | undefined, word: string): string | undefined => {
  const words = wordsOf(text);
  return (words.includes(word) ? words.filter((w) => w !== word) : [...words, word]).join(',') || undefined;
};
