import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { BboxText } from '../shared/geo.ts';
import { Form } from './form.ts';
import { FieldName, Look } from './look.ts';
import { METHODS, MOST_CLASSES } from '../style/index.ts';
import { MAX_RASTER_BYTES } from './raster.ts';
import { DIRECTORIES, LayerAccess, LayerCard, LayerEntry, LayerFeature, LayerFeatureSheet, LayerName, NewFeature, OwnEdits } from './model.ts';

const named = inCommune.extend({ name: LayerName });

export const listLayers = endpoint({
  id: 'listLayers', method: 'get', path: '/api/communes/{commune}/layers', access: allow('register.read'), summary: 'Every layer of the commune, its own ones included',
  params: inCommune, status: 200, reply: z.object({ layers: z.array(LayerEntry), /** The operator's own base map, at `/basemap.pmtiles`. */ basemap: z.enum(['vector', 'raster']).nullable() }), errors: [],
});
const Features = z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), version: z.string(), rows: z.array(LayerFeature) });
/** Rules of the layer's style, comma-separated: the legend as a filter. */
const Rules = z.string().regex(/^[a-z0-9_-]{1,40}(,[a-z0-9_-]{1,40}){0,29}$/);
/** Own layers only: the four built-in ones have lists of their own. */
export const listLayerFeatures = endpoint({
  id: 'listLayerFeatures', method: 'get', path: '/api/communes/{commune}/layers/{name}/features', access: allow('register.read'), summary: 'The features of an own layer, by page',
  params: named, query: Page.extend({ q: z.never().optional(), bbox: BboxText.optional(), rules: Rules.optional() }), status: 200, reply: Features, errors: ['invalid', 'not_found'],
});
/** The same with a body, for words, which may be somebody's name: a reading, nothing is written. */
export const findLayerFeatures = endpoint({
  id: 'findLayerFeatures', method: 'post', audit: 'none', path: '/api/communes/{commune}/layers/{name}/features/search', access: allow('register.read'), summary: 'The features of an own layer by words, by page',
  params: named, query: Page, body: z.strictObject({ q: z.string().trim().max(200).optional(), bbox: BboxText.optional(), rules: Rules.optional() }), status: 200, reply: Features, errors: ['invalid', 'not_found'],
});
export const getLayerFeature = endpoint({
  id: 'getLayerFeature', method: 'get', path: '/api/communes/{commune}/layers/{name}/features/{id}', access: allow('register.read'), summary: 'One feature of an own layer',
  params: named.extend({ id: Id }), status: 200, reply: LayerFeatureSheet, errors: ['not_found'],
});
export const deleteLayer = endpoint({
  id: 'deleteLayer', method: 'delete', audit: 'layer.deleted', path: '/api/communes/{commune}/layers/{name}', access: allow('layers.write'), summary: 'Remove an own layer with its features',
  params: named, status: 204, reply: z.undefined(), errors: ['not_found'],
});
/** What the catalogue says of a layer. `If-Match` names the version of its card (`cardVersion`; "v0" where it has none yet). */
export const describeLayer = endpoint({
  id: 'describeLayer', method: 'put', audit: 'layer.described', path: '/api/communes/{commune}/layers/{name}/card', access: allow('layers.write'), summary: 'Title, group, source, date and licence of a layer',
  params: named, body: LayerCard, status: 200, reply: LayerEntry, errors: ['invalid', 'not_found', 'stale'],
});
/** Own layers only: the house's have styles of their own. `null` takes the look away. The attributes it names must be the layer's. */
export const drawLayer = endpoint({
  id: 'drawLayer', method: 'put', audit: 'layer.drawn', path: '/api/communes/{commune}/layers/{name}/look', access: allow('layers.write'), summary: 'How a layer is drawn, on screen and on paper',
  params: named, body: z.strictObject({ look: Look.nullable() }), status: 200, reply: LayerEntry, errors: ['invalid', 'not_found', 'stale', 'rule_refused'],
});
/** Who reads it. The administrator is always among the readers. Attributes outside the list of what may be published are refused (`layers.not_publishable`). */
export const shareLayer = endpoint({
  id: 'shareLayer', method: 'put', audit: 'layer.shared', path: '/api/communes/{commune}/layers/{name}/access', access: allow('layers.share'), summary: 'Roles that read a layer, and whether it is public',
  params: named, body: LayerAccess, status: 200, reply: LayerEntry, errors: ['invalid', 'not_found', 'stale', 'rule_refused'],
});
/** Bounds of classes of a numeric attribute, computed over all features (natural breaks: over 5,000 of them taken evenly), with the number of features in each. */
export const classifyLayer = endpoint({
  id: 'classifyLayer', method: 'get', path: '/api/communes/{commune}/layers/{name}/classes', access: allow('register.read'), summary: 'Classes of a numeric attribute: quantile, equal or natural breaks',
  params: named, query: z.object({ field: FieldName, method: z.enum(METHODS).default('quantile'), classes: z.coerce.number().int().min(2).max(MOST_CLASSES).default(5) }), status: 200,
  reply: z.object({ breaks: z.array(z.number()), counts: z.array(z.number().int()), min: z.number().nullable(), max: z.number().nullable(), count: z.number().int(), missing: z.number().int(), sampled: z.boolean() }).meta({ id: 'LayerClasses' }), errors: ['invalid', 'not_found'],
});
export const listLayerValues = endpoint({
  id: 'listLayerValues', method: 'get', path: '/api/communes/{commune}/layers/{name}/values', access: allow('register.read'), summary: 'The values of an attribute with their counts, the most frequent first',
  params: named, query: z.object({ field: FieldName }), status: 200,
  reply: z.object({ values: z.array(z.object({ value: z.union([z.string(), z.number(), z.boolean()]), count: z.number().int() })), distinct: z.number().int(), missing: z.number().int() }).meta({ id: 'LayerValues' }), errors: ['invalid', 'not_found'],
});
/** Figures of the legend: how many features each rule of the style draws. */
export const readLegend = endpoint({
  id: 'readLegend', method: 'get', path: '/api/communes/{commune}/layers/{name}/legend', access: allow('register.read'), summary: 'How many features each class of the legend holds',
  params: named, status: 200, reply: z.object({ total: z.number().int(), rules: z.array(z.object({ id: z.string(), count: z.number().int() })) }).meta({ id: 'LayerLegend' }), errors: ['not_found'],
});
/** An empty layer with a form: a directory. Without `form` the model's own is taken. */
export const createLayer = endpoint({
  id: 'createLayer', method: 'post', audit: 'layer.created', path: '/api/communes/{commune}/layers', access: allow('layers.write'), summary: 'Begin a layer with its own form',
  params: inCommune, body: z.strictObject({ name: LayerName, title: z.string().trim().min(1).max(200), titleAr: z.string().trim().min(1).max(200).nullable().default(null), directory: z.enum(DIRECTORIES), form: Form.optional() }).meta({ id: 'NewLayer' }),
  status: 201, reply: LayerEntry, errors: ['invalid', 'conflict'],
});
export const changeForm = endpoint({
  id: 'changeForm', method: 'put', audit: 'layer.form_changed', path: '/api/communes/{commune}/layers/{name}/form', access: allow('layers.write'), summary: 'The questions of a layer’s form',
  params: named, body: z.strictObject({ form: Form }), status: 200, reply: LayerEntry, errors: ['invalid', 'not_found', 'stale'],
});
export const addFeature = endpoint({
  id: 'addFeature', method: 'post', audit: 'feature.added', path: '/api/communes/{commune}/layers/{name}/features', access: allow('layers.write'), summary: 'Add a feature to an own layer',
  params: named, body: NewFeature, status: 201, reply: LayerFeatureSheet, errors: ['invalid', 'not_found', 'rule_refused'],
});
export const changeFeature = endpoint({
  id: 'changeFeature', method: 'put', audit: 'feature.changed', path: '/api/communes/{commune}/layers/{name}/features/{id}', access: allow('layers.write'), summary: 'Replace a feature of an own layer',
  params: named.extend({ id: Id }), body: NewFeature, status: 200, reply: LayerFeatureSheet, errors: ['invalid', 'not_found', 'stale', 'rule_refused'],
});
export const removeFeature = endpoint({
  id: 'removeFeature', method: 'delete', audit: 'feature.removed', path: '/api/communes/{commune}/layers/{name}/features/{id}', access: allow('layers.write'), summary: 'Remove a feature of an own layer',
  params: named.extend({ id: Id }), status: 204, reply: z.undefined(), errors: ['not_found', 'stale'],
});
export const getOwnEdits = endpoint({
  id: 'getOwnEdits', method: 'get', path: '/api/communes/{commune}/layers/{name}/edits/own', access: allow('layers.write'), summary: 'What undo and redo would do in an own layer for the person who asks',
  params: named, status: 200, reply: OwnEdits, errors: ['not_found'],
});
/** Takes back one's own edit of the last thirty days, where the feature is still as it left it. An undo is an edit too: undoing it is redoing. */
export const undoFeatureEdit = endpoint({
  id: 'undoFeatureEdit', method: 'post', audit: 'feature.undone', path: '/api/communes/{commune}/layers/{name}/edits/{id}/undo', access: allow('layers.write'), summary: 'Undo or redo one of one’s own edits of features',
  params: named.extend({ id: Id }), status: 200, reply: OwnEdits, errors: ['not_found', 'forbidden', 'conflict'],
});
/**
 * A GeoTIFF (plain or cloud-optimised, in any reference system) or a PMTiles archive of pictures becomes a layer of that name; the one that had the name is replaced.
 * `crs` is asked for where the file does not say its system. Works as a job, whose result is `{name, tiles, bytes, minZoom, maxZoom, bounds, reduced}`.
 */
