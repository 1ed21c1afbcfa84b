import { z } from 'zod';
import { Id, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { BboxText, Geometry } from '../shared/geo.ts';
import { AssetSheet, LEVELS, LOCATED_BY, TITLE_STATES } from '../assets/model.ts';
import { DrawnGeometry, GeometryCheck, GeometryRules, GeometryRulesNow } from './model.ts';

/** A reference system by its EPSG number, of those PostGIS knows. */
export const Crs = z.number().int().min(1024).max(999_999);
const one = inCommune.extend({ id: Id });

export const getGeometryRules = endpoint({
  id: 'getGeometryRules', method: 'get', path: '/api/communes/{commune}/geometries/rules', access: allow('register.read'), summary: 'What the commune holds drawings to',
  params: inCommune, status: 200, reply: GeometryRulesNow, errors: [],
});
export const changeGeometryRules = endpoint({
  id: 'changeGeometryRules', method: 'put', audit: 'geometry.rules_changed', path: '/api/communes/{commune}/geometries/rules', access: allow('register.rules'),
  summary: 'Change the rules of drawing; If-Match names the version read', params: inCommune, body: GeometryRules, status: 200, reply: GeometryRulesNow, errors: ['invalid', 'stale'],
});
/** A reading that needs a body: nothing is written. `asset` is the property that would carry the shape, or `parent` and `level` of one to be made. */
export const checkGeometry = endpoint({
  id: 'checkGeometry', method: 'post', audit: 'none', path: '/api/communes/{commune}/geometries/check', access: allow('register.read'), summary: 'Measure a drawing and hold it to the rules',
  params: inCommune, body: z.strictObject({ geometry: DrawnGeometry, crs: Crs.default(4326), asset: Id.optional(), parent: Id.nullable().optional(), level: z.enum(LEVELS).nullable().optional() }),
  status: 200, reply: GeometryCheck, errors: ['invalid', 'rule_refused'],
});
/** Points from one system to another, by PostGIS; `accuracyM` is what the shift between their datums may be off, null where unknown. */
export const transformPoints = endpoint({
  id: 'transformPoints', method: 'post', audit: 'none', path: '/api/communes/{commune}/geometries/transform', access: allow('register.read'), summary: 'Coordinates in another reference system',
  params: inCommune, body: z.strictObject({ from: Crs, to: Crs, points: z.array(z.tuple([z.number().min(-1e8).max(1e8), z.number().min(-1e8).max(1e8)])).min(1).max(10_000) }),
  status: 200, reply: z.object({ points: z.array(z.tuple([z.number(), z.number()])), accuracyM: z.number().nullable() }), errors: ['invalid', 'rule_refused'],
});
const Near = z.object({ id: Id, label: z.string(), geometry: Geometry });
/** What a drawing may lean on: outlines within a box of at most 0.05 degrees a side, the nearest to its middle first. */
export const nearGeometries = endpoint({
  id: 'nearGeometries', method: 'get', path: '/api/communes/{commune}/geometries/near', access: allow('register.read'), summary: 'Outlines of parcels and properties in a window, to snap to',
  params: inCommune, query: z.object({ bbox: BboxText, except: Id.optional() }), status: 200,
  reply: z.object({ parcels: z.array(Near.extend({ titleState: z.enum(TITLE_STATES).nullable() })), assets: z.array(Near.extend({ name: z.string(), level: z.enum(LEVELS).nullable() })), cut: z.boolean() }), errors: ['invalid'],
});
export const getAssetGeometry = endpoint({
  id: 'getAssetGeometry', method: 'get', path: '/api/communes/{commune}/assets/{id}/geometry', access: allow('register.read'), summary: 'The ground of a property: outline, measures, links, findings',
  params: one, status: 200,
  reply: z.object({
    version: z.number().int(), check: GeometryCheck.nullable(), sourceSrid: z.number().int().nullable(), accuracyM: z.number().nullable(), locatedBy: z.enum(LOCATED_BY).nullable(),
    landAreaM2: z.number().nullable(), footprintM2: z.number().nullable(), drawnAreaM2: z.number().nullable(),
  }), errors: ['not_found'],
});
/**
 * What is stored is what PostGIS reprojects and measures. A refusal by rule is `rule_refused` with the findings; warnings must be read:
 * without `acknowledged` they refuse too. `accuracyM` is what the drawer knows of it; else the shift's own.
 */
export const setAssetGeometry = endpoint({
  id: 'setAssetGeometry', method: 'put', audit: 'asset.drawn', path: '/api/communes/{commune}/assets/{id}/geometry', access: allow('register.write'), summary: 'Draw a property; If-Match names the version read',
  params: one, body: z.strictObject({ geometry: DrawnGeometry, crs: Crs.default(4326), accuracyM: z.number().min(0).max(10_000).nullable().default(null), acknowledged: z.boolean().default(false) }),
  status: 200, reply: AssetSheet, errors: ['invalid', 'not_found', 'stale', 'rule_refused'],
});
export const endpoints = [getGeometryRules, changeGeometryRules, checkGeometry, transformPoints, nearGeometries, getAssetGeometry, setAssetGeometry] as const;
