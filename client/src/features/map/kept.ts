import type { MapSearch, MapWindow } from '../../platform/map-view.ts';
import { assetsQuery } from './use-data.ts';

/** The filters of the map as an export asks for them; undefined where everything is kept. Words may be a name: they travel in a body. */
export function keptBy(view: MapSearch, words: string): MapWindow['kept'] {
  const { page: _page, size: _size, sort: _sort, dir: _dir, ...filter } = assetsQuery(view);
  const asked = { ...filter, ...(words === '' ? {} : { q: words }) };
  const listings = { ...(view.platform ? { platform: view.platform } : {}), ...(view.room ? { room_type: view.room } : {}), ...(view.gone === 'yes' ? { gone: true } : {}) };
  const some = (o: object): boolean => Object.keys(o).length > 0;
  if (!some(asked) && !some(listings)) return undefined;
  return { ...(some(asked) ? { selection: { filter: asked } } : {}), ...(some(listings) ? { filters: { listings } } : {}) };
}
