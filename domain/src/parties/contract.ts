import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { NewParty, PARTY_KINDS, PartyChange, PartyRow, PartySheet } from './model.ts';

const one = inCommune.extend({ id: Id });

/**
 * A reading with a body, because a name is personal and stays out of addresses. `q`: words of the name without accents or diacritics, or one exact
 * number or contact. Without `personal.read` persons are found by nothing and shown by their initials; bodies are found by their name.
 */
export const searchParties = endpoint({
  id: 'searchParties', method: 'post', audit: 'none', path: '/api/communes/{commune}/parties/search', access: allow('register.read'), summary: 'Persons and bodies, by name or by an exact number',
  params: inCommune, query: Page, body: z.strictObject({ q: z.string().trim().max(200).optional(), kind: z.enum(PARTY_KINDS).optional() }), status: 200,
  reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(PartyRow) }), errors: ['invalid'],
});
/** Numbers and contacts come masked; the reply carries an ETag for the writes below. */
export const getParty = endpoint({
  id: 'getParty', method: 'get', path: '/api/communes/{commune}/parties/{id}', access: allow('register.read'), summary: 'One person or body, numbers masked',
  params: one, status: 200, reply: PartySheet, errors: ['not_found'],
});
/** Each full reading is written in the audit trail, with who read and which kinds. */
export const revealParty = endpoint({
  id: 'revealParty', method: 'post', audit: 'party.identifiers_read', path: '/api/communes/{commune}/parties/{id}/reveal', access: allow('personal.read'),
  summary: 'The same with its numbers and contacts in full', params: one, status: 200, reply: PartySheet, errors: ['not_found'],
});
export const createParty = endpoint({
  id: 'createParty', method: 'post', audit: 'party.created', path: '/api/communes/{commune}/parties', access: allow('parties.write'), summary: 'A new person or body',
  params: inCommune, body: NewParty, status: 201, reply: PartySheet, errors: ['invalid', 'conflict'],
});
export const updateParty = endpoint({
  id: 'updateParty', method: 'patch', audit: 'party.updated', path: '/api/communes/{commune}/parties/{id}', access: allow('parties.write'), summary: 'Correct a person or body; If-Match names the version read',
  params: one, body: PartyChange, status: 200, reply: PartySheet, errors: ['invalid', 'not_found', 'stale', 'conflict', 'rule_refused'],
});
/** `gone` becomes the party of the path: what names it names the other from then on, its numbers move, its row stays as a reference to where it went. */
export const mergeParties = endpoint({
  id: 'mergeParties', method: 'post', audit: 'party.merged', path: '/api/communes/{commune}/parties/{id}/merge', access: allow('parties.write'), summary: 'Two parties that are one; If-Match names the version of the one kept',
  params: one, body: z.strictObject({ gone: Id }), status: 200, reply: PartySheet, errors: ['invalid', 'not_found', 'stale', 'rule_refused'],
});
export const endpoints = [searchParties, getParty, revealParty, createParty, updateParty, mergeParties] as const;
