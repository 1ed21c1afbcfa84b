import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { JobStarted } from '../jobs/model.ts';
import { CapRow, CheckPage, CheckQuery, ListOutcome, ListPasted, Registration, RulesSheet } from './model.ts';
import { RegistrationRules } from './rules.ts';
import { CAP_STATES } from './verdict.ts';

const at = '/api/communes/{commune}/registrations' as const;
export const listChecks = endpoint({
  id: 'listChecks', method: 'get', path: `${at}/checks`, access: allow('activity.read'), summary: 'What the numbers of listings say: absent, exempt, malformed, unknown, expired, other address, over capacity', params: inCommune, query: CheckQuery, status: 200, reply: CheckPage, errors: ['invalid'],
});
export const checkNumbers = endpoint({
  id: 'checkNumbers', method: 'post', audit: 'registrations.checked', path: `${at}/check`, access: allow('activity.write'), heavy: true, summary: 'Check the number of every present listing', params: inCommune, status: 202, reply: JobStarted, errors: [],
});
export const listRegistrations = endpoint({
  id: 'listRegistrations', method: 'get', path: at, access: allow('activity.read'), summary: 'The commune’s list of registrations', params: inCommune, query: Page.extend({ q: z.string().trim().max(60).regex(/\d/, 'a_number').optional() }), status: 200,
  reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(Registration) }), errors: ['invalid'],
});
/** Good lines come in, bad ones are named; with `dryRun` nothing is kept. */
export const pasteRegistrations = endpoint({
  id: 'pasteRegistrations', method: 'post', audit: 'registrations.listed', path: at, access: allow('activity.write'), summary: 'Bring in a list of registrations, pasted or from a file', params: inCommune, body: ListPasted, status: 200, reply: ListOutcome, errors: ['invalid'],
});
export const deleteRegistration = endpoint({
  id: 'deleteRegistration', method: 'delete', audit: 'registration.removed', path: `${at}/{id}`, access: allow('activity.write'), summary: 'Take one registration off the list', params: inCommune.extend({ id: Id }), status: 204, reply: z.undefined(), errors: ['not_found'],
});
export const getRegistrationRules = endpoint({
  id: 'getRegistrationRules', method: 'get', path: `${at}/rules`, access: allow('activity.read'), summary: 'How numbers are written here, what is exempt, the night cap', params: inCommune, status: 200, reply: RulesSheet, errors: [],
});
export const setRegistrationRules = endpoint({
  id: 'setRegistrationRules', method: 'put', audit: 'registrations.rules', path: `${at}/rules`, access: allow('activity.write'), summary: 'Change them; `version` is the one read', params: inCommune, body: z.strictObject({ rules: RegistrationRules, version: z.number().int() }), status: 200, reply: RulesSheet, errors: ['invalid', 'stale'],
});
/** Declared nights count; estimated nights only warn. */
export const listNightCaps = endpoint({
  id: 'listNightCaps', method: 'get', path: `${at}/caps`, access: allow('activity.read'), summary: 'Numbers whose nights of the year near or pass their cap', params: inCommune, query: Page.extend({ year: z.coerce.number().int().min(2000).max(2100).optional(), state: z.enum(CAP_STATES).optional() }), status: 200,
  reply: z.object({ year: z.number().int(), total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(CapRow) }), errors: ['invalid'],
});
export const endpoints = [listChecks, checkNumbers, listRegistrations, pasteRegistrations, deleteRegistration, getRegistrationRules, setRegistrationRules, listNightCaps] as const;
