import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { BboxText, listOf } from '../shared/geo.ts';
import { TITLE_STATES } from '../assets/model.ts';
import { ParcelRow, ParcelSheet } from './model.ts';

export const PARCEL_SORTS = ['reference', 'titleState', 'statedAreaM2', 'areaM2'] as const;
export const ParcelFilter = z.object({
  /** A reference or a part of it, which has a number: no name stands in an address. */
  q: z.string().trim().max(200).regex(/\d/, 'a_reference').optional(), title: listOf([...TITLE_STATES, 'none']).optional(), bbox: BboxText.optional(), batch: Id.optional(),
});
export type ParcelFilter = z.output<typeof ParcelFilter>;

export const listParcels = endpoint({
  id: 'listParcels', method: 'get', path: '/api/communes/{commune}/parcels', access: allow('register.read'), summary: 'Parcels, by page, with the counts by title state',
  params: inCommune, query: ParcelFilter.extend(Page.shape).extend({ sort: z.enum(PARCEL_SORTS).default('reference'), dir: z.enum(['asc', 'desc']).default('asc') }),
  status: 200,
  reply: z.object({
    total: z.number().int(), page: z.number().int(), size: z.number().int(), version: z.string(), rows: z.array(ParcelRow),
    titles: z.array(z.object({ titleState: z.enum(TITLE_STATES).nullable(), count: z.number().int() })),
  }),
  errors: ['invalid'],
});
export const getParcel = endpoint({
  id: 'getParcel', method: 'get', path: '/api/communes/{commune}/parcels/{id}', access: allow('register.read'), summary: 'One parcel',
  params: inCommune.extend({ id: Id }), status: 200, reply: ParcelSheet, errors: ['not_found'],
});
export const endpoints = [listParcels, getParcel] as const;
