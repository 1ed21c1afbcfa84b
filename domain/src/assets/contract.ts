import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { BboxText, listOf } from '../shared/geo.ts';
import { AssetChange, AssetFacets, AssetPlace, AssetRow, AssetSheet, DOMAIN_CLASSES, DOMAIN_GROUPS, LEVELS, NATURES, STATUSES, TITLE_STATES } from './model.ts';

/** The closed list a sort may name; anything else is a 400. */
export const ASSET_SORTS = ['code', 'name', 'district', 'yearBuilt', 'landAreaM2', 'builtAreaM2', 'drawnAreaM2', 'titleState', 'domainClass', 'status'] as const;

/** Lists take several words, comma-separated; `none` is "not known". `domain` also takes the groups public, private, other, undetermined. */
export const AssetFilter = z.object({
  q: z.string().trim().max(200).optional(),
  domain: listOf([...DOMAIN_GROUPS, ...DOMAIN_CLASSES, 'none']).optional(), title: listOf([...TITLE_STATES, 'none']).optional(),
  nature: listOf([...NATURES, 'none']).optional(), status: listOf([...STATUSES, 'none']).optional(), level: listOf([...LEVELS, 'none']).optional(),
  district: z.string().trim().max(200).optional(), located: z.enum(['yes', 'no']).optional(), bbox: BboxText.optional(),
  parent: Id.optional(), batch: Id.optional(),
});
export type AssetFilter = z.output<typeof AssetFilter>;

const one = inCommune.extend({ id: Id });

export const listAssets = endpoint({
  id: 'listAssets', method: 'get', path: '/api/communes/{commune}/assets', access: allow('register.read'), summary: 'Properties, by page, sorted and filtered',
  params: inCommune, query: AssetFilter.extend(Page.shape).extend({ sort: z.enum(ASSET_SORTS).default('code'), dir: z.enum(['asc', 'desc']).default('asc') }),
  status: 200, reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), version: z.string(), rows: z.array(AssetRow) }),
  errors: ['invalid'],
});
export const getAssetFacets = endpoint({
  id: 'getAssetFacets', method: 'get', path: '/api/communes/{commune}/assets/facets', access: allow('register.read'), summary: 'Counts for the legend and the filters',
  params: inCommune, query: AssetFilter, status: 200, reply: AssetFacets, errors: ['invalid'],
});
/** The reply carries `ETag: "<version>"`, to be sent back as `If-Match` by the writes below. */
export const getAsset = endpoint({
  id: 'getAsset', method: 'get', path: '/api/communes/{commune}/assets/{id}', access: allow('register.read'), summary: 'The sheet of one property',
  params: one, status: 200, reply: AssetSheet, errors: ['not_found'],
});
export const updateAsset = endpoint({
  id: 'updateAsset', method: 'patch', audit: 'asset.updated', path: '/api/communes/{commune}/assets/{id}', access: allow('register.write'),
  summary: 'Correct a property; If-Match names the version read', params: one, body: AssetChange, status: 200, reply: AssetSheet,
  errors: ['invalid', 'not_found', 'stale'],
});
export const placeAsset = endpoint({
  id: 'placeAsset', method: 'post', audit: 'asset.placed', path: '/api/communes/{commune}/assets/{id}/place', access: allow('register.write'),
  summary: 'Give a property its place, by a click or by a parcel; If-Match names the version read', params: one, body: AssetPlace, status: 200, reply: AssetSheet,
  errors: ['invalid', 'not_found', 'stale', 'conflict', 'rule_refused'],
});
export const endpoints = [listAssets, getAssetFacets, getAsset, updateAsset, placeAsset] as const;
