import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { BboxText } from '../shared/geo.ts';
import { LayerEntry, LayerFeature, LayerFeatureSheet, LayerName } from './model.ts';

const named = inCommune.extend({ name: LayerName });

export const listLayers = endpoint({
  id: 'listLayers', method: 'get', path: '/api/communes/{commune}/layers', access: allow('register.read'), summary: 'Every layer of the commune, its own ones included',
  params: inCommune, status: 200, reply: z.object({ layers: z.array(LayerEntry), /** The operator's own base map, at `/basemap.pmtiles`. */ basemap: z.enum(['vector', 'raster']).nullable() }), errors: [],
});
/** Own layers only: the four built-in ones have lists of their own. */
export const listLayerFeatures = endpoint({
  id: 'listLayerFeatures', method: 'get', path: '/api/communes/{commune}/layers/{name}/features', access: allow('register.read'), summary: 'The features of an own layer, by page',
  params: named, query: Page.extend({ q: z.string().trim().max(200).optional(), bbox: BboxText.optional() }), status: 200,
  reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), version: z.string(), rows: z.array(LayerFeature) }), errors: ['invalid', 'not_found'],
});
export const getLayerFeature = endpoint({
  id: 'getLayerFeature', method: 'get', path: '/api/communes/{commune}/layers/{name}/features/{id}', access: allow('register.read'), summary: 'One feature of an own layer',
  params: named.extend({ id: Id }), status: 200, reply: LayerFeatureSheet, errors: ['not_found'],
});
export const deleteLayer = endpoint({
  id: 'deleteLayer', method: 'delete', audit: 'layer.deleted', path: '/api/communes/{commune}/layers/{name}', access: allow('layers.write'), summary: 'Remove an own layer with its features',
  params: named, status: 204, reply: z.undefined(), errors: ['not_found'],
});
export const endpoints = [listLayers, listLayerFeatures, getLayerFeature, deleteLayer] as const;
