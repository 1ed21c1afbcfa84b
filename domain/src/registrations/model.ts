import { z } from 'zod';
import { Id, Page } from '../shared/endpoint.ts';
import { ByPerson } from '../history/model.ts';
import { LIST_COLUMNS } from './list.ts';
import { CAP_STATES, VERDICTS } from './verdict.ts';

/** One registration. `holder` is null for a reader without `personal.read`. `uses` counts present listings that show the number. */
export const Registration = z.object({
  id: Id, number: z.string(), holder: z.string().nullable(), address: z.string().nullable(), capacity: z.number().int().nullable(), nightCap: z.number().int().nullable(), validFrom: z.iso.date().nullable(), validTo: z.iso.date().nullable(),
  lon: z.number().nullable(), lat: z.number().nullable(), source: z.string(), addedBy: ByPerson, addedAt: z.iso.datetime(), uses: z.number().int(),
}).meta({ id: 'Registration' });
export type Registration = z.output<typeof Registration>;

export const CheckedListing = z.object({
  listing: z.object({ id: Id, platform: z.string(), externalId: z.string(), title: z.string().nullable(), roomType: z.string().nullable(), licence: z.string().nullable(), accommodates: z.number().int().nullable(), estimatedNights: z.number(), neighbourhood: z.string().nullable(), lon: z.number().nullable(), lat: z.number().nullable() }),
  verdict: z.enum(VERDICTS), also: z.array(z.enum(VERDICTS)), facts: z.record(z.string(), z.union([z.string(), z.number()])), registration: Registration.nullable(),
  /** Places the number's listings need at least; over one is a lead. */ addresses: z.number().int(), checkedAt: z.iso.datetime(),
}).meta({ id: 'CheckedListing' });
export type CheckedListing = z.output<typeof CheckedListing>;
export const CheckQuery = Page.extend({ verdict: z.enum(VERDICTS).optional(), several: z.enum(['yes']).optional(), platform: z.string().max(40).optional(), /** A number, or a listing's: a name has no place in an address. */ q: z.string().trim().max(100).regex(/\d/, 'a_number').optional() });
export type CheckQuery = z.output<typeof CheckQuery>;
export const CheckPage = z.object({
  total: z.number().int(), page: z.number().int(), size: z.number().int(), checkedAt: z.iso.datetime().nullable(), counts: z.array(z.object({ verdict: z.enum(VERDICTS), count: z.number().int() })), /** Listings whose number needs several places. */ several: z.number().int(), registrations: z.number().int(),
  rows: z.array(CheckedListing),
}).meta({ id: 'CheckPage' });
export type CheckPage = z.output<typeof CheckPage>;

const rulesShown = z.object({ masks: z.array(z.string()), exempt: z.array(z.string()), nightCap: z.number().int().nullable(), accuracyM: z.number().int() });
export const RulesSheet = z.object({ rules: rulesShown, version: z.number().int(), updatedBy: ByPerson, updatedAt: z.iso.datetime().nullable() }).meta({ id: 'RegistrationRulesSheet' });
export type RulesSheet = z.output<typeof RulesSheet>;
export const ListPasted = z.strictObject({ text: z.string().min(1).max(5_000_000), source: z.string().trim().min(1).max(200), /** What the list no longer has leaves. */ replace: z.boolean().default(false), dryRun: z.boolean().default(false) }).meta({ id: 'RegistrationsPasted' });
export const ListOutcome = z.object({
  rows: z.number().int(), inserted: z.number().int(), updated: z.number().int(), unchanged: z.number().int(), removed: z.number().int(), refused: z.number().int(),
  refusals: z.array(z.object({ row: z.number().int(), column: z.enum(LIST_COLUMNS).nullable(), code: z.string(), value: z.string(), message: z.string(), remedy: z.string() })),
}).meta({ id: 'RegistrationsOutcome' });
export type ListOutcome = z.output<typeof ListOutcome>;

/** Nights of a year under one number against its cap. `declared` null: nothing was declared. Estimated nights only warn. */
export const CapRow = z.object({
  number: z.string(), cap: z.number().int(), declared: z.number().nullable(), reported: z.number().nullable(), estimated: z.number().nullable(), state: z.enum(CAP_STATES), listings: z.array(z.object({ id: Id, platform: z.string(), externalId: z.string(), title: z.string().nullable() })),
}).meta({ id: 'NightCapRow' });
export type CapRow = z.output<typeof CapRow>;
