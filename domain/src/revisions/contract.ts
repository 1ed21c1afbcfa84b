import { z } from 'zod';
import { Day, DayAsked } from '../shared/day.ts';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { LANGUAGES } from '../shared/texts.ts';
import { DUE_STATES, NewRevisions, REVISION_STATES, RevisionRow, RuleRow, Simulation } from './model.ts';

const one = inCommune.extend({ id: Id });
const base = '/api/communes/{commune}/revisions';
export const listRevisionRules = endpoint({ id: 'listRevisionRules', method: 'get', path: `${base}/rules`, access: allow('money.read'), summary: 'The rules of the commune’s country, with their sources and what is to confirm', params: inCommune, status: 200,
  reply: z.object({ country: z.string().nullable(), rules: z.array(RuleRow), indexes: z.array(z.object({ index: z.string(), from: Day, value: z.string() })) }), errors: [] });
export const confirmRevisionRule = endpoint({ id: 'confirmRevisionRule', method: 'post', audit: 'revision.rule_confirmed', path: `${base}/rules/confirm`, access: allow('money.rules'), summary: 'Make a template the commune’s own: somebody has read the law', params: inCommune,
  body: z.strictObject({ code: z.string().max(60), note: z.string().trim().min(5).max(1000) }), status: 200, reply: RuleRow, errors: ['invalid', 'not_found'] });
export const setIndexValue = endpoint({ id: 'setIndexValue', method: 'post', audit: 'revision.index_set', path: `${base}/indexes`, access: allow('money.rules'), summary: 'A value of an index, from the day it was published', params: inCommune,
  body: z.strictObject({ index: z.string().regex(/^[A-Z0-9-]{2,20}$/), from: Day, value: z.string().regex(/^[1-9]\d{0,11}$/) }), status: 201, reply: z.object({ index: z.string(), from: Day, value: z.string() }), errors: ['invalid'] });
export const simulateRevisions = endpoint({ id: 'simulateRevisions', method: 'get', path: `${base}/simulation`, access: allow('money.read'), summary: 'What may be revised on a day and what it would bring; nothing is written', params: inCommune,
  query: Page.extend({ day: DayAsked.optional(), state: z.enum(DUE_STATES).optional() }), status: 200, reply: Simulation, errors: ['invalid'] });
export const exportSimulation = endpoint({ id: 'exportSimulation', method: 'get', path: `${base}/simulation/file`, access: allow('money.read'), summary: 'The simulation as a table', params: inCommune, query: z.object({ day: DayAsked.optional(), format: z.enum(['csv', 'xlsx']) }), status: 200,
  reply: ['text/csv; charset=utf-8', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], errors: ['invalid'] });
export const proposeRevisions = endpoint({ id: 'proposeRevisions', method: 'post', audit: 'revision.proposed', path: base, access: allow('money.write'), summary: 'Propose revisions; each is held to its rule', params: inCommune, body: NewRevisions, status: 201,
  reply: z.object({ proposed: z.number().int(), refused: z.array(z.object({ occupationId: Id, reason: z.string() })) }), errors: ['invalid', 'rule_refused'] });
export const listRevisions = endpoint({ id: 'listRevisions', method: 'get', path: base, access: allow('money.read'), summary: 'Proposals, newest first', params: inCommune, query: Page.extend({ state: z.enum(REVISION_STATES).optional() }), status: 200,
  reply: z.object({ total: z.number().int(), rows: z.array(RevisionRow) }), errors: ['invalid'] });
export const decideRevision = endpoint({ id: 'decideRevision', method: 'post', audit: 'revision.decided', path: `${base}/{id}/decide`, access: allow('money.write'), summary: 'Accepted, refused by the occupant, or withdrawn', params: one,
  body: z.strictObject({ to: z.enum(['accepted', 'refused', 'withdrawn']), note: z.string().trim().max(500).nullable().default(null) }), status: 200, reply: RevisionRow, errors: ['invalid', 'not_found', 'conflict'] });
export const applyRevision = endpoint({ id: 'applyRevision', method: 'post', audit: 'revision.applied', path: `${base}/{id}/apply`, access: allow('money.reverse'), summary: 'Write the new rent as a dated term of the lease', params: one, status: 200, reply: RevisionRow,
  errors: ['not_found', 'conflict', 'rule_refused'] });
export const revisionLetter = endpoint({ id: 'revisionLetter', method: 'post', audit: 'paper.issued', path: `${base}/{id}/letter`, access: allow('money.write'), summary: 'The letter of a proposal as PDF', params: one, body: z.strictObject({ language: z.enum(LANGUAGES) }), status: 200,
  reply: ['application/pdf'], errors: ['invalid', 'not_found'] });
export const endpoints = [listRevisionRules, confirmRevisionRule, setIndexValue, simulateRevisions, exportSimulation, proposeRevisions, listRevisions, decideRevision, applyRevision, revisionLetter] as const;
