import { z } from 'zod';
import { OCCUPATION_TYPES } from '../occupations/types.ts';
import { GuardOverride } from '../guards/index.ts';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { CRITERIA, IDLE_KINDS } from './rank.ts';

const points = z.number().int().min(0).max(10);
export const WeightsValue = z.strictObject({ area: points, location: points, condition: points, readiness: points, income: points }).refine((w) => CRITERIA.some((c) => w[c] > 0), { message: 'all_zero' });
export const ValorisationSetting = z.strictObject({ weights: WeightsValue, places: z.record(z.string().max(200), z.number().min(0).max(1)) }).meta({ id: 'ValorisationSetting' });
export type ValorisationSetting = z.output<typeof ValorisationSetting>;
const JudgedRow = z.object({ criterion: z.enum(CRITERIA), score: z.number(), reason: z.string(), value: z.string().nullable() });
export const IdleRow = z.object({ id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), kinds: z.array(z.enum(IDLE_KINDS)), district: z.string().nullable(), areaM2: z.number().nullable(), incomeMinor: z.string().nullable(), score: z.number(), judged: z.array(JudgedRow), offered: z.boolean() }).meta({ id: 'IdleRow' });
export type IdleRow = z.output<typeof IdleRow>;

export const AUDIENCES = ['startup', 'association', 'investor', 'any'] as const;
export const CALL_STATES = ['draft', 'open', 'closed', 'cancelled'] as const;
export type CallState = (typeof CALL_STATES)[number];
/** From which state to which; an award closes nothing by itself: several lots are decided one by one. */
export const CALL_MOVES: Readonly<Record<CallState, readonly CallState[]>> = { draft: ['open', 'cancelled'], open: ['closed', 'cancelled'], closed: ['open'], cancelled: [] };
const Minor = z.string().regex(/^\d{1,15}$/);
export const LotInput = z.strictObject({ assetId: Id, purpose: z.string().trim().max(500).nullable().default(null), askingMinor: Minor.nullable().default(null), years: z.number().int().min(1).max(99).nullable().default(null) });
export const NewCall = z.strictObject({ title: z.string().trim().min(1).max(300), audience: z.enum(AUDIENCES).default('any'), description: z.string().trim().max(8000).nullable().default(null), opensOn: Day.nullable().default(null), closesOn: Day.nullable().default(null), lots: z.array(LotInput).min(1).max(100) })
  .refine((c) => c.opensOn === null || c.closesOn === null || c.closesOn >= c.opensOn, { path: ['closesOn'], message: 'before_opening' }).meta({ id: 'NewProjectCall' });
export const CallCandidate = z.object({ id: Id, lotId: Id, partyId: Id, party: z.string(), project: z.string(), offerMinor: z.string().nullable(), receivedOn: Day, score: z.number().int().nullable(), state: z.enum(['received', 'rejected', 'withdrawn', 'awarded']), decidedOn: Day.nullable(), decision: z.string().nullable(), occupationId: Id.nullable() });
export const CallLot = z.object({ id: Id, assetId: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), areaM2: z.number().nullable(), purpose: z.string().nullable(), askingMinor: z.string().nullable(), years: z.number().int().nullable(), state: z.enum(['offered', 'awarded', 'withdrawn']), candidates: z.array(CallCandidate) });
export const CallRow = z.object({ id: Id, title: z.string(), audience: z.enum(AUDIENCES), state: z.enum(CALL_STATES), opensOn: Day.nullable(), closesOn: Day.nullable(), lots: z.number().int(), candidates: z.number().int(), awarded: z.number().int() }).meta({ id: 'ProjectCallRow' });
export const CallSheet = CallRow.omit({ lots: true, candidates: true, awarded: true }).extend({ description: z.string().nullable(), version: z.number().int(), lots: z.array(CallLot) }).meta({ id: 'ProjectCall' });
export type CallSheet = z.output<typeof CallSheet>;
export const NewCandidate = z.strictObject({ partyId: Id, project: z.string().trim().min(1).max(4000), offerMinor: Minor.nullable().default(null), receivedOn: Day, score: z.number().int().min(0).max(100).nullable().default(null) }).meta({ id: 'NewCallCandidate' });
/** The award names its decision; the right that follows is written as a draft, held to the rules of its type. */
export const Award = z.strictObject({ decision: z.string().trim().min(1).max(300), decidedOn: Day, type: z.enum(OCCUPATION_TYPES), startsOn: Day, overrides: z.array(GuardOverride).max(10).default([]) }).meta({ id: 'CallAward' });
