import { z } from 'zod';
import { Id, Page } from '../shared/endpoint.ts';
import { ByPerson } from '../history/model.ts';
import { NIGHTS_RULES } from './groups.ts';
import { PAIR_CLASSES, PAIR_REASONS } from './score.ts';

export const PAIR_STATES = ['open', 'later', 'decided'] as const;
/** One side of a pair as the list shows it; host fields are null for a reader without `personal.read`. Nights are an estimate. */
export const PairSide = z.object({
  id: Id, platform: z.string(), externalId: z.string(), title: z.string().nullable(), hostName: z.string().nullable(), hostListings: z.number().int().nullable(), roomType: z.string().nullable(),
  accommodates: z.number().int().nullable(), bedrooms: z.number().nullable(), priceMinor: z.string().nullable(), licence: z.string().nullable(), neighbourhood: z.string().nullable(),
  estimatedNights: z.number(), gone: z.boolean(), lon: z.number().nullable(), lat: z.number().nullable(), uncertaintyM: z.number(), dwellingId: Id.nullable(),
}).meta({ id: 'PairSide' });
export type PairSide = z.output<typeof PairSide>;
/** `weight` in decibans is what the reasons add up to; `score` is the probability it stands for, in per cent. `detail` of the host is masked like the name. */
export const PairRow = z.object({
  id: Id, score: z.number().int(), weight: z.number(), class: z.enum(PAIR_CLASSES), distanceM: z.number(), model: z.number().int(), reasons: z.array(z.object({ reason: z.enum(PAIR_REASONS), weight: z.number(), detail: z.string().nullable() })),
  state: z.enum(PAIR_STATES), verdict: z.enum(PAIR_CLASSES).nullable(), low: PairSide, high: PairSide, decidedBy: ByPerson, decidedAt: z.iso.datetime().nullable(), note: z.string().nullable(),
}).meta({ id: 'PairRow' });
export type PairRow = z.output<typeof PairRow>;
export const PairQuery = Page.extend({ state: z.enum(PAIR_STATES).default('open'), class: z.enum(PAIR_CLASSES).optional(), listing: Id.optional() });
export type PairQuery = z.output<typeof PairQuery>;
/** `captured` is the day of the newest capture; `searchedAt` when pairs were last looked for. */
export const PairPage = z.object({
  total: z.number().int(), page: z.number().int(), size: z.number().int(), open: z.number().int(), later: z.number().int(), decided: z.number().int(), dwellings: z.number().int(), searchedAt: z.iso.datetime().nullable(), rows: z.array(PairRow),
}).meta({ id: 'PairPage' });
export type PairPage = z.output<typeof PairPage>;
/** `open` takes a decision back, `later` puts a pair aside. */
export const PairDecision = z.strictObject({ ids: z.array(Id).min(1).max(200), verdict: z.enum([...PAIR_CLASSES, 'later', 'open']), note: z.string().trim().max(2000).optional() }).meta({ id: 'PairDecision' });
export type PairDecision = z.output<typeof PairDecision>;

/** A dwelling: the listings decisions brought together. `nights` is null until a person says how they are counted. */
export const Dwelling = z.object({
  id: Id, version: z.number().int(), listings: z.array(PairSide), nightsRule: z.enum(NIGHTS_RULES).nullable(), nightsListing: Id.nullable(), nights: z.number().nullable(), nightsBy: ByPerson, nightsAt: z.iso.datetime().nullable(), nightsNote: z.string().nullable(),
}).meta({ id: 'Dwelling' });
export type Dwelling = z.output<typeof Dwelling>;
export const NightsDecision = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('one'), listing: Id, version: z.number().int(), note: z.string().trim().max(2000).optional() }),
  z.strictObject({ rule: z.enum(['sum', 'most']), version: z.number().int(), note: z.string().trim().max(2000).optional() }),
]).meta({ id: 'NightsDecision' });
export type NightsDecision = z.output<typeof NightsDecision>;
