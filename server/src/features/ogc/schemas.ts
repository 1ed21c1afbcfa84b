type Json = Record<string, unknown>;
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const list = (items: Json): Json => ({ type: 'array', items });
const object = (required: readonly string[], properties: Json): Json => ({ type: 'object', required, properties });
const text = { type: 'string' };
const positions = (depth: number): Json => (depth === 0 ? { type: 'array', minItems: 2, items: { type: 'number' } } : list(positions(depth - 1)));
const geometry = (type: string, depth: number): Json => object(['type', 'coordinates'], { type: { type: 'string', enum: [type] }, coordinates: positions(depth) });

/** The shapes of the answers in this API's own description, as part 1 of the standard names them. */
export const SCHEMAS: Json = {
  link: object(['href', 'rel'], { href: text, rel: text, type: text, hreflang: text, title: text, length: { type: 'integer' } }),
  landingPage: object(['links'], { title: text, description: text, links: list(ref('link')) }),
  confClasses: object(['conformsTo'], { conformsTo: list(text) }),
  extent: object([], {
    spatial: object([], { bbox: list(list({ type: 'number' })), crs: text }), temporal: object([], { interval: list(list({ type: 'string', format: 'date-time', nullable: true })), trs: text }),
  }),
  collection: object(['id', 'links'], { id: text, title: text, description: text, attribution: text, itemType: text, itemCount: { type: 'integer' }, extent: ref('extent'), crs: list(text), storageCrs: text, links: list(ref('link')) }),
  collections: object(['links', 'collections'], { links: list(ref('link')), collections: list(ref('collection')) }),
  queryables: object(['type', 'properties'], { type: text, properties: { type: 'object' } }),
  geometryGeoJSON: { nullable: true, oneOf: [geometry('Point', 0), geometry('LineString', 1), geometry('MultiPoint', 1), geometry('Polygon', 2), geometry('MultiLineString', 2), geometry('MultiPolygon', 3),
    object(['type', 'geometries'], { type: { type: 'string', enum: ['GeometryCollection'] }, geometries: list(ref('geometryGeoJSON')) })] },
  featureGeoJSON: object(['type', 'geometry', 'properties'], { type: { type: 'string', enum: ['Feature'] }, id: { type: 'integer' }, geometry: ref('geometryGeoJSON'), properties: { type: 'object', nullable: true }, links: list(ref('link')) }),
  featureCollectionGeoJSON: object(['type', 'features'], {
    type: { type: 'string', enum: ['FeatureCollection'] }, features: list(ref('featureGeoJSON')), links: list(ref('link')), timeStamp: { type: 'string', format: 'date-time' },
    numberMatched: { type: 'integer', minimum: 0 }, numberReturned: { type: 'integer', minimum: 0 },
  }),
  exception: object(['code'], { code: text, message: text, status: { type: 'integer' }, title: text, type: text, issues: list({ type: 'object' }) }),
};
