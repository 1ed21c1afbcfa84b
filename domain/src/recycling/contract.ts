import { z } from 'zod';
import { Id, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { Bin, BinQuery, Cascade, Recycling } from './model.ts';

const one = inCommune.extend({ id: Id });

export const previewRecycling = endpoint({
  id: 'previewRecycling', method: 'get', path: '/api/communes/{commune}/assets/{id}/cascade', access: allow('register.write'), summary: 'What would go to the recycle bin with a property, and what stands in the way',
  params: one, status: 200, reply: Cascade, errors: ['not_found'],
});
/** Stage one: out of every list, map and count, with everything under it; its code stays spent. Refused while an occupation is alive. */
export const recycleAsset = endpoint({
  id: 'recycleAsset', method: 'post', audit: 'asset.recycled', path: '/api/communes/{commune}/assets/{id}/recycle', access: allow('register.write'),
  summary: 'Put a property and all under it in the recycle bin; If-Match names the version read', params: one, body: Recycling, status: 200, reply: Bin, errors: ['invalid', 'not_found', 'stale', 'rule_refused'],
});
export const listBins = endpoint({
  id: 'listBins', method: 'get', path: '/api/communes/{commune}/bin', access: allow('register.read'), summary: 'The recycle bin, latest first', params: inCommune, query: BinQuery, status: 200,
  reply: z.strictObject({ total: z.number().int(), rows: z.array(Bin) }), errors: ['invalid'],
});
export const getBin = endpoint({
  id: 'getBin', method: 'get', path: '/api/communes/{commune}/bin/{id}', access: allow('register.read'), summary: 'The properties that were put in the bin together', params: one, status: 200,
  reply: z.strictObject({ bin: Bin, assets: Cascade.shape.assets }), errors: ['not_found'],
});
export const restoreBin = endpoint({
  id: 'restoreBin', method: 'post', audit: 'asset.unbinned', path: '/api/communes/{commune}/bin/{id}/restore', access: allow('register.write'), summary: 'Bring the whole set back', params: one, status: 200, reply: Bin,
  errors: ['not_found', 'conflict', 'rule_refused'],
});
/** Stage two, by a second person: the rows go, their history and their codes stay. Refused while an act, a title or an occupation is tied to them. */
export const emptyBin = endpoint({
  id: 'emptyBin', method: 'delete', audit: 'asset.deleted', path: '/api/communes/{commune}/bin/{id}', access: allow('bin.empty'), summary: 'Delete for good what is in the bin', params: one, status: 200, reply: Bin,
  errors: ['not_found', 'conflict', 'rule_refused'],
});
export const endpoints = [previewRecycling, recycleAsset, listBins, getBin, restoreBin, emptyBin] as const;
