import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { PRORATAS } from '../ledger/terms.ts';
import { DOMAIN_CLASSES } from '../assets/model.ts';
import { PARTY_KINDS } from '../parties/model.ts';
import { GuardOverride } from '../guards/model.ts';
import { ACTIVITY_KINDS, ACT_ROLES, OCCUPANCY_STATES, OCCUPATION_TYPES, PARTY_ROLES, PERIODS, PROCEDURE_STATES, RANKS, STATUSES } from './types.ts';

/** Whole minor units of a currency as text: no digit is lost. */
export const Minor = z.string().regex(/^\d{1,18}$/).meta({ id: 'Minor', description: 'Whole minor units of the currency' });
export const Currency = z.string().regex(/^[A-Z]{3}$/);
/** An amount a person gives: under 10^15 minor units, as every payment is. */
const Amount = z.string().regex(/^\d{1,15}$/);
const text = (max: number) => z.string().trim().min(1).max(max);
const day = z.iso.date();
const months = z.number().int().min(1).max(1200);

/** A part of a unit; 1/1 is the whole. */
export const ShareValue = z.object({ num: z.number().int().min(1).max(1_000_000), den: z.number().int().min(1).max(1_000_000) })
  .refine((s) => s.num <= s.den, { message: 'share_over_whole' });

/** The contract's own clause: every so many months from a day, by hundredths of a percent or by an index the commune enters; one of the two. */
export const Clause = z.strictObject({ every: z.number().int().min(1).max(240), bp: z.number().int().min(1).max(100_000).nullable(), index: z.string().regex(/^[A-Z0-9-]{2,20}$/).nullable(), from: day })
  .refine((c) => (c.bp === null) !== (c.index === null), { path: ['bp'], message: 'one_of_two' });

/** Dues from a day. `to` null lasts until the next term or the end. Amounts and charges are for one period. */
export const Term = z.object({
  id: Id, kind: z.enum(['rent', 'step', 'free', 'revision']), from: day, to: day.nullable(), amountMinor: Minor, chargesMinor: Minor, currency: Currency, period: z.enum(PERIODS),
  /** Day of the month; null: the period's own first day (in advance) or the day after its last (in arrears). `anchor`: a day a period begins on; null: periods of the calendar. */
  dueDay: z.number().int().min(1).max(31).nullable(), dueWhen: z.enum(['advance', 'arrears']), prorata: z.enum(PRORATAS), anchor: day.nullable(),
  indexation: z.string().nullable(), lastRevisedOn: day.nullable(), source: z.enum(['contract', 'import', 'revision', 'indexation']), note: z.string().nullable(), escalation: Clause.nullable(),
}).meta({ id: 'OccupationTerm' });
export type Term = z.output<typeof Term>;
export const TermInput = z.strictObject({
  kind: z.enum(['rent', 'step', 'free']).default('rent'), from: day, to: day.nullable().default(null), amountMinor: Amount, chargesMinor: Amount.default('0'), period: z.enum(PERIODS),
  dueDay: z.number().int().min(1).max(31).nullable().default(null), dueWhen: z.enum(['advance', 'arrears']).default('advance'), prorata: z.enum(PRORATAS).default('actual'),
  anchor: day.nullable().default(null), indexation: text(60).nullable().default(null),
  lastRevisedOn: day.nullable().default(null), note: text(500).nullable().default(null), escalation: Clause.nullable().default(null),
}).meta({ id: 'OccupationTermInput' });
export type TermInput = z.output<typeof TermInput>;

export const OccupationUnit = z.object({
  assetId: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), domainClass: z.enum(DOMAIN_CLASSES).nullable(), share: ShareValue,
  /** Square metres in the contract, in the register (built, else land) and drawn; null is "not known". */
  areaM2: z.number().nullable(), registerM2: z.number().nullable(), drawnM2: z.number().nullable(),
});
/** A party of the right. A natural person is shown by initials (`masked`) to who may not read personal data. */
export const OccupationParty = z.object({ partyId: Id, kind: z.enum(PARTY_KINDS), name: z.string(), nameAr: z.string().nullable(), masked: z.boolean(), role: z.enum(PARTY_ROLES), since: day.nullable(), until: day.nullable(),
  /** Found by its name alone in an import: a person says whether it is the same. */
  doubt: z.boolean() });
export const OccupationAct = z.object({ id: Id, role: z.enum(ACT_ROLES), reference: z.string(), datedOn: day.nullable(), actId: Id.nullable() });

export const Rent = z.object({ amountMinor: Minor, chargesMinor: Minor, currency: Currency, period: z.enum(PERIODS) });
/** A row of the list. `status` is as of the day asked for; `days` are half-open: the end is the first day without. */
export const OccupationRow = z.object({
  id: Id, reference: z.string(), type: z.enum(OCCUPATION_TYPES), rank: z.enum(RANKS), state: z.enum(OCCUPANCY_STATES), status: z.enum(STATUSES), parentId: Id.nullable(),
  activity: z.string().nullable(), activityKind: z.enum(ACTIVITY_KINDS).nullable(), freeOfCharge: z.boolean(), startsOn: day.nullable(), endsOn: day.nullable(), endedOn: day.nullable(),
  heldUntil: day.nullable(), tacitRenewal: z.boolean(), rent: Rent.nullable(), validated: z.boolean(), conflicts: z.number().int(), version: z.number().int(),
  units: z.array(z.object({ assetId: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), share: ShareValue, areaM2: z.number().nullable() })),
  parties: z.array(OccupationParty),
}).meta({ id: 'OccupationRow' });
export type OccupationRow = z.output<typeof OccupationRow>;

