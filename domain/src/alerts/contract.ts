import { z } from 'zod';
import { Id, Page, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { ALERT_KINDS, ALERT_WITHIN, AlertRow } from './model.ts';

const day = z.iso.date();
export const AlertFilter = z.object({ on: day.optional(), kind: z.enum(ALERT_KINDS).optional(), within: z.enum(ALERT_WITHIN).default('12'), marked: z.enum(['open', 'dismissed', 'assigned', 'mine', 'all']).default('open') });
export type AlertFilter = z.output<typeof AlertFilter>;

export const getAlertCounts = endpoint({
  id: 'getAlertCounts', method: 'get', path: '/api/communes/{commune}/alerts/counts', access: allow('register.read'), summary: 'How many of each kind wait; terms by 3, 6 and 12 months', params: inCommune, query: AlertFilter.pick({ on: true }), status: 200,
  reply: z.object({ on: day, counts: z.array(z.object({ kind: z.enum(ALERT_KINDS), open: z.number().int(), assigned: z.number().int(), dismissed: z.number().int() })), ending: z.array(z.object({ within: z.enum(ALERT_WITHIN), count: z.number().int() })) }), errors: ['invalid'],
});
export const listAlerts = endpoint({
  id: 'listAlerts', method: 'get', path: '/api/communes/{commune}/alerts', access: allow('register.read'), summary: 'The alerts, nearest day first', params: inCommune, query: AlertFilter.extend(Page.shape), status: 200,
  reply: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), on: day, rows: z.array(AlertRow) }), errors: ['invalid'],
});
/** `state: null` takes the mark away. An assigned alert stays in the list of whom it is given to. */
export const markAlert = endpoint({
  id: 'markAlert', method: 'post', audit: 'alert.marked', path: '/api/communes/{commune}/alerts/mark', access: allow('occupation.write'), summary: 'Set an alert aside or give it to somebody, with the reason', params: inCommune,
  body: z.strictObject({ key: z.string().regex(/^[a-z_]{3,30}:[1-9]\d{0,18}:[0-9a-z-]{1,30}$/), state: z.enum(['dismissed', 'assigned']).nullable(), personId: Id.nullable().default(null), until: day.nullable().default(null), reason: z.string().trim().min(3).max(500) }),
  status: 204, reply: z.undefined(), errors: ['invalid', 'not_found'],
});
export const listAssignees = endpoint({
  id: 'listAssignees', method: 'get', path: '/api/communes/{commune}/alerts/people', access: allow('occupation.write'), summary: 'Whom an alert may be given to', params: inCommune, status: 200,
  reply: z.object({ people: z.array(z.object({ id: Id, name: z.string() })) }), errors: [],
});
export const endpoints = [getAlertCounts, listAlerts, markAlert, listAssignees] as const;
