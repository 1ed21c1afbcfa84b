import { z } from 'zod';
import { PER } from '../activity/model.ts';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { Quantity } from '../shared/ratio.ts';
import { Guests } from '../tax/facts.ts';

/** What a line of a return tells. `nights`: person-nights summed over the period, by nationality and age; `stay`: one stay. */
export const LINE_KINDS = ['nights', 'stay', 'vehicles', 'trips', 'deliveries', 'turnover'] as const;
export type LineKind = (typeof LINE_KINDS)[number];
/** A draft may change. What is filed never does: a correction is a new version that names the one it replaces, which is then `superseded`; undoing a file takes its returns out (`withdrawn`). */
export const DECLARATION_STATES = ['draft', 'filed', 'superseded', 'withdrawn'] as const;
export type DeclarationState = (typeof DECLARATION_STATES)[number];
/** Who sent it: an officer at the desk, the declarant herself, a file. */
export const CHANNELS = ['officer', 'declarant', 'file'] as const;

const count = z.number().int().min(0).max(1_000_000_000);
const word = z.string().trim().min(1).max(100);
/** Where: a known lodging of the taxpayer, or the zone she names. Money is before tax, a decimal of the commune's currency. */
const place = { unitId: Id.optional(), zone: z.string().trim().min(1).max(200).optional() };
const Group = Guests.extend({ count: z.number().int().min(1).max(1_000_000_000) });

const Nights = z.strictObject({ kind: z.literal('nights'), ...place, class: word.optional(), /** Person-nights of each group. */ groups: z.array(Group).min(1).max(100), /** Rooms let, night by night: what a tariff by room counts. */ roomNights: count.optional(), price: Quantity.optional() });
const StayLine = z.strictObject({
  kind: z.literal('stay'), ...place, class: word.optional(), platform: word.optional(), arrival: Day, departure: Day, contractOn: Day.optional(), groups: z.array(Group).min(1).max(100), rooms: z.number().int().min(1).max(10_000).optional(), price: Quantity.optional(),
}).refine((s) => s.departure > s.arrival, { path: ['departure'], message: 'departure_before_arrival' });
const Vehicles = z.strictObject({ kind: z.literal('vehicles'), ...place, vehicleType: word, vehicles: count, per: z.enum(PER), fleet: count.optional() });
const Trips = z.strictObject({ kind: z.literal('trips'), ...place, vehicleType: word.optional(), trips: count, km: Quantity.optional() });
const Deliveries = z.strictObject({ kind: z.literal('deliveries'), ...place, goods: word.optional(), deliveries: count, /** The least amount of the orders counted, for tariffs with a threshold. */ orderAmount: Quantity.optional() });
const TurnoverLine = z.strictObject({ kind: z.literal('turnover'), ...place, class: word.optional(), goods: word.optional(), amount: Quantity });
export const DeclarationLine = z.discriminatedUnion('kind', [Nights, StayLine, Vehicles, Trips, Deliveries, TurnoverLine]);
export type DeclarationLine = z.output<typeof DeclarationLine>;

export const TaxCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,99}$/);
/** What is declared: a tax over a period, with lines or as nothing (a zero return). */
const content = { tax: TaxCode, from: Day, /** The first day after the period. */ to: Day, zero: z.boolean().default(false), lines: z.array(DeclarationLine).max(2000).default([]), note: z.string().trim().min(1).max(1000).nullable().default(null) };
const ends = (b: { from: string; to: string }): boolean => b.to > b.from;
/** Nothing and something are told apart by the one who declares, never by an empty list. */
const said = (b: { zero: boolean; lines: readonly unknown[] }): boolean => b.zero === (b.lines.length === 0);
const ENDS = { path: ['to'], message: 'ends_before_it_begins' }, SAID = { path: ['zero'], message: 'lines_or_zero' };
export const OwnDeclaration = z.strictObject(content).refine(ends, ENDS).refine(said, SAID).meta({ id: 'OwnDeclaration' });
export type OwnDeclaration = z.output<typeof OwnDeclaration>;
export const NewDeclaration = z.strictObject({ partyId: Id, ...content, /** Kept to be finished; it tells nothing yet. */ draft: z.boolean().default(false) }).refine(ends, ENDS).refine((b) => b.draft || said(b), SAID).meta({ id: 'NewDeclaration' });
export type NewDeclaration = z.output<typeof NewDeclaration>;
export const Correction = z.strictObject({ zero: content.zero, lines: content.lines, note: content.note, reason: z.string().trim().min(3).max(1000) }).refine(said, SAID).meta({ id: 'DeclarationCorrection' });
export type Correction = z.output<typeof Correction>;

