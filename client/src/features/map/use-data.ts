import { useMemo } from 'react';
import { findAssets, getAssetFacets, listAssets, ASSET_SORTS, NATURES, LEVELS } from '@sommier/domain/assets';
import { listLayers, type LayerEntry } from '@sommier/domain/layers';
import { findListings, listListings, LISTING_SORTS } from '@sommier/domain/listings';
import { askZone, listZoneSets } from '@sommier/domain/zones';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { readLayers, type LayerView, type MapSearch } from '../../platform/map-view.ts';
import { legalQuery, readLegal } from './legal.ts';
import { useWorkspace } from './workspace.tsx';

export const PAGE = 25;
/** Rows of an answer fetched at once: the map shows this many. */
export const ANSWER_PAGE = 100;
/** From the top of the map to its bottom, for a commune nobody has set otherwise. */
const ORDER = ['zones', 'listings', 'assets', '', 'parcels'];

export const useCatalogue = () => useEndpoint(listLayers, { params: { commune: useCommune().code } }, { keep: true });

export interface ShownLayer extends LayerView { entry: LayerEntry }
/** The catalogue in the order and with the looks that the address tells; layers it does not name come after, shown. */
export const useLayers = (): ShownLayer[] => {
  const { data } = useCatalogue();
  const { view } = useWorkspace();
  return useMemo(() => {
    const entries = data?.layers ?? [];
    const told = readLayers(view.layers);
    const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.indexOf(''));
    const rest = entries.filter((e) => !told.some((l) => l.name === e.name)).sort((a, b) => rank(a.name) - rank(b.name));
    return [
      ...told.flatMap((l) => { const entry = entries.find((e) => e.name === l.name); return entry ? [{ ...l, entry }] : []; }),
      ...rest.map((entry) => ({ name: entry.name, shown: true, opacity: 1, entry })),
    ];
  }, [data, view.layers]);
};

const known = <T extends string>(words: readonly T[], word: string): T | undefined => words.find((w) => w === word);
export const readSort = <S extends string>(sorts: readonly S[], fallback: S, text: string | undefined): { by: S; down: boolean } => {
  const by = known(sorts, (text ?? '').replace(/^-/, ''));
  return by ? { by, down: (text ?? '').startsWith('-') } : { by: fallback, down: false };
};

const roundBox = (b: readonly number[]) => b.map((x) => x.toFixed(5)).join(',');
const listWords = (text: string | undefined, words: readonly string[]) => (text ?? '').split(',').filter((w) => words.includes(w) || w === 'none').join(',');

/** The asset filter of the address; `box` is what the map shows when the reader asked for that only. Words come beside it, in a body. */
const assetFilter = (view: MapSearch, box?: readonly number[]) => ({
  ...legalQuery(readLegal(view.legal)),
  ...(listWords(view.nature, NATURES) ? { nature: listWords(view.nature, NATURES) } : {}), ...(listWords(view.level, LEVELS) ? { level: listWords(view.level, LEVELS) } : {}),
  ...(view.within && box ? { bbox: roundBox(box) } : {}),
});
const listingFilter = (view: MapSearch, box?: readonly number[]) => ({
  ...(view.platform ? { platform: view.platform } : {}), ...(view.room ? { roomType: view.room } : {}), gone: view.gone ?? ('no' as const),
  ...(view.within && box ? { bbox: roundBox(box) } : {}),
});

const order = (sort: { by: string; down: boolean }) => (sort.down ? ('desc' as const) : ('asc' as const));

/** What the table of properties asks for: the count stands on its tab whichever is open, only the open one turns pages. */
export const assetsQuery = (view: MapSearch, box?: readonly number[]) => {
  const { by, down } = readSort(ASSET_SORTS, 'code', view.sort);
  return { ...assetFilter(view, box), page: (view.tab ?? 'assets') === 'assets' ? view.page ?? 1 : 1, size: PAGE, sort: by, dir: order({ by, down }) };
};
export const useAssets = () => {
  const { view, words, position } = useWorkspace();
  const commune = useCommune().code;
  const query = assetsQuery(view, position?.bounds);
  const { page, size, sort, dir, ...filter } = query;
  const ready = !view.within || !!position;
  // Words may be somebody's name: they travel in a body.
  const open = useEndpoint(listAssets, { params: { commune }, query }, { keep: true, enabled: ready && words === '' });
  const closed = useEndpoint(findAssets, { params: { commune }, query: { page, size }, body: { filter: { ...filter, q: words }, sort, dir } }, { keep: true, enabled: ready && words !== '' });
  return { sort: { by: sort, down: dir === 'desc' }, page, ...(words === '' ? open : closed) };
};
export const useListings = () => {
  const { view, words, position } = useWorkspace();
  const commune = useCommune().code;
  const can = useCan();
  const sort = readSort(LISTING_SORTS, 'externalId', view.sort);
  const open = view.tab === 'listings';
  const page = open ? view.page ?? 1 : 1;
  const filter = listingFilter(view, position?.bounds), by = { sort: sort.by, dir: order(sort) };
  const ready = can('activity.read') && open && (!view.within || !!position);
  const plain = useEndpoint(listListings, { params: { commune }, query: { ...filter, page, size: PAGE, ...by } }, { keep: true, enabled: ready && words === '' });
  const hidden = useEndpoint(findListings, { params: { commune }, query: { page, size: PAGE }, body: { filter: { ...filter, q: words }, ...by } }, { keep: true, enabled: ready && words !== '' });
  return { sort, page, ...(words === '' ? plain : hidden) };
};
/** Counts of the legend: of the whole register, not of the filter, so that figure and denominator stay. */
export const useFacets = () => useEndpoint(getAssetFacets, { params: { commune: useCommune().code }, query: {} }, { keep: true });
export const useZoneSets = (wanted = true) => useEndpoint(listZoneSets, { params: { commune: useCommune().code } }, { enabled: useCan()('activity.read') && wanted });

/** The answer of the asked zone, drawn or stored, at the page the table shows. */
export const useAnswer = () => {
  const { view, drawn } = useWorkspace();
  const commune = useCommune().code;
  const asked = view.zone ? { zone: view.zone } : drawn ? { polygon: drawn.polygon as never } : null;
  const tablePage = view.tab === 'answer' ? view.page ?? 1 : 1;
  const page = Math.ceil((tablePage * PAGE) / ANSWER_PAGE);
  const answer = useEndpoint(askZone, { params: { commune }, query: { page, size: ANSWER_PAGE }, body: asked ?? { zone: '1' } }, { keep: true, enabled: asked !== null });
  return { asked, tablePage, ...answer, data: asked ? answer.data : undefined };
};
