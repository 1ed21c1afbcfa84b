import { z } from 'zod';
import { allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { INDICATORS, IndicatorList, IndicatorListQuery, IndicatorQuery, IndicatorReport, IndicatorTrend } from './model.ts';

const base = '/api/communes/{commune}/indicators' as const;
export const getIndicators = endpoint({ id: 'indicators.get', method: 'get', path: base, access: allow('register.read'), summary: 'Indicators at a day, whole and by group; amounts for who may read money', params: inCommune, query: IndicatorQuery, status: 200, reply: IndicatorReport, errors: ['invalid'] });
export const indicatorTrend = endpoint({ id: 'indicators.trend', method: 'get', path: `${base}/trend`, access: allow('register.read'), summary: 'One indicator at the ends of the last twelve months up to a day', params: inCommune, query: IndicatorQuery.extend({ key: z.enum(INDICATORS) }), status: 200, reply: IndicatorTrend, errors: ['invalid', 'forbidden'] });
export const indicatorList = endpoint({ id: 'indicators.list', method: 'get', path: `${base}/list`, access: allow('register.read'), summary: 'The properties behind an indicator', params: inCommune, query: IndicatorListQuery, status: 200, reply: IndicatorList, errors: ['invalid', 'forbidden'] });
export const exportIndicators = endpoint({
  id: 'indicators.export', method: 'get', path: `${base}/file`, access: allow('export.run'), summary: 'Indicators by group as a table', params: inCommune, query: IndicatorQuery.extend({ format: z.enum(['csv', 'xlsx']) }), status: 200,
  reply: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], errors: ['invalid'],
});
export const endpoints = [getIndicators, indicatorTrend, indicatorList, exportIndicators] as const;
