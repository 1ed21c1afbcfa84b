import { z } from 'zod';
import { DOMAIN_GROUPS } from '../assets/model.ts';
import { ShownFinding } from '../guards/model.ts';
import { DayAsked } from '../shared/day.ts';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { listOf } from '../shared/geo.ts';
import { CONFLICT_DECISIONS, CONFLICT_STATES, OccupationConflict } from './conflicts.ts';
import { NewOccupation, OccupationChange, OccupationRow, OccupationSheet, StatusChange } from './model.ts';
import { ACTIVITY_KINDS, OCCUPANCY_STATES, OCCUPATION_TYPES, RANKS, STATUSES } from './types.ts';

const one = inCommune.extend({ id: Id });
const day = z.iso.date();
export const OCCUPATION_SORTS = ['reference', 'type', 'startsOn', 'endsOn', 'status', 'amount'] as const;

/** `on` is the day whose state is asked, today in the commune when left out. Lists take several words, comma-separated; `none` is "not known". */
export const OccupationFilter = z.object({
  q: z.string().trim().max(200).optional(), type: listOf(OCCUPATION_TYPES).optional(), rank: listOf(RANKS).optional(), state: listOf(OCCUPANCY_STATES).optional(), status: listOf(STATUSES).optional(),
  activity: listOf([...ACTIVITY_KINDS, 'none']).optional(), domain: listOf(DOMAIN_GROUPS).optional(), district: z.string().trim().max(200).optional(),
  validated: z.enum(['yes', 'no']).optional(), conflict: z.enum(['yes']).optional(), asset: Id.optional(), under: z.enum(['yes']).optional(), party: Id.optional(), batch: Id.optional(),
  endsFrom: day.optional(), endsBefore: day.optional(), on: day.optional(),
});
/** What may stand in an address: words may be somebody's name, so they travel in a body alone and are refused here rather than passed over. */
const Codes = OccupationFilter.extend({ q: z.never().optional() });
export type OccupationFilter = z.output<typeof OccupationFilter>;

