import { z } from 'zod';
import { LayerName } from '../layers/model.ts';
import { Id, allow, CommuneCode, endpoint, PUBLIC } from '../shared/endpoint.ts';

/**
 * OGC API - Features 1 (core), 2 (CRS), 3 (filtering, CQL2 text), 4 (create, replace, update, delete) and OGC API - Tiles. `/ogc/…` without a commune is the
 * same in the commune of the key or of the session. Answers carry what the standards ask for; refusals are problem details, whose `code` the standard's exception has too.
 */
const root = z.object({ commune: CommuneCode });
const one = root.extend({ collection: LayerName });
const item = one.extend({ id: Id });
const said = { f: z.enum(['json', 'html']).optional() };
const plain = z.strictObject(said);
const JSON_TYPES = ['application/json', 'text/html'] as const;
const GEOJSON = ['application/geo+json', 'text/html'] as const;
const read = { method: 'get', access: allow('register.read'), keyed: true, status: 200 } as const;
const write = { access: allow('register.write'), keyed: true } as const;

export const MOST_ITEMS = 10_000;
export const USUAL_ITEMS = 100;
const crs = z.string().max(100).optional();
/** What `items` takes beside the queryables of its collection; any other name is refused. */
export const ItemsQuery = z.object({
  ...said, limit: z.coerce.number().int().min(1).default(USUAL_ITEMS).transform((n) => Math.min(n, MOST_ITEMS)), bbox: z.string().max(300).optional(), 'bbox-crs': crs, crs,
  datetime: z.string().max(80).optional(), filter: z.string().min(1).max(16_000).optional(), 'filter-lang': z.enum(['cql2-text', 'cql-text']).optional(), 'filter-crs': crs,
  /** Where the page before ended. */ after: Id.optional(), /** `hits` counts and answers no feature. */ resultType: z.enum(['results', 'hits']).optional(),
}).catchall(z.string().max(400));
export type ItemsQuery = z.output<typeof ItemsQuery>;

const Ground = z.looseObject({ type: z.string() });
/** A feature as sent. Coordinates are in the system of the header Content-Crs, longitude and latitude without it. */
export const FeatureIn = z.looseObject({ type: z.literal('Feature'), geometry: Ground.nullable().optional(), properties: z.record(z.string(), z.unknown()).nullable().optional() }).meta({ id: 'FeatureIn' });
export type FeatureIn = z.output<typeof FeatureIn>;
/** A merge patch (RFC 7396): only what is named changes, null makes a value unknown. */
export const FeaturePatch = z.looseObject({ type: z.literal('Feature').optional(), geometry: Ground.nullable().optional(), properties: z.record(z.string(), z.unknown()).optional() }).meta({ id: 'FeaturePatch' });

export const ogcLanding = endpoint({ ...read, id: 'ogcLanding', path: '/ogc/{commune}', summary: 'Landing page', params: root, query: plain, reply: JSON_TYPES, errors: ['invalid'] });
export const ogcConformance = endpoint({ ...read, id: 'ogcConformance', path: '/ogc/{commune}/conformance', summary: 'The conformance classes this server holds', params: root, query: plain, reply: JSON_TYPES, errors: ['invalid'] });
export const ogcApi = endpoint({ ...read, id: 'ogcApi', path: '/ogc/{commune}/api', summary: 'The description of this API in OpenAPI 3.0', params: root, query: plain, reply: ['application/vnd.oai.openapi+json;version=3.0'], errors: ['invalid'] });
export const ogcCollections = endpoint({ ...read, id: 'ogcCollections', path: '/ogc/{commune}/collections', summary: 'The collections one may read', params: root, query: plain, reply: JSON_TYPES, errors: ['invalid'] });
export const ogcCollection = endpoint({ ...read, id: 'ogcCollection', path: '/ogc/{commune}/collections/{collection}', summary: 'One collection', params: one, query: plain, reply: JSON_TYPES, errors: ['invalid', 'not_found'] });
export const ogcQueryables = endpoint({ ...read, id: 'ogcQueryables', path: '/ogc/{commune}/collections/{collection}/queryables', summary: 'What a filter may name', params: one, query: plain, reply: ['application/schema+json', 'application/json'], errors: ['invalid', 'not_found'] });
export const ogcItems = endpoint({ ...read, id: 'ogcItems', path: '/ogc/{commune}/collections/{collection}/items', summary: 'Features by page, in order of their ids; follow the link `next`', params: one, query: ItemsQuery, reply: GEOJSON, errors: ['invalid', 'not_found'] });
export const ogcItem = endpoint({ ...read, id: 'ogcItem', path: '/ogc/{commune}/collections/{collection}/items/{id}', summary: 'One feature; its ETag goes into If-Match', params: item, query: z.strictObject({ ...said, crs }), reply: GEOJSON, errors: ['invalid', 'not_found'] });
/** `Prefer: handling=lenient` says that the warnings of drawing were read, as the box on the screen does. */
export const ogcCreate = endpoint({ ...write, id: 'ogcCreate', method: 'post', audit: 'asset.created', path: '/ogc/{commune}/collections/{collection}/items', summary: 'A new feature, through the rules of the application', params: one, body: FeatureIn, status: 201, reply: GEOJSON, errors: ['invalid', 'not_found', 'not_allowed', 'conflict', 'rule_refused'] });
export const ogcReplace = endpoint({ ...write, id: 'ogcReplace', method: 'put', audit: 'asset.updated', path: '/ogc/{commune}/collections/{collection}/items/{id}', summary: 'Replace a feature; what is not sent becomes unknown. If-Match names the version read', params: item, body: FeatureIn, status: 200, reply: GEOJSON, errors: ['invalid', 'not_found', 'not_allowed', 'stale', 'conflict', 'rule_refused'] });
export const ogcUpdate = endpoint({ ...write, id: 'ogcUpdate', method: 'patch', audit: 'asset.updated', path: '/ogc/{commune}/collections/{collection}/items/{id}', summary: 'Change what is named of a feature (merge patch); If-Match is heeded where it is sent', params: item, body: FeaturePatch, status: 200, reply: GEOJSON, errors: ['invalid', 'not_found', 'not_allowed', 'stale', 'conflict', 'rule_refused'] });
export const ogcDelete = endpoint({ ...write, id: 'ogcDelete', method: 'delete', audit: 'asset.recycled', path: '/ogc/{commune}/collections/{collection}/items/{id}', summary: 'Put a feature, and what stands under it, in the recycle bin', params: item, status: 204, reply: z.undefined(), errors: ['invalid', 'not_found', 'not_allowed', 'stale', 'rule_refused'] });

