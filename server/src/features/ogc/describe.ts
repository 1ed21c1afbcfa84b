import { CRS84, SYSTEMS } from '@sommier/domain/ogc';
import { message } from '@sommier/domain/messages';
import type { Language } from '@sommier/domain/shared';
import type { CommuneHere } from '../../platform/session/index.ts';
import type { Card, Collection, Extent } from './collections.queries.ts';
import { GEOMETRY } from './filter-sql.ts';
import type { FieldType } from './fields.ts';
import type { Link } from './links.ts';

export const OPENAPI = 'application/vnd.oai.openapi+json;version=3.0';
const FEATURES = 'http://www.opengis.net/spec/ogcapi-features-', COMMON = 'http://www.opengis.net/spec/ogcapi-common-', TILES = 'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/', CQL2 = 'http://www.opengis.net/spec/cql2/1.0/conf/';

/** What this server holds to, and is tested for (tests/ogc). */
export const CONFORMS: readonly string[] = [
  `${COMMON}1/1.0/conf/core`, `${COMMON}2/1.0/conf/collections`,
  ...['core', 'geojson', 'oas30', 'html'].map((c) => `${FEATURES}1/1.0/conf/${c}`), `${FEATURES}2/1.0/conf/crs`,
  ...['queryables', 'queryables-query-parameters', 'filter', 'features-filter'].map((c) => `${FEATURES}3/1.0/conf/${c}`),
  ...['create-replace-delete', 'update', 'optimistic-locking-etags', 'features'].map((c) => `${FEATURES}4/1.0/conf/${c}`),
  ...['cql2-text', 'basic-cql2', 'advanced-comparison-operators', 'case-insensitive-comparison', 'accent-insensitive-comparison', 'basic-spatial-functions', 'basic-spatial-functions-plus', 'spatial-functions', 'temporal-functions', 'property-property', 'arithmetic'].map((c) => CQL2 + c),
  ...['core', 'tileset', 'tilesets-list', 'geodata-tilesets', 'mvt', 'oas30'].map((c) => TILES + c),
];

const say = (language: Language, key: string, params: Record<string, unknown> = {}): string => message(language, key, params) ?? key;
const link = (href: string, rel: string, type: string, title: string): Link => ({ href, rel, type, title });

export const landing = (root: string, { name }: CommuneHere, language: Language) => ({
  title: say(language, 'ogc.title', { commune: name }), description: say(language, 'ogc.description'),
  links: [
    link(`${root}/api`, 'service-desc', OPENAPI, 'OpenAPI 3.0'), link(`${root}/conformance`, 'conformance', 'application/json', 'Conformance'), link(`${root}/collections`, 'data', 'application/json', 'Collections'),
    link(`${root}/tileMatrixSets`, 'http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes', 'application/json', 'Tile matrix sets'), link(`${root}/styles`, 'http://www.opengis.net/def/rel/ogc/1.0/styles', 'application/json', 'Styles'),
  ],
});

/** What is said of a collection; its links hold without the document’s own. */
export function describe(root: string, { card, time }: Pick<Collection, 'card' | 'time'>, extent: Extent, language: Language) {
  const here = `${root}/collections/${card.name}`, about = card.own ? undefined : say(language, `ogc.about.${card.name}`);
  const links: Link[] = [
    link(`${here}/items`, 'items', 'application/geo+json', 'GeoJSON'), link(`${here}/items?f=html`, 'items', 'text/html', 'HTML'),
    link(`${here}/queryables`, 'http://www.opengis.net/def/rel/ogc/1.0/queryables', 'application/schema+json', 'Queryables'),
    link(`${here}/tiles`, 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector', 'application/json', 'Tiles'), link(`${root}/styles/${card.name}`, 'http://www.opengis.net/def/rel/ogc/1.0/style', 'application/vnd.mapbox.style+json', 'Style'),
    ...(card.licence !== null && /^https?:\/\//.test(card.licence) ? [link(card.licence, 'license', 'text/html', card.licence)] : []),
  ];
  return {
    id: card.name, title: card.title[language], ...([about, card.description].some(Boolean) ? { description: [about, card.description].filter(Boolean).join(' ') } : {}),
    ...(card.source !== null ? { attribution: card.source } : {}), itemType: 'feature', itemCount: extent.count,
    extent: {
      ...(extent.bounds === null ? {} : { spatial: { bbox: [extent.bounds], crs: CRS84.uri } }),
      ...(time === null || (extent.from === null && extent.to === null) ? {} : { temporal: { interval: [[extent.from, extent.to]], trs: 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian' } }),
    },
    crs: SYSTEMS.map(({ uri }) => uri), storageCrs: CRS84.uri, links,
  };
}

const SCHEMA: Record<FieldType, Record<string, unknown>> = {
  text: { type: 'string' }, number: { type: 'number' }, boolean: { type: 'boolean' }, date: { type: 'string', format: 'date' }, instant: { type: 'string', format: 'date-time' }, json: { type: 'object' },
};
export const schemaOf = (type: FieldType): Record<string, unknown> => SCHEMA[type];

/** What a filter may name (part 3, queryables). */
export const queryables = (address: string, { card, fields }: Collection, language: Language) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema', $id: address, type: 'object', title: card.title[language], additionalProperties: false,
  properties: {
    [GEOMETRY]: { 'x-ogc-role': 'primary-geometry', format: 'geometry-any' }, id: { 'x-ogc-role': 'id', type: 'integer' },
    ...Object.fromEntries(fields.filter((f) => f.type !== 'json').map((f) => [f.name, { title: f.name, ...SCHEMA[f.type] }])),
  },
});

export type { Card };
