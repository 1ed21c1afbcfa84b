import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { JobStarted } from '../jobs/model.ts';
import { Dwelling, NightsDecision, PairDecision, PairPage, PairQuery, PairRow } from './model.ts';

const one = inCommune.extend({ id: Id });

/** A job. Listings that share a sign within 300 m are weighed; what a person decided stays decided. */
export const findPairs = endpoint({
  id: 'findPairs', method: 'post', audit: 'pairs.sought', path: '/api/communes/{commune}/dwellings/search', access: allow('activity.write'), summary: 'Look for listings of one dwelling, within a platform and across', params: inCommune, status: 202, reply: JobStarted, errors: [],
});
export const listPairs = endpoint({
  id: 'listPairs', method: 'get', path: '/api/communes/{commune}/dwellings/pairs', access: allow('activity.read'), summary: 'Pairs of listings that may be of one dwelling, the likeliest first, with their reasons', params: inCommune, query: PairQuery, status: 200, reply: PairPage, errors: ['invalid'],
});
/** Decided together or not at all. 422 when a decision would make one dwelling of listings that another decision holds apart. */
export const decidePairs = endpoint({
  id: 'decidePairs', method: 'post', audit: 'pairs.decided', path: '/api/communes/{commune}/dwellings/decisions', access: allow('activity.write'), summary: 'Decide pairs, one or two hundred at a time', params: inCommune, body: PairDecision, status: 200,
  reply: z.object({ decided: z.number().int(), rows: z.array(PairRow) }), errors: ['invalid', 'not_found', 'rule_refused'],
});
export const listDwellings = endpoint({
  id: 'listDwellings', method: 'get', path: '/api/communes/{commune}/dwellings', access: allow('activity.read'), summary: 'Dwellings behind several listings', params: inCommune, query: Page, status: 200,
  reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(Dwelling) }), errors: ['invalid'],
});
export const getDwelling = endpoint({
  id: 'getDwelling', method: 'get', path: '/api/communes/{commune}/dwellings/{id}', access: allow('activity.read'), summary: 'A dwelling and its listings', params: one, status: 200, reply: Dwelling, errors: ['not_found'],
});
/** `version` is the one read: 412 when the group changed since. */
export const decideNights = endpoint({
  id: 'decideNights', method: 'put', audit: 'dwelling.nights', path: '/api/communes/{commune}/dwellings/{id}/nights', access: allow('activity.write'), summary: 'Say how the nights of a dwelling’s listings are counted', params: one, body: NightsDecision, status: 200, reply: Dwelling,
  errors: ['invalid', 'not_found', 'stale', 'rule_refused'],
});
export const endpoints = [findPairs, listPairs, decidePairs, listDwellings, getDwelling, decideNights] as const;
