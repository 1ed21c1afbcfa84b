import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { BatchRequest, PaperRequest, PaperRow } from './model.ts';

const one = inCommune.extend({ id: Id });
export const issuePaper = endpoint({
  id: 'issuePaper', method: 'post', audit: 'paper.issued', path: '/api/communes/{commune}/papers', access: allow('money.write'), summary: 'One paper as PDF; its number and hash are kept',
  params: inCommune, body: PaperRequest, status: 200, reply: ['application/pdf'], errors: ['invalid', 'not_found', 'rule_refused'],
});
export const listPapers = endpoint({
  id: 'listPapers', method: 'get', path: '/api/communes/{commune}/papers', access: allow('money.read'), summary: 'Papers issued, newest first; of one account, or with one hash',
  params: inCommune, query: Page.extend({ account: Id.optional(), sha256: z.string().regex(/^[0-9a-f]{64}$/).optional() }), status: 200, reply: z.object({ total: z.number().int(), rows: z.array(PaperRow) }), errors: ['invalid'],
});
export const countBatch = endpoint({
  id: 'countBatch', method: 'post', audit: 'none', path: '/api/communes/{commune}/papers/batch/count', access: allow('money.read'), summary: 'How many papers a batch would hold, and their sum',
  params: inCommune, body: BatchRequest, status: 200, reply: z.object({ papers: z.number().int(), amount: z.string() }), errors: ['invalid'],
});
export const issueBatch = endpoint({
  id: 'issueBatch', method: 'post', audit: 'paper.batch_issued', path: '/api/communes/{commune}/papers/batch', access: allow('money.write'), stepUp: 'always', heavy: true, summary: 'Notices, reminders or receipts of many accounts in one PDF (a job)',
  params: inCommune, body: BatchRequest, status: 202, reply: z.object({ job: Id }), errors: ['invalid', 'rule_refused'],
});
export const batchFile = endpoint({
  id: 'batchFile', method: 'get', path: '/api/communes/{commune}/papers/batch/{id}/file', access: allow('money.write'), summary: 'The file of a finished batch, for who asked for it, within its day', params: one, status: 200,
  reply: ['application/pdf'], errors: ['not_found', 'not_ready', 'gone'],
});
export const endpoints = [issuePaper, listPapers, countBatch, issueBatch, batchFile] as const;
