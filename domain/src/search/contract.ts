import { z } from 'zod';
import { allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { listOf } from '../shared/geo.ts';
import { SEARCH_KINDS, SearchHit } from './model.ts';

export const search = endpoint({
  id: 'search', method: 'get', path: '/api/communes/{commune}/search', access: allow('register.read'), summary: 'The palette: properties, parcels, listings and zones by any of their words',
  params: inCommune, query: z.object({ q: z.string().trim().min(1).max(200), kinds: listOf(SEARCH_KINDS).optional(), limit: z.coerce.number().int().min(1).max(50).default(12) }),
  status: 200, reply: z.object({ hits: z.array(SearchHit) }), errors: ['invalid'],
});
/** The same with a body: words may be a person's name. Occupants are looked for only here, and only for who may read personal data. */
export const searchWords = endpoint({
  id: 'searchWords', method: 'post', audit: 'none', path: '/api/communes/{commune}/search', access: allow('register.read'), summary: 'The palette, occupants included by right; nothing personal in the address',
  params: inCommune, body: z.strictObject({ q: z.string().trim().min(1).max(200), kinds: z.array(z.enum(SEARCH_KINDS)).max(10).optional(), limit: z.number().int().min(1).max(50).default(12) }),
  status: 200, reply: z.object({ hits: z.array(SearchHit) }), errors: ['invalid'],
});
export const endpoints = [search, searchWords] as const;