export const addRaster = endpoint({
  id: 'addRaster', method: 'post', audit: 'layer.raster_sent', path: '/api/communes/{commune}/rasters', access: allow('layers.write'), summary: 'Send a picture of the ground (GeoTIFF, PMTiles) as a layer',
  params: inCommune, upload: { maxBytes: MAX_RASTER_BYTES }, body: z.object({ name: LayerName, title: z.string().trim().min(1).max(200), crs: z.coerce.number().int().min(1024).max(999_999).optional() }).meta({ id: 'NewRaster' }),
  status: 202, reply: z.object({ job: Id }), errors: ['invalid', 'conflict', 'too_large', 'unsupported_file'],
});
/** 204 where the picture has nothing; the tag changes when the picture is replaced. */
export const getRasterTile = endpoint({
  id: 'getRasterTile', method: 'get', path: '/api/communes/{commune}/rasters/{name}/{z}/{x}/{y}', access: allow('register.read'), summary: 'One tile of a picture layer',
  params: named.extend({ z: z.coerce.number().int().min(0).max(24), x: z.coerce.number().int().min(0), y: z.coerce.number().int().min(0) }), status: 200, reply: ['image/webp', 'image/png', 'image/jpeg', 'image/avif'], errors: ['not_found'],
});
export const endpoints = [getOwnEdits, undoFeatureEdit, addRaster, getRasterTile, listLayers, listLayerFeatures, findLayerFeatures, getLayerFeature, deleteLayer, describeLayer, drawLayer, shareLayer, classifyLayer, listLayerValues, readLegend, createLayer, changeForm, addFeature, changeFeature, removeFeature] as const;
