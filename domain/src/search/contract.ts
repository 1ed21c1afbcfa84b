import { z } from 'zod';
import { allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { SEARCH_KINDS, SearchHit } from './model.ts';

/** With a body: words may be a person's name, which has no place in an address. Occupants are looked for only for who may read personal data. */
export const searchWords = endpoint({
  id: 'searchWords', method: 'post', audit: 'none', path: '/api/communes/{commune}/search', access: allow('register.read'), summary: 'The palette: properties, parcels, listings, zones and, by right, occupants, by any of their words',
  params: inCommune, body: z.strictObject({ q: z.string().trim().min(1).max(200), kinds: z.array(z.enum(SEARCH_KINDS)).max(10).optional(), limit: z.number().int().min(1).max(50).default(12) }),
  status: 200, reply: z.object({ hits: z.array(SearchHit) }), errors: ['invalid'],
});
export const endpoints = [searchWords] as const;
