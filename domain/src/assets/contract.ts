import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { ASSET_FIELDS } from './fields.ts';
import { BboxText, Geometry, listOf } from '../shared/geo.ts';
import { AssetChange, AssetFacets, AssetPlace, AssetRow, AssetSheet, NewAsset, SimilarAsset } from './model.ts';
import { CONDITIONS, DOMAIN_CLASSES, DOMAIN_GROUPS, LEVELS, NATURES, REVIEWS, STATUSES, TITLE_STATES } from './words.ts';

/** The closed list a sort may name; anything else is a 400. */
export const ASSET_SORTS = ['code', 'name', 'district', 'yearBuilt', 'landAreaM2', 'builtAreaM2', 'drawnAreaM2', 'titleState', 'domainClass', 'status', 'registerAreaM2', 'updatedAt'] as const;

/** Codes of a list that the commune keeps, comma-separated. */
const codes = z.string().max(400).regex(/^[a-z0-9][a-z0-9_.-]{0,59}(,[a-z0-9][a-z0-9_.-]{0,59}){0,19}$/);
const MANDATORY = ASSET_FIELDS.filter((f) => f.mandatory).map((f) => f.key);

/** Lists take several words, comma-separated; `none` is "not known". `domain` also takes the groups public, private, other, undetermined. */
export const AssetFilter = z.object({
  q: z.string().trim().max(200).optional(),
  domain: listOf([...DOMAIN_GROUPS, ...DOMAIN_CLASSES, 'none']).optional(), title: listOf([...TITLE_STATES, 'none']).optional(),
  nature: listOf([...NATURES, 'none']).optional(), status: listOf([...STATUSES, 'none']).optional(), level: listOf([...LEVELS, 'none']).optional(),
  district: z.string().trim().max(200).optional(), located: z.enum(['yes', 'no']).optional(), bbox: BboxText.optional(),
  review: listOf(REVIEWS).optional(), parent: Id.optional(), batch: Id.optional(), zone: Id.optional(),
  sub: codes.optional(), regime: codes.optional(), conservation: codes.optional(), origin: codes.optional(), use: codes.optional(), condition: listOf([...CONDITIONS, 'none']).optional(),
  /** Areas beyond the commune's tolerance, or within. */
  areas: z.enum(['differ', 'agree']).optional(), charged: z.enum(['yes', 'no']).optional(), verified: z.enum(['yes', 'no']).optional(),
  /** Mandatory fields that must be missing, all of them. */
  missing: listOf(MANDATORY).optional(),
  /** Fields of the commune's own: `key:value`, several after `;`. A list's codes, `yes`/`no`, a day, a number, `min..max`, or words of a text. */
  extra: z.string().max(400).regex(/^[a-z][a-z0-9_]{0,39}:[^;]{1,100}(;[a-z][a-z0-9_]{0,39}:[^;]{1,100}){0,9}$/).optional(),
});
export type AssetFilter = z.output<typeof AssetFilter>;
/** What may stand in an address. Words and the values of the commune's own fields may be somebody's name: they travel in a body alone and are refused here rather than passed over. */
export const AssetCodes = AssetFilter.extend({ q: z.never().optional(), extra: z.never().optional() });

/** A shape to look in. It is sent in a body, never in an address. */
export const SearchShape = Geometry.refine((g) => g.type === 'Polygon' || g.type === 'MultiPolygon', { message: 'polygon' });
const order = { sort: z.enum(ASSET_SORTS).default('code'), dir: z.enum(['asc', 'desc']).default('asc') };
/** Some properties: those named, or all that meet a filter and touch a shape. */
export const AssetSelection = z.strictObject({ ids: z.array(Id).min(1).max(10_000).optional(), filter: AssetFilter.optional(), shape: SearchShape.optional() })
  .refine((s) => s.ids !== undefined || s.filter !== undefined || s.shape !== undefined, { message: 'nothing_selected' }).meta({ id: 'AssetSelection' });
export type AssetSelection = z.output<typeof AssetSelection>;

const one = inCommune.extend({ id: Id });

