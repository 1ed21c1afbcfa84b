import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { SignedMinor } from '../shared/money.ts';
import { Guests } from '../tax/facts.ts';

/** What happened: one stay; lodging summed over a period; vehicles on the ground; trips; deliveries; money taken (goods, services, hire). */
export const FACT_KINDS = ['stay', 'lodging', 'vehicles', 'trips', 'deliveries', 'turnover'] as const;
export type FactKind = (typeof FACT_KINDS)[number];
/** Who says it: the one who owes, the platform, or a count made by others. The three are never added to each other. */
export const FACT_SOURCES = ['declared', 'reported', 'observed'] as const;
export type FactSource = (typeof FACT_SOURCES)[number];
/** `held` waits for a person; `withdrawn` was taken back by its author. Only `counted` facts enter a sum. */
export const FACT_STATES = ['counted', 'held', 'withdrawn'] as const;
export const PER = ['hour', 'day', 'month', 'year'] as const;
export const PLACE_FROM = ['declared', 'reported', 'registration', 'address', 'listing', 'visit'] as const;
/** How the zone of a fact is known: stated by its author, read from an exact place, from a disc, or not at all. */
export const ZONE_EVIDENCE = ['stated', 'place', 'disc', 'none'] as const;

/** The zone of a fact in one set. Only `certain` may be taxed by the zone's tariff; `share` is the part of the disc. */
export const FactZone = z.object({ zoneId: Id, zone: z.string(), certainty: z.enum(['certain', 'possible']), share: z.number(), evidence: z.enum(ZONE_EVIDENCE) }).meta({ id: 'FactZone' });
export type FactZone = z.output<typeof FactZone>;

const count = z.number().int().min(0).max(1_000_000_000);
const text = (max: number) => z.string().trim().min(1).max(max);

/** The quantities of a fact in the domain's terms; null is "not known", never zero. Money is in minor units of `currency`, before tax. */
export const FactQuantities = z.object({
  nights: count.nullable(), guests: count.nullable(), rooms: count.nullable(), guestGroups: z.array(Guests).max(200), contractOn: Day.nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/).nullable(), priceMinor: SignedMinor.nullable(), feesMinor: SignedMinor.nullable(), taxMinor: SignedMinor.nullable(),
  vehicles: count.nullable(), per: z.enum(PER).nullable(), fleet: count.nullable(), trips: count.nullable(), riders: count.nullable(), km: z.string().nullable(),
  deliveries: count.nullable(), activities: count.nullable(),
});
export const NO_QUANTITIES: z.output<typeof FactQuantities> = {
  nights: null, guests: null, rooms: null, guestGroups: [], contractOn: null, currency: null, priceMinor: null, feesMinor: null, taxMinor: null,
  vehicles: null, per: null, fleet: null, trips: null, riders: null, km: null, deliveries: null, activities: null,
};

/** A fact as tax runs read it. The period is half-open. `zone` is the one of the set asked for, null where the place says nothing. */
export const ActivityFact = FactQuantities.extend({
  id: Id, kind: z.enum(FACT_KINDS), source: z.enum(FACT_SOURCES), state: z.enum(FACT_STATES), origin: z.string(), key: z.string(), batchId: Id.nullable(), version: z.number().int(),
  from: Day, to: Day, hour: z.number().int().nullable(), platform: z.string().nullable(), unitId: Id.nullable(), taxpayerId: Id.nullable(), operatorId: Id.nullable(),
  lodgingClass: z.string().nullable(), vehicleType: z.string().nullable(), goods: z.string().nullable(),
  /** `all`, or the part of the public a report speaks of: parts are never added to the whole. */
  population: z.string(), redacted: z.boolean(), zone: FactZone.nullable(), detail: z.record(z.string(), z.unknown()),
}).meta({ id: 'ActivityFact' });
export type ActivityFact = z.output<typeof ActivityFact>;

/** A fact to be written. `origin` and `key` name it for its author: the same pair again replaces it. */
export const NewFact = FactQuantities.partial().extend({
  kind: z.enum(FACT_KINDS), source: z.enum(FACT_SOURCES), state: z.enum(FACT_STATES).default('counted'), origin: text(60), key: text(400), documentRef: text(300).nullish(),
  from: Day, to: Day, hour: z.number().int().min(0).max(23).nullish(), platform: text(60).nullish(), unitId: Id.nullish(), taxpayerId: Id.nullish(), operatorId: Id.nullish(),
  zoneLabel: text(200).nullish(), geography: text(200).nullish(), lon: z.number().min(-180).max(180).nullish(), lat: z.number().min(-90).max(90).nullish(), uncertaintyM: z.number().min(0).nullish(),
  lodgingClass: text(100).nullish(), vehicleType: text(100).nullish(), goods: text(100).nullish(), population: text(60).default('all'), redacted: z.boolean().default(false),
  detail: z.record(z.string(), z.unknown()).default({}),
}).refine((f) => f.to > f.from, { path: ['to'], message: 'ends_before_it_begins' });
export type NewFact = z.input<typeof NewFact>;

/** Where lodging happens, as facts name it. The place is exact only from a declaration, a registration, a report or a visit. */
export const ActivityUnit = z.object({
  id: Id, name: z.string().nullable(), platform: z.string().nullable(), externalId: z.string().nullable(), url: z.string().nullable(), address: z.string().nullable(),
  postCode: z.string().nullable(), city: z.string().nullable(), registration: z.string().nullable(), landRegistration: z.string().nullable(), lodgingClass: z.string().nullable(),
  capacity: z.number().int().nullable(), rooms: z.number().int().nullable(), lon: z.number().nullable(), lat: z.number().nullable(), uncertaintyM: z.number().nullable(),
  placeFrom: z.enum(PLACE_FROM).nullable(), hostId: Id.nullable(), listingId: Id.nullable(),
}).meta({ id: 'ActivityUnit' });
export type ActivityUnit = z.output<typeof ActivityUnit>;
