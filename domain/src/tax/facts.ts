import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Quantity } from '../shared/ratio.ts';

const count = z.number().int().min(1).max(1_000_000_000);
const text = z.string().min(1).max(200);

const common = {
  /** The reference by which the line is found again. */
  ref: text,
  /** Where it happened. Only a zone that is certain or confirmed by a person can be taxed by its tariff. */
  zone: z.strictObject({ code: text, certainty: z.enum(['certain', 'confirmed', 'possible']) }).optional(),
  platformKind: text.optional(), population: z.number().int().nonnegative().optional(),
  /** An estimate alone is never taxed, but by office after a formal notice. */
  source: z.enum(['declared', 'reported', 'control', 'estimated', 'office']).default('declared'),
  formalNoticeOn: Day.optional(),
  /** Paid or returned late: whole months gone by, for penalties and interest. */
  lateMonths: z.number().int().min(0).optional(),
};
export const Guests = z.strictObject({ count, age: z.number().int().min(0).max(130).optional(), adult: z.boolean().optional(), nationality: text.optional(), exemption: text.optional() });

/** A stay: nights from `arrival` (included) to `departure` (excluded). Prices are before tax. */
export const Stay = z.strictObject({
  ...common, kind: z.literal('stay'), arrival: Day, departure: Day, contractOn: Day.optional(), class: text.optional(), unit: text.optional(), party: text.optional(),
  guests: z.array(Guests).min(1), rooms: count.default(1),
  price: Quantity.optional(), nightPrice: Quantity.optional(),
}).refine((s) => s.departure > s.arrival, { path: ['departure'], message: 'departure_before_arrival' });
/** Lodging taxed by what it could hold. */
export const Capacity = z.strictObject({ ...common, kind: z.literal('capacity'), day: Day, class: text.optional(), beds: count, nights: z.number().int().min(0) });
export const Turnover = z.strictObject({
  ...common, kind: z.literal('turnover'), day: Day, amount: Quantity, class: text.optional(), goods: text.optional(),
  parts: z.array(z.strictObject({ code: text, amount: Quantity })).default([]),
});
/** Vehicles of one type over `units` of time (6.5 hours, 30 days, 1 year). */
export const Vehicles = z.strictObject({
  ...common, kind: z.literal('vehicles'), day: Day, vehicleType: text, vehicles: count, per: z.enum(['hour', 'day', 'month', 'year']), units: Quantity.default('1'), fleet: count.optional(), first: z.boolean().default(false),
});
export const Trips = z.strictObject({ ...common, kind: z.literal('trips'), day: Day, vehicleType: text.optional(), trips: z.number().int().min(0), km: Quantity.optional() });
export const Deliveries = z.strictObject({ ...common, kind: z.literal('deliveries'), day: Day, goods: text.optional(), deliveries: z.number().int().min(0), orderAmount: Quantity.optional(),
  /** The seller's turnover of the year, for tariffs that spare the small ones (Colorado). */
  turnover: Quantity.optional() });
export const Flat = z.strictObject({ ...common, kind: z.literal('flat'), day: Day, class: text.optional(), first: z.boolean().default(false) });

/** What is known of one taxable event, whoever says it. */
const Shape = z.discriminatedUnion('kind', [Stay, Capacity, Turnover, Vehicles, Trips, Deliveries, Flat]);
export const TaxFact = Shape.meta({ id: 'TaxFact' });
/** The same as it is kept and given back. */
export const StoredFact = Shape.meta({ id: 'StoredTaxFact' });
export type TaxFact = z.output<typeof TaxFact>;
export type StayFact = z.output<typeof Stay>;
export type GuestGroup = z.output<typeof Guests>;
/** The day a fact falls on, before the rule says otherwise. */
export const dayOf = (fact: TaxFact): string => (fact.kind === 'stay' ? fact.arrival : fact.day);