const AssetList = z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), version: z.string(), rows: z.array(AssetRow) });
export const listAssets = endpoint({
  id: 'listAssets', method: 'get', path: '/api/communes/{commune}/assets', access: allow('register.read'), summary: 'Properties, by page, sorted and filtered',
  params: inCommune, query: AssetCodes.extend(Page.shape).extend(order),
  status: 200, reply: AssetList,
  errors: ['invalid'],
});
export const getAssetFacets = endpoint({
  id: 'getAssetFacets', method: 'get', path: '/api/communes/{commune}/assets/facets', access: allow('register.read'), summary: 'Counts for the legend and the filters',
  params: inCommune, query: AssetCodes, status: 200, reply: AssetFacets, errors: ['invalid'],
});
/** The same with a body, for words that may be names, for fields of the commune's own and for shapes: a reading, nothing is written. */
export const findAssets = endpoint({
  id: 'findAssets', method: 'post', audit: 'none', path: '/api/communes/{commune}/assets/search', access: allow('register.read'), summary: 'Properties by a filter, words and a shape, by page',
  params: inCommune, query: Page, body: z.strictObject({ filter: AssetFilter.default({}), shape: SearchShape.optional(), ...order }), status: 200, reply: AssetList, errors: ['invalid'],
});
export const findAssetFacets = endpoint({
  id: 'findAssetFacets', method: 'post', audit: 'none', path: '/api/communes/{commune}/assets/search/facets', access: allow('register.read'), summary: 'Counts under a filter, words and a shape',
  params: inCommune, body: z.strictObject({ filter: AssetFilter.default({}), shape: SearchShape.optional() }), status: 200, reply: AssetFacets, errors: ['invalid'],
});
/** Before making one: properties that carry the same code, inventory number, title, or nearly the same name or address. */
export const similarAssets = endpoint({
  id: 'similarAssets', method: 'post', audit: 'none', path: '/api/communes/{commune}/assets/similar', access: allow('register.read'), summary: 'Properties that may be the one about to be made',
  params: inCommune, body: z.strictObject({ code: z.string().max(120).optional(), inventoryNumber: z.string().max(25).optional(), titleNumber: z.string().max(100).optional(), name: z.string().max(400).optional(), address: z.string().max(400).optional(), except: Id.optional() }),
  status: 200, reply: z.object({ rows: z.array(SimilarAsset) }), errors: ['invalid'],
});
/** Takes an Idempotency-Key. A code already given to any property, even one disposed of or deleted, is refused (`assets.code_spent`). */
export const createAsset = endpoint({
  id: 'createAsset', method: 'post', audit: 'asset.created', path: '/api/communes/{commune}/assets', access: allow('register.write'), summary: 'A new property; without a code the commune’s pattern gives one',
  params: inCommune, body: NewAsset, status: 201, reply: AssetSheet, errors: ['invalid', 'conflict', 'rule_refused'],
});
/** Marks fields as verified by the person who asks, today; `verified: false` takes the mark away. */
export const verifyAsset = endpoint({
  id: 'verifyAsset', method: 'post', audit: 'asset.verified', path: '/api/communes/{commune}/assets/{id}/verify', access: allow('register.write'), summary: 'Say that fields were verified; If-Match names the version read',
  params: one, body: z.strictObject({ fields: z.array(z.string().max(40)).min(1).max(100), verified: z.boolean().default(true) }), status: 200, reply: AssetSheet, errors: ['invalid', 'not_found', 'stale', 'rule_refused'],
});
/** The reply carries `ETag: "<version>"`, to be sent back as `If-Match` by the writes below. */
export const getAsset = endpoint({
  id: 'getAsset', method: 'get', path: '/api/communes/{commune}/assets/{id}', access: allow('register.read'), summary: 'The sheet of one property',
  params: one, status: 200, reply: AssetSheet, errors: ['not_found'],
});
export const updateAsset = endpoint({
  id: 'updateAsset', method: 'patch', audit: 'asset.updated', path: '/api/communes/{commune}/assets/{id}', access: allow('register.write'),
  summary: 'Correct a property; If-Match names the version read', params: one, body: AssetChange, status: 200, reply: AssetSheet,
  errors: ['invalid', 'not_found', 'stale', 'conflict', 'rule_refused'],
});
export const placeAsset = endpoint({
  id: 'placeAsset', method: 'post', audit: 'asset.placed', path: '/api/communes/{commune}/assets/{id}/place', access: allow('register.write'),
  summary: 'Give a property its place, by a click or by a parcel; If-Match names the version read', params: one, body: AssetPlace, status: 200, reply: AssetSheet,
  errors: ['invalid', 'not_found', 'stale', 'conflict', 'rule_refused'],
});
export const endpoints = [listAssets, getAssetFacets, findAssets, findAssetFacets, similarAssets, createAsset, getAsset, updateAsset, verifyAsset, placeAsset] as const;
