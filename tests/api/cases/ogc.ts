import { absent, NOTHING, reads, type Case } from './case.ts';

const of = (params: Record<string, string> = {}, allowed = 200): Case => ({ params: { collection: 'zones', matrixSet: 'WebMercatorQuad', ...params }, allowed });

/** The standards' addresses, and the keys that open them. A collection that is only read answers 405 to whom may write elsewhere. */
export const ogc: Record<string, Case> = {
  listKeys: reads, makeKey: { body: {}, allowed: 400 }, revokeKey: absent, listAllKeys: reads, revokeAnyKey: absent,
  ogcLanding: reads, ogcConformance: reads, ogcApi: reads, ogcCollections: reads, ogcCollection: of(), ogcQueryables: of(), ogcItems: of(), ogcItem: of({ id: NOTHING }, 404),
  ogcCreate: { ...of({}, 405), body: { type: 'Feature', geometry: null, properties: {} } }, ogcReplace: { ...of({ id: NOTHING }, 405), body: { type: 'Feature', geometry: null, properties: {} } },
  ogcUpdate: { ...of({ id: NOTHING }, 405), body: { properties: {} } }, ogcDelete: of({ id: NOTHING }, 405),
  ogcTileMatrixSets: reads, ogcTileMatrixSet: of(), ogcTilesets: of(), ogcTileset: of(), ogcTile: of({ z: '3', row: '3', col: '4' }), ogcStyles: reads, ogcStyle: of(),
  openCatalogue: { allowed: 404 }, openLayer: { params: { file: 'zones.geojson' }, allowed: 404 },
};
