import { allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { AuditAsked, AuditFacets, AuditPage, AuditQuery, ChainReport, HeadReport, SignedHead } from './model.ts';

export const listAudit = endpoint({
  id: 'listAudit', method: 'get', path: '/api/communes/{commune}/audit', access: allow('audit.read'), summary: 'The audit trail, latest first',
  params: inCommune, query: AuditQuery, status: 200, reply: AuditPage, errors: ['invalid', 'unauthenticated', 'forbidden', 'not_found'],
});
export const verifyAudit = endpoint({
  id: 'verifyAudit', method: 'get', path: '/api/communes/{commune}/audit/verify', access: allow('audit.read'), summary: 'Check the chain and name its first broken entry',
  params: inCommune, status: 200, reply: ChainReport, errors: ['unauthenticated', 'forbidden', 'not_found'],
});
export const auditFacets = endpoint({
  id: 'auditFacets', method: 'get', path: '/api/communes/{commune}/audit/facets', access: allow('audit.read'), summary: 'What a search of the trail may choose from', params: inCommune, status: 200, reply: AuditFacets, errors: [],
});
/** A zip of `audit.csv` and `head.json`, which is signed and names the digest of the first. Personal values are left out. */
export const exportAudit = endpoint({
  id: 'exportAudit', method: 'post', audit: 'audit.exported', path: '/api/communes/{commune}/audit/export', access: allow('audit.read'), stepUp: 'always', heavy: true, summary: 'The entries asked for as CSV, with the signed head of the chain',
  params: inCommune, body: AuditAsked, status: 200, reply: ['application/zip'], errors: ['invalid'],
});
/** The head as it stands now, signed: to keep elsewhere. */
export const auditHead = endpoint({
  id: 'auditHead', method: 'get', path: '/api/communes/{commune}/audit/head', access: allow('audit.read'), summary: 'The signed head of the chain', params: inCommune, status: 200, reply: SignedHead, errors: [],
});
/** A reading with a body: whether a head kept elsewhere still stands in the chain. */
export const checkHead = endpoint({
  id: 'checkHead', method: 'post', audit: 'none', path: '/api/communes/{commune}/audit/head/check', access: allow('audit.read'), summary: 'Hold a head noted before against the chain', params: inCommune, body: SignedHead, status: 200, reply: HeadReport, errors: ['invalid'],
});
export const endpoints = [listAudit, verifyAudit, auditFacets, exportAudit, auditHead, checkHead] as const;
