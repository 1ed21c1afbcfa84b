import { z } from 'zod';
import { DOMAIN_CLASSES, STATUSES } from '../assets/model.ts';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { ActChange, ActCheck, ActCodes, ActRow, ActSearch, NewAct, RecordedAct } from './model.ts';

const AT = '/api/communes/{commune}/acts';
const one = inCommune.extend({ id: Id });

const ActList = z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(ActRow) });
export const listActs = endpoint({
  id: 'listActs', method: 'get', path: AT, access: allow('register.read'), summary: 'The register of acts', params: inCommune, query: ActCodes, status: 200, reply: ActList, errors: ['invalid'],
});
/** The same with a body, for words: a reading, nothing is written. Parties are found by name only by who may read personal data; bodies by everybody. */
export const findActs = endpoint({
  id: 'findActs', method: 'post', audit: 'none', path: `${AT}/search`, access: allow('register.read'), summary: 'The register of acts by a filter and words', params: inCommune, query: Page, body: ActSearch, status: 200, reply: ActList, errors: ['invalid'],
});
export const getAct = endpoint({
  id: 'getAct', method: 'get', path: `${AT}/{id}`, access: allow('register.read'), summary: 'One act; its ETag is the version to send back', params: one, status: 200, reply: ActRow, errors: ['not_found'],
});
/** Status and domain class of the properties follow, at once or on the day it takes effect. A refusal names the guard and its legal basis. */
export const recordAct = endpoint({
  id: 'recordAct', method: 'post', audit: 'act.recorded', path: AT, access: allow('register.write'), stepUp: 'override', summary: 'Record an act over one property or many; or the cancellation of an act',
  params: inCommune, body: NewAct, status: 201, reply: RecordedAct, errors: ['invalid', 'not_found', 'conflict', 'rule_refused', 'forbidden'],
});
/** Writes nothing. */
export const checkAct = endpoint({
  id: 'checkAct', method: 'post', audit: 'none', path: `${AT}/check`, access: allow('register.write'), summary: 'What an act would meet and change, before it is recorded', params: inCommune, body: NewAct, status: 200, reply: ActCheck,
  errors: ['invalid', 'not_found', 'conflict'],
});
export const correctAct = endpoint({
  id: 'correctAct', method: 'patch', audit: 'act.corrected', path: `${AT}/{id}`, access: allow('register.write'), summary: 'Correct what an act says; If-Match names the version read. What it does is changed by cancelling it',
  params: one, body: ActChange, status: 200, reply: ActRow, errors: ['invalid', 'not_found', 'stale'],
});
const Legal = z.object({ domainClass: z.enum(DOMAIN_CLASSES).nullable(), status: z.enum(STATUSES).nullable() });
export const assetActs = endpoint({
  id: 'assetActs', method: 'get', path: '/api/communes/{commune}/assets/{id}/acts', access: allow('register.read'), summary: 'The acts of a property in order, with the state each leaves', params: one, status: 200,
  reply: z.object({ declared: Legal, now: Legal, steps: z.array(z.object({ act: ActRow, before: Legal, after: Legal, /** Not in effect yet. */ coming: z.boolean() })), cancelled: z.array(ActRow) }), errors: ['not_found'],
});
export const exportActs = endpoint({
  id: 'exportActs', method: 'get', path: `${AT}.csv`, access: allow('register.read'), summary: 'The register of acts as CSV', params: inCommune, query: ActCodes.omit({ page: true, size: true }), status: 200, reply: ['text/csv'], errors: ['invalid'],
});
/** The same under words. */
export const exportFoundActs = endpoint({
  id: 'exportFoundActs', method: 'post', audit: 'none', path: `${AT}/search.csv`, access: allow('register.read'), summary: 'The acts of a filter and words as CSV', params: inCommune, body: ActSearch, status: 200, reply: ['text/csv'], errors: ['invalid'],
});
export const endpoints = [listActs, findActs, getAct, recordAct, checkAct, correctAct, assetActs, exportActs, exportFoundActs] as const;
