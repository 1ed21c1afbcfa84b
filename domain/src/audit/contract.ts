import { allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { AuditPage, AuditQuery, ChainReport } from './model.ts';

export const listAudit = endpoint({
  id: 'listAudit', method: 'get', path: '/api/communes/{commune}/audit', access: allow('audit.read'), summary: 'The audit trail, latest first',
  params: inCommune, query: AuditQuery, status: 200, reply: AuditPage, errors: ['invalid', 'unauthenticated', 'forbidden', 'not_found'],
});
export const verifyAudit = endpoint({
  id: 'verifyAudit', method: 'get', path: '/api/communes/{commune}/audit/verify', access: allow('audit.read'), summary: 'Check the chain and name its first broken entry',
  params: inCommune, status: 200, reply: ChainReport, errors: ['unauthenticated', 'forbidden', 'not_found'],
});
export const endpoints = [listAudit, verifyAudit] as const;
