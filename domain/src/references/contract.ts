import { z } from 'zod';
import { allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { ExtraField, ExtraFieldChange, ExtraKey } from './extra.ts';
import { REFERENCE_LISTS, ReferenceChange, ReferenceCode, ReferenceItem } from './model.ts';
import { RegisterSettings, RegisterSettingsNow } from './settings.ts';

export const listReferences = endpoint({
  id: 'listReferences', method: 'get', path: '/api/communes/{commune}/references', access: allow('register.read'), summary: 'The commune’s lists: classes of domain, states of title, sub-classes, regimes, conservations, origins, uses',
  params: inCommune, status: 200, reply: z.object({ items: z.array(ReferenceItem) }), errors: [],
});
/** What every form and list of the register needs at once: one request on a slow line instead of three. */
export const registerLists = endpoint({
  id: 'registerLists', method: 'get', path: '/api/communes/{commune}/register-lists', access: allow('register.read'), summary: 'Lists, fields of the commune’s own and settings of the register, together',
  params: inCommune, status: 200, reply: z.object({ items: z.array(ReferenceItem), fields: z.array(ExtraField), settings: RegisterSettingsNow }), errors: [],
});
const item = inCommune.extend({ list: z.enum(REFERENCE_LISTS), code: ReferenceCode });
export const saveReference = endpoint({
  id: 'saveReference', method: 'put', audit: 'reference.saved', path: '/api/communes/{commune}/references/{list}/{code}', access: allow('register.rules'), summary: 'Add a code to a list, or change its words, its order, or retire it',
  params: item, body: ReferenceChange, status: 200, reply: ReferenceItem, errors: ['invalid', 'rule_refused'],
});
/** Refused (`references.legal`) for a code of the law's, and (`references.in_use`) while a property carries the code: it can be retired instead. */
export const removeReference = endpoint({
  id: 'removeReference', method: 'delete', audit: 'reference.removed', path: '/api/communes/{commune}/references/{list}/{code}', access: allow('register.rules'), summary: 'Remove a code that nothing carries',
  params: item, status: 204, reply: z.undefined(), errors: ['not_found', 'rule_refused'],
});
export const listExtraFields = endpoint({
  id: 'listExtraFields', method: 'get', path: '/api/communes/{commune}/extra-fields', access: allow('register.read'), summary: 'The fields the commune adds to its properties',
  params: inCommune, status: 200, reply: z.object({ fields: z.array(ExtraField) }), errors: [],
});
const field = inCommune.extend({ key: ExtraKey });
/** Refused (`references.type_in_use`) when it would change the type of a field that has values, or take away an option that is in use. */
export const saveExtraField = endpoint({
  id: 'saveExtraField', method: 'put', audit: 'extra_field.saved', path: '/api/communes/{commune}/extra-fields/{key}', access: allow('register.rules'), summary: 'Define or change a field of the commune’s own',
  params: field, body: ExtraFieldChange, status: 200, reply: ExtraField, errors: ['invalid', 'rule_refused'],
});
export const removeExtraField = endpoint({
  id: 'removeExtraField', method: 'delete', audit: 'extra_field.removed', path: '/api/communes/{commune}/extra-fields/{key}', access: allow('register.rules'), summary: 'Remove a field that no property states',
  params: field, status: 204, reply: z.undefined(), errors: ['not_found', 'rule_refused'],
});
export const getRegisterSettings = endpoint({
  id: 'getRegisterSettings', method: 'get', path: '/api/communes/{commune}/register-settings', access: allow('register.read'), summary: 'How codes are made and by how much areas may differ',
  params: inCommune, status: 200, reply: RegisterSettingsNow, errors: [],
});
export const changeRegisterSettings = endpoint({
  id: 'changeRegisterSettings', method: 'put', audit: 'register.settings_changed', path: '/api/communes/{commune}/register-settings', access: allow('register.rules'), summary: 'Change them; If-Match names the version read',
  params: inCommune, body: RegisterSettings, status: 200, reply: RegisterSettingsNow, errors: ['invalid', 'stale'],
});
export const endpoints = [registerLists, listReferences, saveReference, removeReference, listExtraFields, saveExtraField, removeExtraField, getRegisterSettings, changeRegisterSettings] as const;
