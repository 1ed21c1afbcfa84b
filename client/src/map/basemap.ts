import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { Basemap, GroundLayer } from './port.ts';
import { PALETTES, type Language, type ThemeName } from '@sommier/domain/style';

type Ground = { sources: Record<string, SourceSpecification>; layers: LayerSpecification[] };

/** The operator's own archive (`/basemap.pmtiles`); nothing is fetched elsewhere. */
export const basemapLayers = (basemap: Basemap, theme: ThemeName, language: Language): Ground =>
  (basemap.kind === 'raster' ? pictures(basemap.url, theme) : streets(basemap.url, theme, language));

/** Pictures lie pale under the register, dim on a dark ground. */
const pictures = (url: string, theme: ThemeName): Ground => ({
  sources: { basemap: { type: 'raster', url: `pmtiles://${url}`, tileSize: 256 } },
  layers: [{ id: 'base/picture', type: 'raster', source: 'basemap', paint: theme === 'dark' ? { 'raster-opacity': 0.55, 'raster-brightness-max': 0.6 } : { 'raster-opacity': 0.75 } }],
});

/** Ground, water, green, streets and names of an archive in the Protomaps schema. */
const streets = (url: string, theme: ThemeName, language: Language): Ground => {
  const c = PALETTES[theme];
  const water = theme === 'dark' ? '#17303d' : '#cddfe8';
  const green = theme === 'dark' ? '#1c2d20' : '#d7e4cd';
  const street = theme === 'dark' ? '#232d29' : '#fbfbf9';
  const area = (id: string, layer: string, colour: string, kinds?: string[]): LayerSpecification => ({
    id: `base/${id}`, type: 'fill', source: 'basemap', 'source-layer': layer, paint: { 'fill-color': colour },
    filter: kinds ? ['all', ['==', ['geometry-type'], 'Polygon'], ['in', ['get', 'kind'], ['literal', kinds]]] : ['==', ['geometry-type'], 'Polygon'],
  });
  return {
    sources: { basemap: { type: 'vector', url: `pmtiles://${url}` } },
    layers: [
      area('green', 'landuse', green, ['park', 'forest', 'wood', 'grass', 'cemetery', 'garden', 'nature_reserve']), area('water', 'water', water), area('building', 'buildings', c.block),
      { id: 'base/road', type: 'line', source: 'basemap', 'source-layer': 'roads', layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': street, 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 10, 0.6, 14, 2.5, 18, 14] } },
      { id: 'base/street', type: 'symbol', source: 'basemap', 'source-layer': 'roads', minzoom: 14,
        layout: { 'symbol-placement': 'line', 'text-field': ['coalesce', ['get', `name:${language}`], ['get', 'name'], ''], 'text-size': 10.5, 'text-font': ['system-ui, sans-serif'] },
        paint: { 'text-color': c.label, 'text-halo-color': c.halo, 'text-halo-width': 1.3 } },
    ],
  };
};

/** The commune's own streets and quarters, pale, as the ground of a map without an archive. Names in the reader's language, left to the layer itself where it is drawn. */
export const ownGround = (ground: readonly GroundLayer[], theme: ThemeName, language: Language): Ground => {
  const c = PALETTES[theme];
  const street = theme === 'dark' ? '#34403b' : '#ffffff';
  const names = (one: GroundLayer, text: unknown, size: number, along: boolean, minzoom: number): LayerSpecification[] => (one.shown ? [] : [{
    id: `base/${one.name}/name`, type: 'symbol', source: one.source, 'source-layer': one.name, minzoom,
    layout: { ...(along ? { 'symbol-placement': 'line' as const } : {}), 'text-field': text as never, 'text-size': size, 'text-font': ['system-ui, sans-serif'] },
    paint: { 'text-color': c.label, 'text-halo-color': c.halo, 'text-halo-width': 1.3 },
  }]);
  const width = (edge: number) => ['interpolate', ['exponential', 1.6], ['zoom'], 10, 0.5 + edge, 14, 2 + edge, 18, 12 + edge] as never;
  const line = (one: GroundLayer, part: string, colour: string, edge: number): LayerSpecification => ({
    id: `base/${one.name}/${part}`, type: 'line', source: one.source, 'source-layer': one.name, layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': colour, 'line-width': width(edge) },
  });
  const quarters = ground.filter((one) => one.kind === 'quarters'), streets = ground.filter((one) => one.kind === 'streets');
  return {
    sources: Object.fromEntries(ground.map((one) => [one.source, { type: 'vector', tiles: [one.tiles], minzoom: 6, maxzoom: one.maxzoom, ...(one.bounds ? { bounds: one.bounds } : {}) }])),
    layers: [
      ...quarters.flatMap((one): LayerSpecification[] => [
        { id: `base/${one.name}/fill`, type: 'fill', source: one.source, 'source-layer': one.name, paint: { 'fill-color': c.block, 'fill-opacity': 0.55 } },
        { id: `base/${one.name}/edge`, type: 'line', source: one.source, 'source-layer': one.name, paint: { 'line-color': c.land, 'line-width': 3 } },
      ]),
      ...streets.map((one) => line(one, 'edge', c.land, 1.6)), ...streets.map((one) => line(one, 'street', street, 0)),
      ...streets.flatMap((one) => (one.named ? names(one, ['coalesce', ['to-string', ['get', one.named]], ''], 10.5, true, 14) : [])),
      ...quarters.flatMap((one) => names(one, language === 'ar' ? ['coalesce', ['get', 'label_ar'], ['get', 'label'], ''] : ['coalesce', ['get', 'label'], ''], 11, false, 11)),
    ],
  };
};