const related = z.object({ id: Id, reference: z.string(), type: z.enum(OCCUPATION_TYPES), status: z.enum(STATUSES) });
export const Override = z.object({ guard: z.string(), reason: z.string(), by: z.string().nullable(), at: z.string() });
export const OccupationSheet = OccupationRow.extend({
  units: z.array(OccupationUnit), written: z.boolean().nullable(), service: z.string().nullable(), signedOn: day.nullable(), renewalMonths: z.number().int().nullable(),
  noticeMonths: z.number().int().nullable(), noticeGivenOn: day.nullable(), noticeBy: z.enum(['commune', 'occupant']).nullable(), currency: Currency, depositMinor: Minor.nullable(),
  subletAllowed: z.boolean().nullable(), subletFoundOn: day.nullable(), subletEvidence: z.string().nullable(), reason: z.string().nullable(), project: z.string().nullable(),
  foundOn: day.nullable(), foundBy: z.string().nullable(), evidence: z.string().nullable(), claimableMinor: Minor.nullable(), claimablePeriod: z.enum(PERIODS).nullable(),
  procedureState: z.enum(PROCEDURE_STATES).nullable(), procedureOn: day.nullable(), note: z.string().nullable(), attributes: z.record(z.string(), z.unknown()),
  overrides: z.array(Override), acts: z.array(OccupationAct), terms: z.array(Term), parent: related.nullable(), children: z.array(related), writtenStatus: z.enum(STATUSES),
  batchId: Id.nullable(), createdAt: z.string(), updatedAt: z.string(),
}).meta({ id: 'OccupationSheet' });
export type OccupationSheet = z.output<typeof OccupationSheet>;

const fields = {
  reference: text(120), activity: text(300).nullable(), activityKind: z.enum(ACTIVITY_KINDS).nullable(), freeOfCharge: z.boolean(), written: z.boolean().nullable(), service: text(200).nullable(),
  signedOn: day.nullable(), startsOn: day.nullable(), endsOn: day.nullable(), tacitRenewal: z.boolean(), renewalMonths: months.nullable(), noticeMonths: z.number().int().min(0).max(120).nullable(),
  depositMinor: Amount.nullable(), subletAllowed: z.boolean().nullable(), subletFoundOn: day.nullable(), subletEvidence: text(500).nullable(), reason: text(500).nullable(), project: text(500).nullable(),
  foundOn: day.nullable(), foundBy: text(200).nullable(), evidence: text(1000).nullable(), claimableMinor: Amount.nullable(), claimablePeriod: z.enum(PERIODS).nullable(),
  procedureState: z.enum(PROCEDURE_STATES).nullable(), procedureOn: day.nullable(), note: text(4000).nullable(), parentId: Id.nullable(),
};
export const UnitInput = z.strictObject({ assetId: Id, share: ShareValue.default({ num: 1, den: 1 }), areaM2: z.number().positive().max(1e12).nullable().default(null) });
export const PartyInput = z.strictObject({ partyId: Id, role: z.enum(PARTY_ROLES), since: day.nullable().default(null), until: day.nullable().default(null) });
export const ActInput = z.strictObject({ role: z.enum(ACT_ROLES), reference: text(300), datedOn: day.nullable().default(null), actId: Id.nullable().default(null) });
const lists = { units: z.array(UnitInput).max(500), parties: z.array(PartyInput).max(50), acts: z.array(ActInput).max(50), terms: z.array(TermInput).max(200), overrides: z.array(GuardOverride).max(10) };

/** A new right is a draft; without a reference it gets the next of the commune. */
export const NewOccupation = z.strictObject({
  type: z.enum(OCCUPATION_TYPES), ...z.object(fields).partial().shape, units: lists.units.min(1), parties: lists.parties.default([]), acts: lists.acts.default([]), terms: lists.terms.default([]),
  overrides: lists.overrides.default([]),
}).meta({ id: 'NewOccupation' });
export type NewOccupation = z.output<typeof NewOccupation>;
/** What is given replaces; a list replaces the whole list. */
export const OccupationChange = z.strictObject({ type: z.enum(OCCUPATION_TYPES), ...fields, ...lists }).partial()
  .refine((change) => Object.keys(change).length > 0, { message: 'nothing_to_change' }).meta({ id: 'OccupationChange' });
export type OccupationChange = z.output<typeof OccupationChange>;
/** `on` is the effect's first day: of the notice's end, of the end, of the renewed term's new end (`endsOn`). */
export const StatusChange = z.strictObject({
  to: z.enum(STATUSES), on: day.nullable().default(null), endsOn: day.nullable().optional(), noticeBy: z.enum(['commune', 'occupant']).nullable().default(null), noticeGivenOn: day.nullable().default(null),
  reason: text(1000).nullable().default(null), overrides: z.array(GuardOverride).max(10).default([]),
}).meta({ id: 'OccupationStatusChange' });
export type StatusChange = z.output<typeof StatusChange>;
