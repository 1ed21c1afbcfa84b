type Json = Record<string, unknown>;
const ref = (name: string): Json => ({ $ref: `#/definitions/${name}` });
const list = (items: Json, more: Json = {}): Json => ({ type: 'array', items, ...more });
const object = (required: readonly string[], properties: Json): Json => ({ type: 'object', required, properties });
const text = { type: 'string' };
const position = list({ type: 'number' }, { minItems: 2 });
const geometry = (type: string, coordinates: Json): Json => object(['type', 'coordinates'], { type: { enum: [type] }, coordinates });
const ring = list(position, { minItems: 4 });
const counted = { type: 'integer', minimum: 0 };

/** The schemas of OGC API - Features - Part 1: Core (17-069, components/schemas of ogcapi-features-1.yaml), as JSON Schema draft 7. Those of a reply stand as $id-less definitions. */
export const PUBLISHED: Json = {
  $id: 'published', definitions: {
    landingPage: object(['links'], { title: text, description: text, links: list(ref('link')) }),
    link: object(['href', 'rel'], { href: text, rel: text, type: text, hreflang: text, title: text, length: { type: 'integer' } }),
    confClasses: object(['conformsTo'], { conformsTo: list(text) }),
    collections: object(['links', 'collections'], { links: list(ref('link')), collections: list(ref('collection')) }),
    collection: object(['id', 'links'], { id: text, title: text, description: text, links: list(ref('link')), extent: ref('extent'), itemType: text, crs: list(text) }),
    extent: object([], {
      spatial: object([], { bbox: list(list({ type: 'number' }, { oneOf: [{ minItems: 4, maxItems: 4 }, { minItems: 6, maxItems: 6 }] }), { minItems: 1 }), crs: { enum: ['http://www.opengis.net/def/crs/OGC/1.3/CRS84'] } }),
      temporal: object([], { interval: list(list({ anyOf: [{ type: 'null' }, { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$` }] }, { minItems: 2, maxItems: 2 }), { minItems: 1 }), trs: { enum: ['http://www.opengis.net/def/uom/ISO-8601/0/Gregorian'] } }),
    }),
    exception: object(['code'], { code: text, description: text }),
    featureCollectionGeoJSON: object(['type', 'features'], {
      type: { enum: ['FeatureCollection'] }, features: list(ref('featureGeoJSON')), links: list(ref('link')), timeStamp: { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$` }, numberMatched: counted, numberReturned: counted,
    }),
    featureGeoJSON: object(['type', 'geometry', 'properties'], { type: { enum: ['Feature'] }, geometry: ref('geometryGeoJSON'), properties: { type: ['object', 'null'] }, id: { oneOf: [text, { type: 'integer' }] }, links: list(ref('link')) }),
    geometryGeoJSON: { oneOf: [{ type: 'null' }, geometry('Point', position), geometry('MultiPoint', list(position)), geometry('LineString', list(position, { minItems: 2 })), geometry('MultiLineString', list(list(position, { minItems: 2 }))),
      geometry('Polygon', list(ring)), geometry('MultiPolygon', list(list(ring))), object(['type', 'geometries'], { type: { enum: ['GeometryCollection'] }, geometries: list(ref('geometryGeoJSON')) })] },
    /** Of OpenAPI 3.0, what a client depends on: the version, the paths with their operations and answers, and the components they lean on. */
    openapi: object(['openapi', 'info', 'paths'], {
      openapi: { type: 'string', pattern: String.raw`^3\.0\.\d+$` }, info: object(['title', 'version'], { title: text, version: text }), servers: list(object(['url'], { url: text })), components: { type: 'object' },
      paths: { type: 'object', patternProperties: { '^/': { type: 'object', propertyNames: { enum: ['get', 'post', 'put', 'patch', 'delete'] }, additionalProperties: object(['responses'], {
        operationId: text, parameters: list({ oneOf: [object(['$ref'], { $ref: text }), object(['name', 'in'], { name: text, in: { enum: ['query', 'path', 'header'] } })] }), responses: { type: 'object', minProperties: 1 },
      }) } }, additionalProperties: false },
    }),
  },
};
