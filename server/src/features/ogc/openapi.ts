import { CRS84, MOST_ITEMS, SYSTEMS, USUAL_ITEMS } from '@sommier/domain/ogc';
import type { CommuneHere } from '../../platform/session/index.ts';
import type { Collection } from './collections.queries.ts';
import { schemaOf } from './describe.ts';
import { SCHEMAS } from './schemas.ts';

type Json = Record<string, unknown>;
const ref = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` });
const query = (name: string, description: string, schema: Json): Json => ({ name, in: 'query', description, required: false, schema, style: 'form', explode: false });
const answer = (description: string, types: Readonly<Record<string, string>>): Json =>
  ({ description, content: Object.fromEntries(Object.entries(types).map(([type, schema]) => [type, { schema: schema === 'string' ? { type: 'string' } : ref('schemas', schema) }])) });
const REFUSALS = { 400: ref('responses', 'InvalidParameter'), 401: ref('responses', 'Refused'), 403: ref('responses', 'Refused'), 404: ref('responses', 'NotFound'), 406: ref('responses', 'Refused'), 429: ref('responses', 'Refused'), 500: ref('responses', 'ServerError'), 503: ref('responses', 'ServerError') };
const get = (id: string, summary: string, parameters: readonly Json[], schema: string, type = 'application/json'): Json =>
  ({ get: { operationId: id, summary, parameters: [...parameters, ref('parameters', 'f')], responses: { 200: answer(summary, { [type]: schema, 'text/html': 'string' }), ...REFUSALS } } });

/** Parameters that every collection takes, by the names the standard gives them. */
const PARAMETERS: Json = {
  f: query('f', 'json or html, before what Accept says', { type: 'string', enum: ['json', 'html'] }),
  bbox: query('bbox', 'Features whose geometry meets the box, and those without one', { type: 'array', items: { type: 'number' }, oneOf: [{ minItems: 4, maxItems: 4 }, { minItems: 6, maxItems: 6 }] }),
  datetime: query('datetime', 'A moment or an interval (RFC 3339; .. is an open end)', { type: 'string' }),
  limit: query('limit', 'Features of a page', { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: USUAL_ITEMS }),
  crs: query('crs', 'The system the geometries are answered in', { type: 'string', format: 'uri', enum: SYSTEMS.map(({ uri }) => uri), default: CRS84.uri }),
  'bbox-crs': query('bbox-crs', 'The system of bbox', { type: 'string', format: 'uri', default: CRS84.uri }),
  filter: query('filter', 'A filter in CQL2 text', { type: 'string' }),
  'filter-lang': query('filter-lang', 'The language of the filter', { type: 'string', enum: ['cql2-text', 'cql-text'], default: 'cql2-text' }),
  'filter-crs': query('filter-crs', 'The system of the geometries in the filter', { type: 'string', format: 'uri', default: CRS84.uri }),
  after: query('after', 'Where the page before ended; follow the link next instead of making one', { type: 'string' }),
  resultType: query('resultType', 'hits counts and answers no feature', { type: 'string', enum: ['results', 'hits'], default: 'results' }),
  featureId: { name: 'featureId', in: 'path', required: true, description: 'The id of a feature', schema: { type: 'string' } },
  'If-Match': { name: 'If-Match', in: 'header', required: false, description: 'The ETag of the version read', schema: { type: 'string' } },
  'Content-Crs': { name: 'Content-Crs', in: 'header', required: false, description: 'The system of the geometry sent', schema: { type: 'string' } },
};
const ITEMS = ['bbox', 'datetime', 'limit', 'crs', 'bbox-crs', 'filter', 'filter-lang', 'filter-crs', 'after', 'resultType'].map((name) => ref('parameters', name));

const FEATURE = { 'application/geo+json': { schema: ref('schemas', 'featureGeoJSON') } };
const WRITTEN = { ...REFUSALS, 405: ref('responses', 'Refused'), 409: ref('responses', 'Refused'), 412: ref('responses', 'Refused'), 413: ref('responses', 'Refused'), 422: ref('responses', 'Refused') };
const edit = (id: string, summary: string, status: string, headers: readonly string[], types?: Json): Json => ({
  operationId: id, summary, parameters: headers.map((name) => ref('parameters', name)), ...(types ? { requestBody: { required: true, content: types } } : {}),
  responses: { [status]: types ? answer(summary, { 'application/geo+json': 'featureGeoJSON' }) : { description: summary }, ...WRITTEN },
});

function pathsOf({ card: { name }, fields, editable }: Collection): Json {
  const own = fields.filter((f) => f.type !== 'json').map((f) => query(f.name, `Features whose ${f.name} is this`, schemaOf(f.type)));
  const here = `/collections/${name}`, items = get(`items.${name}`, 'Features', [...ITEMS, ...own], 'featureCollectionGeoJSON', 'application/geo+json'), item = get(`item.${name}`, 'One feature', [ref('parameters', 'featureId'), ref('parameters', 'crs')], 'featureGeoJSON', 'application/geo+json');
  const patch = { 'application/merge-patch+json': { schema: { type: 'object' } } };
  return {
    [here]: get(`collection.${name}`, 'The collection', [], 'collection'), [`${here}/queryables`]: get(`queryables.${name}`, 'What a filter may name', [], 'queryables', 'application/schema+json'),
    [`${here}/items`]: { ...items, ...(editable ? { post: edit(`create.${name}`, 'A new feature', '201', ['Content-Crs'], FEATURE) } : {}) },
    [`${here}/items/{featureId}`]: { ...item, ...(editable ? {
      put: edit(`replace.${name}`, 'Replace the feature', '200', ['featureId', 'If-Match', 'Content-Crs'], FEATURE), patch: edit(`update.${name}`, 'Change what is named', '200', ['featureId', 'If-Match', 'Content-Crs'], patch),
      delete: edit(`delete.${name}`, 'Put the feature in the recycle bin', '204', ['featureId', 'If-Match']),
    } : {}) },
  };
}

/** This API as OpenAPI 3.0, collection by collection: the filters a client may send stand there by name. */
export const openapi30 = (root: string, { name, code }: CommuneHere, collections: readonly Collection[], version: string): Json => ({
  openapi: '3.0.3', info: { title: `Sommier, ${name}`, version, description: 'OGC API - Features and OGC API - Tiles', license: { name: 'Apache-2.0' }, 'x-commune': code },
  servers: [{ url: root }], security: [{ bearer: [] }, { basic: [] }, { session: [] }],
  paths: {
    '/': get('landing', 'Landing page', [], 'landingPage'), '/conformance': get('conformance', 'Conformance classes', [], 'confClasses'), '/collections': get('collections', 'Collections', [], 'collections'),
    '/api': { get: { operationId: 'api', summary: 'This description', responses: { 200: { description: 'OpenAPI 3.0', content: { 'application/vnd.oai.openapi+json;version=3.0': { schema: { type: 'object' } } } }, ...REFUSALS } } },
    ...Object.assign({}, ...collections.map(pathsOf)) as Json,
  },
  components: {
    parameters: PARAMETERS, schemas: SCHEMAS,
    responses: { InvalidParameter: answer('A parameter cannot be read', { 'application/problem+json': 'exception' }), NotFound: answer('Not there, or not yours to read', { 'application/problem+json': 'exception' }), Refused: answer('Refused', { 'application/problem+json': 'exception' }), ServerError: answer('A fault of the server', { 'application/problem+json': 'exception' }) },
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, basic: { type: 'http', scheme: 'basic', description: 'The access key as password, any name' }, session: { type: 'apiKey', in: 'cookie', name: 'sommier' } },
  },
});
