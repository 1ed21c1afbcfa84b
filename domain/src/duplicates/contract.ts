import { z } from 'zod';
import { Id, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { JobStarted } from '../jobs/model.ts';
import { Merge, MergeRequest, Twin, TwinNote, TwinPage, TwinQuery, TwinRow } from './model.ts';

const one = inCommune.extend({ id: Id });

/** A job: pairs by code, title, inventory number, name and address, ground. Pairs decided before keep their decision. */
export const findTwins = endpoint({
  id: 'findTwins', method: 'post', audit: 'twins.sought', path: '/api/communes/{commune}/duplicates/search', access: allow('register.write'), heavy: true, summary: 'Look for properties that may be one', params: inCommune, status: 202, reply: JobStarted, errors: [],
});
export const listTwins = endpoint({
  id: 'listTwins', method: 'get', path: '/api/communes/{commune}/duplicates', access: allow('register.read'), summary: 'Pairs that may be one property, the likeliest first', params: inCommune, query: TwinQuery, status: 200, reply: TwinPage, errors: ['invalid'],
});
export const getTwin = endpoint({
  id: 'getTwin', method: 'get', path: '/api/communes/{commune}/duplicates/{id}', access: allow('register.read'), summary: 'A pair side by side, with the reasons', params: one, status: 200, reply: Twin, errors: ['not_found'],
});
export const keepTwins = endpoint({
  id: 'keepTwins', method: 'post', audit: 'twins.distinct', path: '/api/communes/{commune}/duplicates/{id}/distinct', access: allow('register.write'), summary: 'Say that a pair is two properties', params: one, body: TwinNote, status: 200, reply: TwinRow, errors: ['invalid', 'not_found', 'conflict'],
});
/** 412 when one of the two moved since it was read. */
export const mergeTwins = endpoint({
  id: 'mergeTwins', method: 'post', audit: 'asset.merged', path: '/api/communes/{commune}/duplicates/{id}/merge', access: allow('register.write'), summary: 'Make one property of a pair, field by field', params: one, body: MergeRequest, status: 200, reply: Merge,
  errors: ['invalid', 'not_found', 'stale', 'conflict', 'rule_refused'],
});
export const undoMerge = endpoint({
  id: 'undoMerge', method: 'post', audit: 'asset.unmerged', path: '/api/communes/{commune}/merges/{id}/undo', access: allow('register.write'), summary: 'Make two properties again of one', params: one, status: 200, reply: Merge, errors: ['not_found', 'conflict', 'rule_refused'],
});
export const listMerges = endpoint({
  id: 'listMerges', method: 'get', path: '/api/communes/{commune}/assets/{id}/merges', access: allow('register.read'), summary: 'What was merged into a property', params: one, status: 200, reply: z.strictObject({ rows: z.array(Merge) }), errors: [],
});
export const endpoints = [findTwins, listTwins, getTwin, keepTwins, mergeTwins, undoMerge, listMerges] as const;
