import { z } from 'zod';
import { JobStarted } from '../jobs/model.ts';
import { allow, endpoint, Id, inCommune } from '../shared/endpoint.ts';
import { SheetsRequest } from './model.ts';

export const createSheets = endpoint({
  id: 'papers.sheets.create', method: 'post', path: '/api/communes/{commune}/papers/sheets', access: allow('export.run'), audit: 'papers.sheets',
  summary: 'Makes the sheets of one property or of many in one PDF, as a job', params: inCommune, body: SheetsRequest, status: 202, reply: JobStarted.extend({ sheets: z.number().int() }),
  errors: ['invalid', 'rule_refused'],
});
export const sheetsFile = endpoint({
  id: 'papers.sheets.file', method: 'get', path: '/api/communes/{commune}/papers/sheets/{id}/file', access: allow('export.run'),
  summary: 'The PDF of finished sheets, for who asked for them, for a day', params: inCommune.extend({ id: Id }), status: 200, reply: ['application/pdf'], errors: ['not_found', 'not_ready', 'gone'],
});
export const endpoints = [createSheets, sheetsFile] as const;