const matrix = z.literal('WebMercatorQuad');
const number = z.string().regex(/^\d{1,8}$/).transform(Number);
export const ogcTileMatrixSets = endpoint({ ...read, id: 'ogcTileMatrixSets', path: '/ogc/{commune}/tileMatrixSets', summary: 'The grids of tiles', params: root, query: plain, reply: ['application/json'], errors: ['invalid'] });
export const ogcTileMatrixSet = endpoint({ ...read, id: 'ogcTileMatrixSet', path: '/ogc/{commune}/tileMatrixSets/{matrixSet}', summary: 'One grid of tiles', params: root.extend({ matrixSet: matrix }), query: plain, reply: ['application/json'], errors: ['invalid'] });
export const ogcTilesets = endpoint({ ...read, id: 'ogcTilesets', path: '/ogc/{commune}/collections/{collection}/tiles', summary: 'The tilesets of a collection', params: one, query: plain, reply: ['application/json'], errors: ['invalid', 'not_found'] });
export const ogcTileset = endpoint({ ...read, id: 'ogcTileset', path: '/ogc/{commune}/collections/{collection}/tiles/{matrixSet}', summary: 'A tileset’s description; `f=tilejson` as TileJSON 3', params: one.extend({ matrixSet: matrix }), query: z.strictObject({ f: z.enum(['json', 'tilejson']).optional() }), reply: ['application/json'], errors: ['invalid', 'not_found'] });
export const ogcTile = endpoint({ ...read, id: 'ogcTile', path: '/ogc/{commune}/collections/{collection}/tiles/{matrixSet}/{z}/{row}/{col}', summary: 'A vector tile; the row comes before the column', params: one.extend({ matrixSet: matrix, z: number, row: number, col: number }), query: z.strictObject({ f: z.literal('mvt').optional() }), reply: ['application/vnd.mapbox-vector-tile'], errors: ['invalid', 'not_found'] });
export const ogcStyles = endpoint({ ...read, id: 'ogcStyles', path: '/ogc/{commune}/styles', summary: 'The styles of the layers', params: root, query: plain, reply: ['application/json'], errors: ['invalid'] });
export const ogcStyle = endpoint({ ...read, id: 'ogcStyle', path: '/ogc/{commune}/styles/{collection}', summary: 'A layer’s style for MapLibre and QGIS', params: one, query: z.strictObject({ f: z.literal('mbs').optional() }), reply: ['application/vnd.mapbox.style+json'], errors: ['invalid', 'not_found'] });

/** The catalogue of what the commune publishes, as DCAT-AP 3 in JSON-LD. Nobody signs in; a commune whose portal is closed has none. */
export const openCatalogue = endpoint({ id: 'openCatalogue', method: 'get', access: PUBLIC, path: '/api/open/{commune}/catalog.jsonld', summary: 'DCAT-AP catalogue of the public layers', params: root, status: 200, reply: ['application/ld+json'], errors: ['invalid', 'not_found'] });
/** The address stays for as long as the layer is public; what it answers is the layer as it stands, its public fields alone. */
export const openLayer = endpoint({ id: 'openLayer', method: 'get', access: PUBLIC, path: '/api/open/{commune}/{file}', summary: 'A public layer as GeoJSON or CSV', params: root.extend({ file: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}\.(geojson|csv)$/) }), status: 200, reply: ['application/geo+json', 'text/csv'], errors: ['invalid', 'not_found'] });

export const endpoints = [
  ogcLanding, ogcConformance, ogcApi, ogcCollections, ogcCollection, ogcQueryables, ogcItems, ogcItem, ogcCreate, ogcReplace, ogcUpdate, ogcDelete,
  ogcTileMatrixSets, ogcTileMatrixSet, ogcTilesets, ogcTileset, ogcTile, ogcStyles, ogcStyle, openCatalogue, openLayer,
] as const;
