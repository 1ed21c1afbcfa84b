import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { BboxText } from '../shared/geo.ts';
import { Capture, CaptureComparison, ListingPlace, ListingRow, ListingSheet, Platform } from './model.ts';

export const LISTING_SORTS = ['externalId', 'name', 'neighbourhood', 'roomType', 'priceMinor', 'minimumNights', 'reviewsOfYear', 'estimatedNights', 'availability365'] as const;

/** `zone` is a zone's id: listings whose disc meets it. `gone` defaults to `no`. */
export const ListingFilter = z.object({
  q: z.string().trim().max(200).optional(), platform: Platform.optional(), roomType: z.string().max(100).optional(),
  gone: z.enum(['no', 'yes', 'all']).default('no'), zone: Id.optional(), located: z.enum(['yes', 'no']).optional(), bbox: BboxText.optional(),
  active: z.enum(['yes', 'no']).optional(), batch: Id.optional(),
});
export type ListingFilter = z.output<typeof ListingFilter>;
/** What may stand in an address: words may be a host's name and are refused here. */
const ListingCodes = ListingFilter.extend({ q: z.never().optional() });

const one = inCommune.extend({ id: Id });

const ListingList = z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), version: z.string(), rows: z.array(ListingRow) });
const order = { sort: z.enum(LISTING_SORTS).default('externalId'), dir: z.enum(['asc', 'desc']).default('asc') };
export const listListings = endpoint({
  id: 'listListings', method: 'get', path: '/api/communes/{commune}/listings', access: allow('activity.read'), summary: 'Observed listings, by page, sorted and filtered',
  params: inCommune, query: ListingCodes.extend(Page.shape).extend(order), status: 200, reply: ListingList, errors: ['invalid'],
});
/** The same with a body, for words that may be names: a reading, nothing is written. */
export const findListings = endpoint({
  id: 'findListings', method: 'post', audit: 'none', path: '/api/communes/{commune}/listings/search', access: allow('activity.read'), summary: 'Observed listings by a filter and words, by page',
  params: inCommune, query: Page, body: z.strictObject({ filter: ListingFilter.prefault({}), ...order }), status: 200, reply: ListingList, errors: ['invalid'],
});
export const getListing = endpoint({
  id: 'getListing', method: 'get', path: '/api/communes/{commune}/listings/{id}', access: allow('activity.read'), summary: 'The sheet of one listing',
  params: one, status: 200, reply: ListingSheet, errors: ['not_found'],
});
/** The sheet masks the host's number; each full reading is written in the audit trail. */
export const revealHost = endpoint({
  id: 'revealHost', method: 'post', audit: 'listing.host_read', path: '/api/communes/{commune}/listings/{id}/host', access: allow('personal.read'), summary: 'Who hosts a listing, number in full', params: one, status: 200,
  reply: z.object({ hostId: z.string().nullable(), hostName: z.string().nullable() }), errors: ['not_found'],
});
export const placeListing = endpoint({
  id: 'placeListing', method: 'post', audit: 'listing.placed', path: '/api/communes/{commune}/listings/{id}/place', access: allow('activity.write'),
  summary: 'Give a listing without coordinates its place', params: one, body: ListingPlace, status: 200, reply: ListingSheet,
  errors: ['invalid', 'not_found', 'conflict', 'rule_refused'],
});
export const listCaptures = endpoint({
  id: 'listCaptures', method: 'get', path: '/api/communes/{commune}/captures', access: allow('activity.read'), summary: 'Dated captures, latest first',
  params: inCommune, query: z.object({ platform: Platform.optional() }), status: 200, reply: z.object({ rows: z.array(Capture) }), errors: ['invalid'],
});
export const compareCaptures = endpoint({
  id: 'compareCaptures', method: 'get', path: '/api/communes/{commune}/captures/compare', access: allow('activity.read'),
  summary: 'New, gone and kept between two captures of one platform; `show` chooses the rows', params: inCommune,
  query: Page.extend({ platform: Platform, from: z.iso.date(), to: z.iso.date(), show: z.enum(['new', 'gone', 'kept', 'changed']).default('new') }),
  status: 200, reply: CaptureComparison, errors: ['invalid', 'not_found'],
});
export const endpoints = [listListings, findListings, getListing, revealHost, placeListing, listCaptures, compareCaptures] as const;
