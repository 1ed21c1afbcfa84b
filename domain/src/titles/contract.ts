import { z } from 'zod';
import { JobStarted } from '../jobs/model.ts';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { ConflictDecision, ConflictFilter, ConflictMap, ConflictRow, ConflictSheet, CONFLICT_KINDS, CONFLICT_STATES, NewOpposition, NewStep, NewTitle, OppositionOutcome, TitleBoard, TitleChange, TitleCodes, TitleRow, TitleSearch, TitleSheet } from './model.ts';

const AT = '/api/communes/{commune}/titles';
const one = inCommune.extend({ id: Id });
const page = { total: z.number().int(), page: z.number().int(), size: z.number().int() };

export const listTitles = endpoint({ id: 'listTitles', method: 'get', path: AT, access: allow('register.read'), summary: 'Title files, those overdue first', params: inCommune, query: TitleCodes, status: 200, reply: z.object({ ...page, rows: z.array(TitleRow) }), errors: ['invalid'] });
/** The same with a body, for words: a reading, nothing is written. Who opposes is found only by who may read personal data. */
export const findTitles = endpoint({
  id: 'findTitles', method: 'post', audit: 'none', path: `${AT}/search`, access: allow('register.read'), summary: 'Title files by a filter and words, those overdue first', params: inCommune, query: Page, body: TitleSearch, status: 200,
  reply: z.object({ ...page, rows: z.array(TitleRow) }), errors: ['invalid'],
});
export const titleBoard = endpoint({ id: 'titleBoard', method: 'get', path: `${AT}/board`, access: allow('register.read'), summary: 'The pipeline: files by stage and age, and properties without a file', params: inCommune, status: 200, reply: TitleBoard, errors: [] });
export const getTitle = endpoint({ id: 'getTitle', method: 'get', path: `${AT}/{id}`, access: allow('register.read'), summary: 'One title file with its steps, delays and oppositions', params: one, status: 200, reply: TitleSheet, errors: ['not_found'] });
export const openTitle = endpoint({
  id: 'openTitle', method: 'post', audit: 'title.opened', path: AT, access: allow('register.write'), summary: 'Open the title file of a property', params: inCommune, body: NewTitle, status: 201, reply: TitleSheet, errors: ['invalid', 'not_found'],
});
export const changeTitle = endpoint({
  id: 'changeTitle', method: 'patch', audit: 'title.changed', path: `${AT}/{id}`, access: allow('register.write'), summary: 'Correct a title file; If-Match names the version read', params: one, body: TitleChange, status: 200, reply: TitleSheet, errors: ['invalid', 'not_found', 'stale'],
});
/** Title state and numbers of the property follow from the steps done. */
export const addStep = endpoint({
  id: 'addTitleStep', method: 'post', audit: 'title.step_added', path: `${AT}/{id}/steps`, access: allow('register.write'), summary: 'A dated step of a title file, done or planned', params: one, body: NewStep, status: 201, reply: TitleSheet, errors: ['invalid', 'not_found', 'conflict'],
});
export const dropStep = endpoint({
  id: 'dropTitleStep', method: 'delete', audit: 'title.step_removed', path: `${AT}/{id}/steps/{step}`, access: allow('register.write'), summary: 'Take back a step written by mistake', params: one.extend({ step: Id }), status: 200, reply: TitleSheet, errors: ['not_found'],
});
export const addOpposition = endpoint({
  id: 'addOpposition', method: 'post', audit: 'title.opposed', path: `${AT}/{id}/oppositions`, access: allow('register.write'), summary: 'An opposition to an application', params: one, body: NewOpposition, status: 201, reply: TitleSheet, errors: ['invalid', 'not_found', 'conflict'],
});
export const settleOpposition = endpoint({
  id: 'settleOpposition', method: 'post', audit: 'title.opposition_settled', path: `${AT}/{id}/oppositions/{opposition}`, access: allow('register.write'), summary: 'What became of an opposition', params: one.extend({ opposition: Id }), body: OppositionOutcome,
  status: 200, reply: TitleSheet, errors: ['invalid', 'not_found'],
});

const CONFLICTS = '/api/communes/{commune}/title-conflicts';
const counts = z.array(z.object({ kind: z.enum(CONFLICT_KINDS), state: z.enum(CONFLICT_STATES), count: z.number().int() }));
/** `version` and `computedVersion` are the parcels' now and when the conflicts were last computed: apart, the list is out of date. */
export const listConflicts = endpoint({
  id: 'listConflicts', method: 'get', path: CONFLICTS, access: allow('register.read'), summary: 'Titles and applications over the same ground, and references borne by several parcels', params: inCommune, query: ConflictFilter, status: 200,
  reply: z.object({ ...page, rows: z.array(ConflictRow), counts, version: z.string(), computedVersion: z.string().nullable(), computedAt: z.string().nullable() }), errors: ['invalid'],
});
/** At most 5,000 shapes, the largest first. */
export const mapConflicts = endpoint({
  id: 'mapConflicts', method: 'get', path: `${CONFLICTS}/map`, access: allow('register.read'), summary: 'The conflicts as shapes for a map', params: inCommune, query: ConflictFilter.pick({ kind: true, state: true, present: true }), status: 200, reply: ConflictMap, errors: ['invalid'],
});
export const getConflict = endpoint({ id: 'getConflict', method: 'get', path: `${CONFLICTS}/{id}`, access: allow('register.read'), summary: 'One conflict with its shapes', params: one, status: 200, reply: ConflictSheet, errors: ['not_found'] });
export const decideConflict = endpoint({
  id: 'decideConflict', method: 'post', audit: 'title.conflict_decided', path: `${CONFLICTS}/{id}/decision`, access: allow('register.write'), summary: 'Decide and annotate a conflict; If-Match names the version read. The decision outlives a new computation',
  params: one, body: ConflictDecision, status: 200, reply: ConflictSheet, errors: ['invalid', 'not_found', 'stale'],
});
export const computeConflicts = endpoint({
  id: 'computeConflicts', method: 'post', audit: 'title.conflicts_asked', path: `${CONFLICTS}/compute`, access: allow('register.write'), heavy: true, summary: 'Compute the conflicts anew, as a job; its result counts them by kind', params: inCommune, status: 202, reply: JobStarted, errors: [],
});
export const exportConflicts = endpoint({
  id: 'exportConflicts', method: 'get', path: `${CONFLICTS}.csv`, access: allow('register.read'), summary: 'The conflicts as CSV', params: inCommune, query: ConflictFilter.omit({ page: true, size: true }), status: 200, reply: ['text/csv'], errors: ['invalid'],
});
export const endpoints = [listTitles, findTitles, titleBoard, getTitle, openTitle, changeTitle, addStep, dropStep, addOpposition, settleOpposition, listConflicts, mapConflicts, getConflict, decideConflict, computeConflicts, exportConflicts] as const;
