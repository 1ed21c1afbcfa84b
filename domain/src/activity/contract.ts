import { z } from 'zod';
import { Day, DayAsked } from '../shared/day.ts';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { ActivityAnswer, ActivityChoices, ActivityQuestion, BeforeAfter, BeforeAfterQuestion, Density, DensityQuestion, FIGURE_SORTS, Figures, FollowUp, HeldDocument } from './questions.ts';

const SHEETS = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] as const;
const base = '/api/communes/{commune}/activity' as const;
const period = z.object({ from: Day.optional(), to: Day.optional(), platform: z.string().max(40).optional() });
const format = z.enum(['csv', 'xlsx']).default('csv');

/** A reading that needs a body: nothing is written but the sums of the set, kept for who asks next. */
export const askActivity = endpoint({
  id: 'askActivity', method: 'post', audit: 'none', path: `${base}/ask`, access: allow('activity.read'), summary: 'Lodging, mobility and deliveries of a zone, of every zone of a set, or of a drawn one',
  params: inCommune, body: ActivityQuestion, status: 200, reply: ActivityAnswer, errors: ['invalid', 'not_found'],
});
export const exportAsked = endpoint({
  id: 'exportAsked', method: 'post', audit: 'none', path: `${base}/ask/sheet`, access: allow('export.run'), summary: 'The same as a sheet', params: inCommune, query: z.object({ format }), body: ActivityQuestion, status: 200, reply: SHEETS, errors: ['invalid', 'not_found'],
});
export const activityChoices = endpoint({
  id: 'activityChoices', method: 'get', path: `${base}/choices`, access: allow('activity.read'), summary: 'Platforms, kinds and classes a question may be narrowed to', params: inCommune, status: 200, reply: ActivityChoices, errors: [],
});
export const activityDensity = endpoint({
  id: 'activityDensity', method: 'post', audit: 'none', path: `${base}/density`, access: allow('activity.read'), summary: 'Listings, nights and vehicles by hexagon', params: inCommune, body: DensityQuestion, status: 200, reply: Density, errors: ['invalid'],
});
/** Hosts are shown by their names to who may read personal data, by their initials else. */
export const activityFigures = endpoint({
  id: 'activityFigures', method: 'get', path: `${base}/figures`, access: allow('activity.read'), summary: 'Declared, reported and estimated of each unit, with the gaps ranked for control',
  params: inCommune, query: Page.extend(period.shape).extend({ sort: z.enum(FIGURE_SORTS).default('expected'), gaps: z.enum(['yes', 'no']).default('no') }), status: 200, reply: Figures, errors: ['invalid'],
});
export const exportFigures = endpoint({
  id: 'exportFigures', method: 'get', path: `${base}/figures/sheet`, access: allow('export.run'), stepUp: 'personal', summary: 'The same as a sheet', params: inCommune, query: period.extend({ format, gaps: z.enum(['yes', 'no']).default('yes') }), status: 200, reply: SHEETS, errors: ['invalid'],
});
export const activityFollowUp = endpoint({
  id: 'activityFollowUp', method: 'get', path: `${base}/follow-up`, access: allow('activity.read'), summary: 'Captures with what is new, gone and kept; concentration of hosts; compliance', params: inCommune, query: period, status: 200, reply: FollowUp, errors: ['invalid'],
});
export const beforeAfter = endpoint({
  id: 'beforeAfter', method: 'post', audit: 'none', path: `${base}/before-after`, access: allow('activity.read'), summary: 'Before and after a day, by zone, with a comparison group', params: inCommune, body: BeforeAfterQuestion, status: 200, reply: BeforeAfter, errors: ['invalid', 'not_found'],
});
export const policyBrief = endpoint({
  id: 'policyBrief', method: 'get', path: `${base}/brief.pdf`, access: allow('export.run'), summary: 'A brief for the dialogue with the State and platforms', params: inCommune,
  query: z.object({ set: Id, on: DayAsked.optional(), language: z.enum(['fr', 'ar', 'en']).optional() }), status: 200, reply: ['application/pdf'], errors: ['invalid', 'not_found'],
});
/** Counts under five are left out, others by steps of five; places are hexagons of about 0.7 km². */
export const openActivity = endpoint({
  id: 'openActivity', method: 'get', path: `${base}/open-data.csv`, access: allow('export.run'), summary: 'What may be published', params: inCommune, query: z.object({ on: DayAsked.optional() }), status: 200, reply: ['text/csv'], errors: ['invalid'],
});
export const listHeld = endpoint({
  id: 'listHeldActivity', method: 'get', path: `${base}/held`, access: allow('activity.read'), summary: 'Corrections and messages that wait for a person', params: inCommune, status: 200, reply: z.object({ rows: z.array(HeldDocument) }), errors: [],
});
/** Accepted, its facts count, and those of the same document that counted before count no more; rejected, they never will. */
export const decideHeld = endpoint({
  id: 'decideHeldActivity', method: 'post', audit: 'activity.held_decided', path: `${base}/held`, access: allow('activity.write'), summary: 'Decide what was held', params: inCommune,
  body: z.strictObject({ batchId: Id, document: z.string().max(400).nullable(), accept: z.boolean() }), status: 200, reply: z.object({ facts: z.number().int() }), errors: ['invalid', 'not_found'],
});
export const endpoints = [askActivity, exportAsked, activityChoices, activityDensity, activityFigures, exportFigures, activityFollowUp, beforeAfter, policyBrief, openActivity, listHeld, decideHeld] as const;
