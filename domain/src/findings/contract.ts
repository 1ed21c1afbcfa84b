import { z } from 'zod';
import { Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { listOf } from '../shared/geo.ts';
import { FINDING_CODES, FindingRow } from './model.ts';

const day = z.iso.date();
const Source = z.object({ report: z.string(), country: z.enum(['TN', 'MA', 'FR']).nullable(), said: z.string() });
/** `code` narrows to some cases, comma-separated; `on` is the day the register is read as of, today when left out. */
export const FindingFilter = z.object({ code: listOf(FINDING_CODES).optional(), district: z.string().trim().max(200).optional(), on: day.optional() });
export type FindingFilter = z.output<typeof FindingFilter>;

export const getFindingSummary = endpoint({
  id: 'getFindingSummary', method: 'get', path: '/api/communes/{commune}/findings/summary', access: allow('register.read'), summary: 'How often each of the auditors’ cases is met, with its source',
  params: inCommune, query: FindingFilter, status: 200, errors: ['invalid'],
  reply: z.object({
    on: day, occupations: z.number().int(), assets: z.number().int(), total: z.number().int(), rules: z.record(z.string(), z.number()),
    cases: z.array(z.object({ code: z.enum(FINDING_CODES), count: z.number().int(), text: z.string(), source: Source })),
  }),
});
export const listFindings = endpoint({
  id: 'listFindings', method: 'get', path: '/api/communes/{commune}/findings', access: allow('register.read'), summary: 'The findings one by one, with the figures they stand on', params: inCommune,
  query: FindingFilter.extend(Page.shape), status: 200, reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), on: day, rows: z.array(FindingRow) }), errors: ['invalid'],
});
export const exportFindings = endpoint({
  id: 'exportFindings', method: 'get', path: '/api/communes/{commune}/findings/export', access: allow('export.run'), summary: 'The report as a table', params: inCommune,
  query: FindingFilter.extend({ format: z.enum(['csv', 'xlsx']) }), status: 200, reply: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], errors: ['invalid'],
});
export const endpoints = [getFindingSummary, listFindings, exportFindings] as const;
