import { z } from 'zod';
import { DayAsked } from '../shared/day.ts';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { GAP_BANDS } from './gap.ts';
import { GapMap, GapReport, MarketRent, NewMarketRent } from './model.ts';

const base = '/api/communes/{commune}/revenue';
export const revenueGap = endpoint({ id: 'revenueGap', method: 'get', path: `${base}/gap`, access: allow('money.read'), summary: 'Contract, legal and market rent by property and by district, a year', params: inCommune,
  query: Page.extend({ day: DayAsked.optional(), district: z.string().max(200).optional(), /** `no`: the properties that name no district. */ inDistrict: z.enum(['yes', 'no']).optional(), band: z.enum(GAP_BANDS).optional(), sort: z.enum(['marketGap', 'legalGap', 'code']).default('marketGap') }), status: 200, reply: GapReport, errors: ['invalid'] });
export const revenueGapMap = endpoint({ id: 'revenueGapMap', method: 'get', path: `${base}/gap/map`, access: allow('money.read'), summary: 'The same properties as shapes with their band, at most 5,000', params: inCommune, query: z.object({ day: DayAsked.optional() }), status: 200, reply: GapMap, errors: ['invalid'] });
export const exportRevenueGap = endpoint({ id: 'exportRevenueGap', method: 'get', path: `${base}/gap/file`, access: allow('money.read'), summary: 'The gap as a table', params: inCommune, query: z.object({ day: DayAsked.optional(), format: z.enum(['csv', 'xlsx']) }), status: 200,
  reply: ['text/csv; charset=utf-8', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], errors: ['invalid'] });
export const listMarketRents = endpoint({ id: 'listMarketRents', method: 'get', path: `${base}/market-rents`, access: allow('money.read'), summary: 'Market rents set by the commune', params: inCommune, status: 200, reply: z.object({ rows: z.array(MarketRent), districts: z.array(z.string()) }), errors: [] });
export const setMarketRent = endpoint({ id: 'setMarketRent', method: 'post', audit: 'revenue.market_rent_set', path: `${base}/market-rents`, access: allow('money.rules'), summary: 'A market rent by use and district from a day, with its evidence', params: inCommune, body: NewMarketRent, status: 201, reply: MarketRent, errors: ['invalid'] });
export const dropMarketRent = endpoint({ id: 'dropMarketRent', method: 'delete', audit: 'revenue.market_rent_dropped', path: `${base}/market-rents/{id}`, access: allow('money.rules'), summary: 'Take a market rent away', params: inCommune.extend({ id: Id }), status: 204, reply: z.undefined(), errors: ['not_found'] });
export const endpoints = [revenueGap, revenueGapMap, exportRevenueGap, listMarketRents, setMarketRent, dropMarketRent] as const;
