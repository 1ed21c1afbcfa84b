import { CRS84 } from '@sommier/domain/ogc';
import { styleOf, toMapLibre } from '@sommier/domain/style';
import type { Language } from '@sommier/domain/shared';
import type { Card, Extent } from './collections.queries.ts';
import type { Link } from './links.ts';

const GRID = 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad', MERCATOR = 'http://www.opengis.net/def/crs/EPSG/0/3857';
export const MVT = 'application/vnd.mapbox-vector-tile';
export const LEVELS = 22;
const HALF = 20037508.342789244;
/** Metres of the whole world's side over 256 pixels, and the scale at which one is 0.28 mm wide (OGC 17-083r4, annex D). */
const CELL = 2 * HALF / 256, DENOMINATOR = CELL / 0.00028;
const link = (href: string, rel: string, type: string, title: string): Link => ({ href, rel, type, title });

export const matrixSet = {
  id: 'WebMercatorQuad', title: 'Google Maps Compatible for the World', uri: GRID, crs: MERCATOR, orderedAxes: ['X', 'Y'], wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
  tileMatrices: Array.from({ length: LEVELS + 1 }, (_, z) => ({
    id: String(z), scaleDenominator: DENOMINATOR / 2 ** z, cellSize: CELL / 2 ** z, cornerOfOrigin: 'topLeft', pointOfOrigin: [-HALF, HALF], matrixWidth: 2 ** z, matrixHeight: 2 ** z, tileWidth: 256, tileHeight: 256,
  })),
};
export const matrixSets = (root: string) => ({ tileMatrixSets: [{ id: matrixSet.id, title: matrixSet.title, uri: GRID, links: [link(`${root}/tileMatrixSets/WebMercatorQuad`, 'self', 'application/json', matrixSet.title)] }] });

const tilesOf = (here: string): string => `${here}/tiles/WebMercatorQuad`;
export function tileset(root: string, card: Card, extent: Extent, language: Language) {
  const here = `${root}/collections/${card.name}`, [w = -180, s = -85, e = 180, n = 85] = extent.bounds ?? [];
  return {
    title: card.title[language], dataType: 'vector', crs: MERCATOR, tileMatrixSetURI: GRID, boundingBox: { lowerLeft: [w, s], upperRight: [e, n], crs: CRS84.uri, orderedAxes: ['Lon', 'Lat'] },
    layers: [{ id: card.name, dataType: 'vector' }],
    links: [
      link(tilesOf(here), 'self', 'application/json', card.title[language]), link(`${tilesOf(here)}?f=tilejson`, 'describedby', 'application/json', 'TileJSON'),
      link(`${root}/tileMatrixSets/WebMercatorQuad`, 'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme', 'application/json', matrixSet.title),
      { ...link(`${tilesOf(here)}/{tileMatrix}/{tileRow}/{tileCol}`, 'item', MVT, 'MVT'), templated: true as const }, link(`${root}/styles/${card.name}`, 'http://www.opengis.net/def/rel/ogc/1.0/style', 'application/vnd.mapbox.style+json', 'MapLibre'),
    ],
  };
}
export const tilesets = (root: string, card: Card, extent: Extent, language: Language) => {
  const { title, dataType, crs, tileMatrixSetURI, links } = tileset(root, card, extent, language);
  return { tilesets: [{ title, dataType, crs, tileMatrixSetURI, links: links.slice(0, 2) }], links: [link(`${root}/collections/${card.name}/tiles`, 'self', 'application/json', title)] };
};

const bounds = (extent: Extent): number[] => extent.bounds ?? [-180, -85.05, 180, 85.05];
/** TileJSON 3.0: where tiles are, by z, column and row. */
export function tileJson(root: string, card: Card, extent: Extent, language: Language) {
  const [w = 0, s = 0, e = 0, n = 0] = bounds(extent);
  return {
    tilejson: '3.0.0', name: card.title[language], ...(card.source === null ? {} : { attribution: card.source }), version: `1.0.${card.version.split('.')[0] ?? '0'}`, scheme: 'xyz', tiles: [`${tilesOf(`${root}/collections/${card.name}`)}/{z}/{y}/{x}`],
    minzoom: 0, maxzoom: LEVELS, bounds: [w, s, e, n], center: [(w + e) / 2, (s + n) / 2, 12], vector_layers: [{ id: card.name, fields: Object.fromEntries(styleOf(card.name, card.title, card.look).fields.map((f) => [f, ''])) }],
  };
}

/** The layer's own style over its tiles. Patterns and pies are pictures the application draws; other readers show the plain fill beneath them. */
export function styleJson(root: string, card: Card, extent: Extent, language: Language) {
  const json = tileJson(root, card, extent, language), [lon, lat] = json.center;
  const layers = toMapLibre(styleOf(card.name, card.title, card.look), { theme: 'light', language, latitude: lat ?? 0 });
  return {
    version: 8, name: json.name, center: [lon, lat], zoom: 12, sources: { [card.name]: { type: 'vector', tiles: json.tiles, minzoom: 0, maxzoom: LEVELS, bounds: json.bounds, ...(json.attribution === undefined ? {} : { attribution: json.attribution }) } },
    layers: layers.filter((layer) => layer.paint['fill-pattern'] === undefined).map((layer) => ({ ...layer, layout: Object.fromEntries(Object.entries(layer.layout).filter(([name]) => name !== 'icon-image' && name !== 'text-font')) })),
  };
}
export const stylesOf = (root: string, cards: readonly Card[], language: Language) => ({
  styles: cards.map((card) => ({ id: card.name, title: card.title[language], links: [link(`${root}/styles/${card.name}`, 'stylesheet', 'application/vnd.mapbox.style+json', card.title[language])] })),
});
