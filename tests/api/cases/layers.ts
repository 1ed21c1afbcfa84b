import { NOTHING, reads, type Case } from './case.ts';

const none = { params: { name: 'nothing' } } as const;
const noFeature = { params: { name: 'nothing', id: NOTHING } } as const;
/** Layers of the commune: none has the name `nothing`. */
export const layers: Record<string, Case> = {
  addRaster: { body: {}, allowed: 400 }, getRasterTile: { params: { name: 'nothing', z: '1', x: '0', y: '0' }, allowed: 404 }, listLayers: reads, listLayerFeatures: { ...none, allowed: 404 }, findLayerFeatures: { ...none, body: {}, allowed: 404 }, getLayerFeature: { ...noFeature, allowed: 404 }, deleteLayer: { ...none, allowed: 404 },
  describeLayer: { ...none, body: {}, allowed: 400 }, drawLayer: { ...none, body: { look: null }, allowed: 404 }, shareLayer: { ...none, body: { readers: null, isPublic: false, publicFields: [] }, allowed: 404 },
  classifyLayer: { ...none, query: 'field=a', allowed: 404 }, listLayerValues: { ...none, query: 'field=a', allowed: 404 }, readLegend: { ...none, allowed: 404 },
  'diagnosis.read': { query: `set=${NOTHING}`, allowed: 404 }, 'diagnosis.file': { query: `set=${NOTHING}&language=fr`, allowed: 404 },
  'diagnosis.inhabitants': { params: { id: NOTHING }, body: { source: 'a', asOf: '2026-01-01', rows: [{ zone: NOTHING, inhabitants: 1 }] }, allowed: 404 },
  createLayer: { body: {}, allowed: 400 }, changeForm: { ...none, body: {}, allowed: 400 },
  addFeature: { ...none, body: { attributes: {}, geometry: null }, allowed: 404 }, changeFeature: { ...noFeature, body: { attributes: {}, geometry: null }, allowed: 404 }, removeFeature: { ...noFeature, allowed: 404 },
  getOwnEdits: { ...none, allowed: 404 }, undoFeatureEdit: { ...noFeature, allowed: 404 },
};