const OccupationList = z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), on: day, rows: z.array(OccupationRow) });
const order = { sort: z.enum(OCCUPATION_SORTS).default('reference'), dir: z.enum(['asc', 'desc']).default('asc') };
export const listOccupations = endpoint({
  id: 'listOccupations', method: 'get', path: '/api/communes/{commune}/occupations', access: allow('register.read'), summary: 'Rights and facts of occupation, by page, sorted and filtered', params: inCommune,
  query: Codes.extend(Page.shape).extend(order), status: 200, reply: OccupationList, errors: ['invalid'],
});
const count = <T extends z.ZodType>(value: T) => z.array(z.object({ value, count: z.number().int() }));
export const OccupationFacets = z.object({
  total: z.number().int(), unvalidated: z.number().int(), conflicts: z.number().int(), type: count(z.enum(OCCUPATION_TYPES)), state: count(z.enum(OCCUPANCY_STATES)), status: count(z.enum(STATUSES)),
  activity: count(z.enum(ACTIVITY_KINDS).nullable()), domain: count(z.enum(DOMAIN_GROUPS)),
}).meta({ id: 'OccupationFacets' });
export const getOccupationFacets = endpoint({
  id: 'getOccupationFacets', method: 'get', path: '/api/communes/{commune}/occupations/facets', access: allow('register.read'), summary: 'Counts of the list under the same filters',
  params: inCommune, query: Codes, status: 200, reply: OccupationFacets, errors: ['invalid'],
});
/** The same with a body, for words: a reading, nothing is written. */
export const findOccupations = endpoint({
  id: 'findOccupations', method: 'post', audit: 'none', path: '/api/communes/{commune}/occupations/search', access: allow('register.read'), summary: 'Rights and facts of occupation by a filter and words, by page', params: inCommune,
  query: Page, body: z.strictObject({ filter: OccupationFilter.default({}), ...order }), status: 200, reply: OccupationList, errors: ['invalid'],
});
export const findOccupationFacets = endpoint({
  id: 'findOccupationFacets', method: 'post', audit: 'none', path: '/api/communes/{commune}/occupations/search/facets', access: allow('register.read'), summary: 'Counts under a filter and words',
  params: inCommune, body: z.strictObject({ filter: OccupationFilter.default({}) }), status: 200, reply: OccupationFacets, errors: ['invalid'],
});
/** With `template`, the columns alone: the file to fill in and import. */
export const exportOccupations = endpoint({
  id: 'exportOccupations', method: 'get', path: '/api/communes/{commune}/occupations/export', access: allow('export.run'), stepUp: 'personal', summary: 'The list as a table, in the columns the import reads',
  params: inCommune, query: Codes.extend({ format: z.enum(['csv', 'xlsx']), template: z.enum(['yes']).optional() }), status: 200,
  reply: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], errors: ['invalid'],
});
/** The same under words. */
export const exportFoundOccupations = endpoint({
  id: 'exportFoundOccupations', method: 'post', audit: 'none', path: '/api/communes/{commune}/occupations/search/export', access: allow('export.run'), stepUp: 'personal', summary: 'The list under a filter and words as a table',
  params: inCommune, query: z.object({ format: z.enum(['csv', 'xlsx']) }), body: z.strictObject({ filter: OccupationFilter.default({}) }), status: 200,
  reply: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], errors: ['invalid'],
});
/** The reply carries `ETag: "<version>"`, to be sent back as `If-Match` by the writes below. */
export const getOccupation = endpoint({
  id: 'getOccupation', method: 'get', path: '/api/communes/{commune}/occupations/{id}', access: allow('register.read'), summary: 'One right with its units, parties, acts and terms',
  params: one, query: z.object({ on: day.optional() }), status: 200, reply: OccupationSheet, errors: ['not_found'],
});
const Written = OccupationSheet.extend({ findings: z.array(ShownFinding) });
export const createOccupation = endpoint({
  id: 'createOccupation', method: 'post', audit: 'occupation.created', path: '/api/communes/{commune}/occupations', access: allow('occupation.write'), stepUp: 'override', summary: 'A new right, as a draft',
  params: inCommune, body: NewOccupation, status: 201, reply: Written, errors: ['invalid', 'forbidden', 'conflict', 'rule_refused', 'not_found'],
});
export const updateOccupation = endpoint({
  id: 'updateOccupation', method: 'patch', audit: 'occupation.updated', path: '/api/communes/{commune}/occupations/{id}', access: allow('occupation.write'), stepUp: 'override', summary: 'Correct a right; If-Match names the version read',
  params: one, body: OccupationChange, status: 200, reply: Written, errors: ['invalid', 'forbidden', 'not_found', 'stale', 'conflict', 'rule_refused'],
});
/** To `active` from a draft: the right is validated, and counts. What stands against it refuses with the others' references. */
export const changeOccupationStatus = endpoint({
  id: 'changeOccupationStatus', method: 'post', audit: 'occupation.status', path: '/api/communes/{commune}/occupations/{id}/status', access: allow('occupation.write'), stepUp: 'override',
  summary: 'Validate, give notice, end, renew, take to court; If-Match names the version read', params: one, body: StatusChange, status: 200, reply: Written,
  errors: ['invalid', 'forbidden', 'not_found', 'stale', 'conflict', 'rule_refused'],
});
export const deleteOccupation = endpoint({
  id: 'deleteOccupation', method: 'delete', audit: 'occupation.deleted', path: '/api/communes/{commune}/occupations/{id}', access: allow('occupation.write'), summary: 'Forget a draft that never counted',
  params: one, status: 204, reply: z.undefined(), errors: ['not_found', 'stale', 'invalid', 'rule_refused', 'conflict'],
});
/** Answers the question an import left: the holder is the party found by name, or somebody else of that name, who becomes a party of their own. */
export const confirmOccupationParty = endpoint({
  id: 'confirmOccupationParty', method: 'post', audit: 'occupation.party_confirmed', path: '/api/communes/{commune}/occupations/{id}/party', access: allow('occupation.write'),
  summary: 'Say whether a holder found by name is the same person; If-Match names the version read', params: one, body: z.strictObject({ partyId: Id, same: z.boolean() }), status: 200, reply: OccupationSheet,
  errors: ['invalid', 'not_found', 'stale'],
});
const Lane = z.object({ id: Id, reference: z.string(), type: z.enum(OCCUPATION_TYPES), state: z.enum(OCCUPANCY_STATES), status: z.enum(STATUSES), validated: z.boolean(), from: day.nullable(), to: day.nullable(), share: z.object({ num: z.number().int(), den: z.number().int() }) });
const SpanValue = z.object({ from: day, to: day.nullable(), state: z.enum(OCCUPANCY_STATES).nullable(), expired: z.boolean(), standing: z.array(Id) });
/** The calendar of one unit and, with its parts, the timeline of a building: spans without a change inside, and the rights themselves. */
export const Timeline = z.object({
  from: day, to: day, today: day, truncated: z.boolean(),
  units: z.array(z.object({ assetId: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), level: z.string().nullable(), spans: z.array(SpanValue), rights: z.array(Lane) })),
}).meta({ id: 'OccupancyTimeline' });
export const getOccupancy = endpoint({
  id: 'getOccupancy', method: 'get', path: '/api/communes/{commune}/assets/{id}/occupancy', access: allow('register.read'), summary: 'The occupancy of a property and of its parts between two days',
  params: one, query: z.object({ from: DayAsked.optional(), to: DayAsked.optional(), parts: z.enum(['yes', 'no']).default('no') }), status: 200, reply: Timeline, errors: ['not_found', 'invalid'],
});
export const listOccupationConflicts = endpoint({
  id: 'listOccupationConflicts', method: 'get', path: '/api/communes/{commune}/occupation-conflicts', access: allow('register.read'), summary: 'Rights that cannot stand together, to decide', params: inCommune,
  query: Page.extend({ state: z.enum(CONFLICT_STATES).default('open'), asset: Id.optional(), occupation: Id.optional(), batch: Id.optional() }), status: 200,
  reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(OccupationConflict) }), errors: ['invalid'],
});
/** `keep_other` leaves the newer right aside (it stays a draft, with the reason); `end_other` ends the older one on `on` and validates the newer; `retry` validates after either was corrected. */
export const decideOccupationConflict = endpoint({
  id: 'decideOccupationConflict', method: 'post', audit: 'occupation.conflict_decided', path: '/api/communes/{commune}/occupation-conflicts/{id}', access: allow('occupation.write'),
  summary: 'Decide one conflict', params: one, body: z.strictObject({ decision: z.enum(CONFLICT_DECISIONS), on: day.nullable().default(null), reason: z.string().trim().min(3).max(1000) }), status: 200,
  reply: z.object({ conflict: OccupationConflict, validated: z.boolean() }), errors: ['invalid', 'not_found', 'conflict', 'rule_refused'],
});
export const endpoints = [listOccupations, getOccupationFacets, findOccupations, findOccupationFacets, exportOccupations, exportFoundOccupations, createOccupation, getOccupation, updateOccupation, changeOccupationStatus, deleteOccupation, confirmOccupationParty, getOccupancy,
  listOccupationConflicts, decideOccupationConflict] as const;
