import { allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { JobStarted } from '../jobs/model.ts';
import { BulkEdit, BulkPreview } from './model.ts';

/** A reading that needs a body: nothing is written. */
export const previewBulk = endpoint({
  id: 'previewBulk', method: 'post', audit: 'none', path: '/api/communes/{commune}/bulk/preview', access: allow('register.write'), summary: 'What a change of many properties would do, row by row and in figures',
  params: inCommune, body: BulkEdit, status: 200, reply: BulkPreview, errors: ['invalid', 'rule_refused'],
});
/** One job, one transaction, one action to undo; its result is a BulkResult. */
export const runBulk = endpoint({
  id: 'runBulk', method: 'post', audit: 'bulk.asked', path: '/api/communes/{commune}/bulk', access: allow('register.write'), summary: 'Change many properties at once',
  params: inCommune, body: BulkEdit, status: 202, reply: JobStarted, errors: ['invalid', 'rule_refused'],
});
export const endpoints = [previewBulk, runBulk] as const;
