import { z } from 'zod';
import { Day, DayAsked } from '../shared/day.ts';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { SignedMinor } from '../shared/money.ts';
import { COMPARABLE_KINDS, MARKET_USES } from './words.ts';

export const RENT_PERIODS = ['month', 'quarter', 'semester', 'year'] as const;
/** A sale or a rent seen on the market. `perM2`: minor units a square metre, of a rent by the month. `price` as the file says it, over `period`. */
export const ComparableRow = z.object({
  id: Id, kind: z.enum(COMPARABLE_KINDS), use: z.enum(MARKET_USES), tradedOn: Day, areaM2: z.number(), price: SignedMinor, period: z.enum(RENT_PERIODS).nullable(), perM2: SignedMinor,
  address: z.string().nullable(), district: z.string().nullable(), assetId: Id.nullable(), assetCode: z.string().nullable(), lon: z.number().nullable(), lat: z.number().nullable(),
  locatedBy: z.enum(['import', 'asset', 'click']).nullable(), reference: z.string(), source: z.string(), note: z.string().nullable(), aside: z.boolean(), asideReason: z.string().nullable(), version: z.number().int(),
}).meta({ id: 'ComparableRow' });
export type ComparableRow = z.output<typeof ComparableRow>;
/** With how far it lies from the property asked for, and how old it is. */
export const NearComparable = ComparableRow.extend({ metres: z.number(), months: z.number().int() }).meta({ id: 'NearComparable' });
export type NearComparable = z.output<typeof NearComparable>;
/** What a market paid: minor units a square metre (rents by the month), with how many deals say so and how far they spread. `zone` null: the whole commune. */
export const MarketPrice = z.object({
  kind: z.enum(COMPARABLE_KINDS), use: z.enum(MARKET_USES), zone: z.string().nullable(), count: z.number().int(),
  median: SignedMinor, mean: SignedMinor, low: SignedMinor, high: SignedMinor, firstQuarter: SignedMinor, thirdQuarter: SignedMinor, earliest: Day, latest: Day,
}).meta({ id: 'MarketPrice' });
export type MarketPrice = z.output<typeof MarketPrice>;

const base = '/api/communes/{commune}/comparables';
const one = inCommune.extend({ id: Id });
export const ComparableFilter = z.object({
  id: Id.optional(), kind: z.enum(COMPARABLE_KINDS).optional(), use: z.enum(MARKET_USES).optional(), from: Day.optional(), to: Day.optional(), district: z.string().max(200).optional(), located: z.enum(['yes', 'no']).optional(), aside: z.enum(['yes', 'no']).optional(),
});
export const listComparables = endpoint({
  id: 'listComparables', method: 'get', path: base, access: allow('register.read'), summary: 'Sales and rents seen on the market, latest first', params: inCommune,
  query: Page.extend(ComparableFilter.shape).extend({ sort: z.enum(['day', 'price', 'area']).default('day') }), status: 200,
  reply: z.object({ total: z.number().int(), unlocated: z.number().int(), districts: z.array(z.string()), rows: z.array(ComparableRow) }), errors: ['invalid'],
});
export const mapComparables = endpoint({
  id: 'mapComparables', method: 'get', path: `${base}/map`, access: allow('register.read'), summary: 'The same as points, at most 3,000', params: inCommune, query: ComparableFilter, status: 200,
  reply: z.object({ points: z.array(z.object({ id: Id, kind: z.enum(COMPARABLE_KINDS), use: z.enum(MARKET_USES), lon: z.number(), lat: z.number(), perM2: SignedMinor })) }), errors: ['invalid'],
});
export const nearComparables = endpoint({
  id: 'nearComparables', method: 'get', path: '/api/communes/{commune}/assets/{asset}/comparables', access: allow('register.read'), summary: 'Comparables of a property by distance, use and day', params: inCommune.extend({ asset: Id }),
  query: z.object({ kind: z.enum(COMPARABLE_KINDS).default('sale'), use: z.enum(MARKET_USES).optional(), metres: z.coerce.number().min(50).max(20_000).default(1000), months: z.coerce.number().int().min(1).max(240).default(36), day: DayAsked.optional() }), status: 200,
  reply: z.object({ day: Day, use: z.enum(MARKET_USES).nullable(), at: z.object({ lon: z.number(), lat: z.number() }).nullable(), rows: z.array(NearComparable) }), errors: ['invalid', 'not_found'],
});
export const marketPrices = endpoint({
  id: 'marketPrices', method: 'get', path: `${base}/market`, access: allow('register.read'), summary: 'Prices and rents a square metre by use and zone at a day, with count and spread', params: inCommune,
  query: z.object({ day: DayAsked.optional(), months: z.coerce.number().int().min(1).max(240).default(36), zones: z.string().max(200).optional(), kind: z.enum(COMPARABLE_KINDS).optional() }), status: 200,
  reply: z.object({ day: Day, rows: z.array(MarketPrice) }), errors: ['invalid'],
});
export const placeComparable = endpoint({
  id: 'placeComparable', method: 'post', audit: 'comparable.placed', path: `${base}/{id}/place`, access: allow('register.write'), summary: 'Say where a comparable lies: a point, or the property it is of', params: one,
  body: z.union([z.strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }), z.strictObject({ property: z.string().trim().min(1).max(120) })]), status: 200, reply: ComparableRow, errors: ['invalid', 'not_found', 'rule_refused'],
});
export const setAsideComparable = endpoint({
  id: 'setAsideComparable', method: 'post', audit: 'comparable.set_aside', path: `${base}/{id}/aside`, access: allow('register.write'), summary: 'Set a comparable aside with a reason, or take it back in', params: one,
  body: z.strictObject({ aside: z.boolean(), reason: z.string().trim().min(1).max(500).nullable().default(null) }).refine((b) => !b.aside || b.reason !== null, { path: ['reason'], message: 'required' }), status: 200, reply: ComparableRow, errors: ['invalid', 'not_found'],
});
export const endpoints = [listComparables, mapComparables, nearComparables, marketPrices, placeComparable, setAsideComparable] as const;