export const DeclarationRow = z.object({
  id: Id, /** DEC-2026-00012, given at the first filing and kept by its corrections. */ number: z.string().nullable(), version: z.number().int(), replacesId: Id.nullable(), replacedById: Id.nullable(),
  partyId: Id, party: z.string().nullable(), tax: z.string(), from: Day, to: Day, state: z.enum(DECLARATION_STATES), zero: z.boolean(), lineCount: z.number().int(), currency: z.string(),
  channel: z.enum(CHANNELS), filedOn: Day.nullable(), filedAt: z.string().nullable(), filedBy: z.string().nullable(), dueOn: Day.nullable(), late: z.boolean(), hash: z.string().nullable(), batchId: Id.nullable(), revision: z.number().int(),
}).meta({ id: 'DeclarationRow' });
export type DeclarationRow = z.output<typeof DeclarationRow>;
export const Declaration = DeclarationRow.extend({
  lines: z.array(DeclarationLine), note: z.string().nullable(), reason: z.string().nullable(), versions: z.array(z.object({ id: Id, version: z.number().int(), state: z.enum(DECLARATION_STATES), filedOn: Day.nullable(), hash: z.string().nullable() })),
  /** The period was assessed and issued already: what changes is owed or given back by a supplementary or cancelling run alone. */
  assessed: z.boolean(),
}).meta({ id: 'Declaration' });
export type Declaration = z.output<typeof Declaration>;

/** What a form asks for a tax, read from its rules in force: nothing of a country is written in a screen. */
export const TaxForm = z.object({
  tax: z.string(), label: z.object({ fr: z.string(), ar: z.string().optional(), en: z.string().optional() }).nullable(), currency: z.string(), returnPeriod: z.enum(['month', 'quarter', 'semester', 'year', 'none']), dueDay: z.number().int().nullable(),
  kinds: z.array(z.enum(LINE_KINDS)), classes: z.array(z.string()), nationalities: z.array(z.string()), vehicleTypes: z.array(z.string()), goods: z.array(z.string()), exemptions: z.array(z.string()), zones: z.array(z.string()),
  pers: z.array(z.enum(PER)), ageMin: z.number().int().nullable(), price: z.boolean(), rooms: z.boolean(),
}).meta({ id: 'TaxForm' });
export type TaxForm = z.output<typeof TaxForm>;
export const KnownUnit = z.object({ id: Id, name: z.string(), class: z.string().nullable() }).meta({ id: 'DeclaredUnit' });

/** Why somebody is expected to declare: put down by an officer, declared before, seen as operator or host, or holds a registration. */
export const EXPECTED_BY = ['enrolled', 'former', 'activity', 'registration'] as const;
/** A return that should be there and is not. `partyId` is null for a registration whose holder is no party yet. */
export const MissingReturn = z.object({ partyId: Id.nullable(), party: z.string().nullable(), tax: z.string(), from: Day, to: Day, /** Null where the rules say no day. */ dueOn: Day.nullable(), daysLate: z.number().int(), why: z.array(z.enum(EXPECTED_BY)), declarant: z.boolean() }).meta({ id: 'MissingReturn' });
export type MissingReturn = z.output<typeof MissingReturn>;
/** What one declarant has to declare, done or not. */
export const Obligation = z.object({ tax: z.string(), from: Day, to: Day, dueOn: Day.nullable(), late: z.boolean(), declarationId: Id.nullable(), /** The period is not over yet. */ open: z.boolean() }).meta({ id: 'Obligation' });
export type Obligation = z.output<typeof Obligation>;

/** A host's or operator's own account: a realm apart from staff. Her address is personal data. */
export const DeclarantAccount = z.object({ id: Id, partyId: Id, party: z.string().nullable(), email: z.string().nullable(), disabled: z.boolean(), createdAt: z.string(), lastSeenAt: z.string().nullable() }).meta({ id: 'DeclarantAccount' });
export type DeclarantAccount = z.output<typeof DeclarantAccount>;
