import type { Basemap } from '../../map/index.ts';
import { useCatalogue } from './use-data.ts';

const url = new URL('/basemap.pmtiles', location.href).href;
const BASEMAPS: Record<Basemap['kind'], Basemap> = { vector: { kind: 'vector', url }, raster: { kind: 'raster', url } };

/** The operator's own base map, or null: the catalogue of layers tells, so that no address is tried in vain. */
export const useBasemap = (): Basemap | null => {
  const kind = useCatalogue().data?.basemap;
  return kind ? BASEMAPS[kind] : null;
};
