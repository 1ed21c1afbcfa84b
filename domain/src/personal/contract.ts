import { z } from 'zod';
import { allow, endpoint, Id, inCommune } from '../shared/endpoint.ts';
import { Erasure, ErasurePlan, PersonExport, ReadingPage, ReadingsAsked, ReadingsQuery, RetentionDone, RetentionRule, RetentionRun } from './model.ts';

const one = inCommune.extend({ id: Id });
const rules = z.object({ rules: z.array(RetentionRule) });

/** Everything the commune holds on one person or body, as JSON or as a PDF she can read. A reading of personal data like another: on the trail. */
export const exportPerson = endpoint({
  id: 'exportPerson', method: 'post', audit: 'person.exported', path: '/api/communes/{commune}/parties/{id}/export', access: allow('personal.manage'), stepUp: 'always', heavy: true,
  summary: 'Everything held on one party, as JSON or PDF', params: one, body: PersonExport, status: 200, reply: ['application/json', 'application/pdf'], errors: ['invalid', 'not_found'],
});
/** The dry run of the erasure: what would go, what an obligation keeps and until when, and what stands in the way. Its ETag is the version to send back. */
export const planErasure = endpoint({
  id: 'planErasure', method: 'get', path: '/api/communes/{commune}/parties/{id}/erasure', access: allow('personal.manage'), summary: 'What erasing one party would do',
  params: one, status: 200, reply: ErasurePlan, errors: ['not_found'],
});
/** Throws `rule_refused` (`personal.open`, naming the matters) while a right runs, money is owed, a file is open or a return was begun. */
export const erasePerson = endpoint({
  id: 'erasePerson', method: 'post', audit: 'person.erased', path: '/api/communes/{commune}/parties/{id}/erasure', access: allow('personal.manage'), stepUp: 'always', summary: 'Erase one party; If-Match names the version of the plan',
  params: one, body: Erasure, status: 200, reply: ErasurePlan, errors: ['invalid', 'not_found', 'stale', 'rule_refused'],
});
export const getRetention = endpoint({
  id: 'getRetention', method: 'get', path: '/api/communes/{commune}/retention', access: allow('audit.read'), summary: 'How long each category of personal data is kept', params: inCommune, status: 200, reply: rules, errors: [],
});
export const setRetention = endpoint({
  id: 'setRetention', method: 'put', audit: 'retention.changed', path: '/api/communes/{commune}/retention', access: allow('personal.manage'), stepUp: 'always', summary: 'Set how long categories of personal data are kept',
  params: inCommune, body: rules, status: 200, reply: rules, errors: ['invalid', 'rule_refused'],
});
/** With `dryRun` it counts and writes nothing but that it was asked. */
export const runRetention = endpoint({
  id: 'runRetention', method: 'post', audit: 'retention.run', path: '/api/communes/{commune}/retention/runs', access: allow('personal.manage'), stepUp: 'always', heavy: true, summary: 'Forget what is past its years, or count it',
  params: inCommune, body: RetentionRun, status: 200, reply: RetentionDone, errors: ['invalid'],
});
export const listReadings = endpoint({
  id: 'listReadings', method: 'get', path: '/api/communes/{commune}/readings', access: allow('audit.read'), summary: 'Who read which personal data, latest first', params: inCommune, query: ReadingsQuery, status: 200, reply: ReadingPage, errors: ['invalid'],
});
export const exportReadings = endpoint({
  id: 'exportReadings', method: 'post', audit: 'readings.exported', path: '/api/communes/{commune}/readings/export', access: allow('audit.read'), stepUp: 'always', heavy: true, summary: 'The same as CSV',
  params: inCommune, body: ReadingsAsked, status: 200, reply: ['text/csv'], errors: ['invalid'],
});
export const endpoints = [exportPerson, planErasure, erasePerson, getRetention, setRetention, runRetention, listReadings, exportReadings] as const;
