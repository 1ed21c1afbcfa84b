import { z } from 'zod';
import { Day, DayAsked } from '../shared/day.ts';
import { Id, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { SignedMinor } from '../shared/money.ts';
import { NewPenaltyRule, PenaltyModel, PenaltyRule } from './rule.ts';

const base = '/api/communes/{commune}/penalties';
const one = inCommune.extend({ id: Id });
const Line = z.object({ kind: z.enum(['fixed', 'percent', 'interest']), base: SignedMinor, bp: z.number().int().nullable(), from: Day, to: Day, months: z.number().int(), amount: SignedMinor });
/** A late due with its reckoning: what it comes to by the day, what was charged before, and what a charge would write now (negative: a counter-entry). */
export const PenaltyRow = z.object({
  dueId: Id, kind: z.string(), from: Day, to: Day, dueOn: Day, amount: SignedMinor, open: SignedMinor, ruleId: Id, rule: z.string(), since: Day.nullable(), lines: z.array(Line), ceiling: SignedMinor.nullable(),
  total: SignedMinor, charged: SignedMinor, change: SignedMinor,
}).meta({ id: 'PenaltyRow' });
export type PenaltyRow = z.output<typeof PenaltyRow>;
/** What a run over the commune found, or wrote. `lowered` are penalties taken back because money came with an earlier day. */
export const PenaltyRun = z.object({ dry: z.boolean(), accounts: z.number().int(), dues: z.number().int(), raised: SignedMinor, lowered: SignedMinor }).meta({ id: 'PenaltyRun' });
export type PenaltyRun = z.output<typeof PenaltyRun>;

export const listPenaltyRules = endpoint({ id: 'listPenaltyRules', method: 'get', path: `${base}/rules`, access: allow('money.read'), summary: 'Rules of late payment, with models of the commune’s country', params: inCommune, status: 200,
  reply: z.object({ rules: z.array(PenaltyRule), models: z.array(z.object({ rule: PenaltyModel, toConfirm: z.string() })) }), errors: [] });
export const createPenaltyRule = endpoint({ id: 'createPenaltyRule', method: 'post', audit: 'penalty.rule_added', path: `${base}/rules`, access: allow('money.rules'), summary: 'A dated rule; one that meets another of the same dues and rights is refused', params: inCommune, body: NewPenaltyRule, status: 201, reply: PenaltyRule, errors: ['invalid', 'rule_refused'] });
export const changePenaltyRule = endpoint({ id: 'changePenaltyRule', method: 'put', audit: 'penalty.rule_changed', path: `${base}/rules/{id}`, access: allow('money.rules'), summary: 'Change a rule; once used, its last day alone. If-Match names the version read', params: one, body: NewPenaltyRule, status: 200, reply: PenaltyRule, errors: ['invalid', 'not_found', 'stale', 'rule_refused'] });
export const dropPenaltyRule = endpoint({ id: 'dropPenaltyRule', method: 'delete', audit: 'penalty.rule_dropped', path: `${base}/rules/{id}`, access: allow('money.rules'), summary: 'Forget a rule nothing was charged by', params: one, status: 204, reply: z.undefined(), errors: ['not_found', 'rule_refused'] });
export const accountPenalties = endpoint({ id: 'accountPenalties', method: 'get', path: '/api/communes/{commune}/ledger/accounts/{id}/penalties', access: allow('money.read'), summary: 'The reckoning of an account’s late dues on a day; nothing is written', params: one, query: z.object({ day: DayAsked.optional() }), status: 200,
  reply: z.object({ day: Day, total: SignedMinor, change: SignedMinor, rows: z.array(PenaltyRow) }), errors: ['invalid', 'not_found'] });
export const chargeAccount = endpoint({ id: 'chargeAccount', method: 'post', audit: 'penalty.charged', path: '/api/communes/{commune}/ledger/accounts/{id}/penalties', access: allow('money.write'), summary: 'Charge an account what its late dues come to, less what was charged before', params: one, body: z.strictObject({ day: Day.optional() }), status: 200, reply: PenaltyRun, errors: ['invalid', 'not_found', 'rule_refused'] });
export const chargeCommune = endpoint({ id: 'chargeCommune', method: 'post', audit: 'penalty.charged', path: `${base}/runs`, access: allow('money.write'), summary: 'The same over every account (a job); `dry` counts and writes nothing', params: inCommune, body: z.strictObject({ day: Day.optional(), dry: z.boolean().default(false) }), status: 202, reply: z.object({ job: Id }), errors: ['invalid', 'rule_refused'] });
export const endpoints = [listPenaltyRules, createPenaltyRule, changePenaltyRule, dropPenaltyRule, accountPenalties, chargeAccount, chargeCommune] as const;
