import { z } from 'zod';
import { JobStarted } from '../jobs/model.ts';
import { DayAsked } from '../shared/day.ts';
import { allow, endpoint, Id, inCommune, PUBLIC } from '../shared/endpoint.ts';
import { ACCOUNTS } from './accounts.ts';
import { SheetsRequest } from './model.ts';
import { IssuedList, IssuedQuery, StatementRequest, STATEMENTS, StatementSummary, VerifiedPaper, VerifyRequest } from './statement.ts';

export const createSheets = endpoint({
  id: 'papers.sheets.create', method: 'post', path: '/api/communes/{commune}/papers/sheets', access: allow('export.run'), heavy: true, audit: 'papers.sheets',
  summary: 'Makes the sheets of one property or of many in one PDF, as a job', params: inCommune, body: SheetsRequest, status: 202, reply: JobStarted.extend({ sheets: z.number().int() }),
  errors: ['invalid', 'rule_refused'],
});
export const sheetsFile = endpoint({
  id: 'papers.sheets.file', method: 'get', path: '/api/communes/{commune}/papers/sheets/{id}/file', access: allow('export.run'),
  summary: 'The PDF of finished sheets, for who asked for them, for a day', params: inCommune.extend({ id: Id }), status: 200, reply: ['application/pdf'], errors: ['not_found', 'not_ready', 'gone'],
});

export const summariseStatement = endpoint({
  id: 'papers.statements.summary', method: 'get', path: '/api/communes/{commune}/papers/statements/summary', access: allow('register.read'),
  summary: 'What a statutory paper of a day says in sum: parts, totals, what is missing', params: inCommune, query: z.object({ kind: z.enum(STATEMENTS), day: DayAsked.optional() }), status: 200, reply: StatementSummary, errors: ['invalid', 'rule_refused'],
});
export const issueStatement = endpoint({
  id: 'papers.statements.issue', method: 'post', path: '/api/communes/{commune}/papers/statements', access: allow('export.run'), stepUp: 'always', heavy: true, audit: 'papers.issued',
  summary: 'Issues a statutory paper, as a job: it takes a number, is written, hashed and kept', params: inCommune, body: StatementRequest, status: 202, reply: JobStarted.extend({ paper: Id, number: z.string() }),
  errors: ['invalid', 'rule_refused'],
});
export const listIssued = endpoint({
  id: 'papers.statements.list', method: 'get', path: '/api/communes/{commune}/papers/statements', access: allow('register.read'),
  summary: 'The statutory papers issued, latest first', params: inCommune, query: IssuedQuery, status: 200, reply: IssuedList, errors: ['invalid'],
});
export const issuedFile = endpoint({
  id: 'papers.statements.file', method: 'get', path: '/api/communes/{commune}/papers/statements/{id}/file', access: allow('export.run'),
  summary: 'The file of an issued paper, as it was issued', params: inCommune.extend({ id: Id }), status: 200,
  reply: ['application/pdf', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], errors: ['not_found', 'not_ready', 'gone'],
});
const AccountDuration = z.strictObject({ account: z.enum(ACCOUNTS).exclude(['']), years: z.number().int().min(1).max(100).nullable() });
export const getDurations = endpoint({
  id: 'papers.durations.get', method: 'get', path: '/api/communes/{commune}/papers/durations', access: allow('register.read'), summary: 'Years of depreciation by account, as the council set them',
  params: inCommune, status: 200, reply: z.object({ rows: z.array(AccountDuration) }), errors: [],
});
export const setDurations = endpoint({
  id: 'papers.durations.set', method: 'put', path: '/api/communes/{commune}/papers/durations', access: allow('register.rules'), audit: 'papers.durations', summary: 'Sets years of depreciation; null takes one away',
  params: inCommune, body: z.strictObject({ rows: z.array(AccountDuration).max(40) }), status: 200, reply: z.object({ rows: z.array(AccountDuration) }), errors: ['invalid'],
});
/** Open to whoever holds a paper: it answers nothing that the paper does not say. */
export const verifyPaper = endpoint({
  id: 'papers.verify', method: 'post', audit: 'none', path: '/api/papers/verify', access: PUBLIC, summary: 'Whether a paper is one that was issued, by its code or by the hash of its file', body: VerifyRequest, status: 200, reply: VerifiedPaper, errors: ['invalid'],
});
export const endpoints = [createSheets, sheetsFile, summariseStatement, issueStatement, listIssued, issuedFile, getDurations, setDurations, verifyPaper] as const;
