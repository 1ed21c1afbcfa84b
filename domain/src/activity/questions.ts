import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';
import { SignedMinor } from '../shared/money.ts';
import { Platform } from '../listings/model.ts';
import { AskedPolygon } from '../zones/model.ts';

export const HOST_SIZES = ['one', 'few', 'many'] as const;
/** How many listings a host has: 1, 2 to 4, 5 and more. */
export type HostSize = (typeof HOST_SIZES)[number];
export const hostSizeOf = (listings: number): HostSize => (listings <= 1 ? 'one' : listings < 5 ? 'few' : 'many');

const filters = {
  /**
   * The day looked at; listings as each platform's latest capture until then told them, facts of the twelve months before. Today when absent. A class is known of lodgings
   * that a fact names: with one, listings are those tied to such a lodging. Vehicles, trips and deliveries follow the platform alone.
   */
  on: Day.optional(), platform: Platform.optional(), roomType: z.string().max(100).optional(), lodgingClass: z.string().max(100).optional(), hosts: z.enum(HOST_SIZES).optional(),
};
/** A set (by its id), one stored zone, a drawn one, or the whole commune. */
export const ActivityPlace = z.union([z.strictObject({ set: Id }), z.strictObject({ zone: Id }), z.strictObject({ polygon: AskedPolygon }), z.strictObject({ everywhere: z.literal(true) })]);
export const ActivityQuestion = z.strictObject({ place: ActivityPlace, ...filters }).meta({ id: 'ActivityQuestion' });
export type ActivityQuestion = z.output<typeof ActivityQuestion>;

const figure = z.object({ certain: z.number().int(), possible: z.number().int(), expected: z.number() });
/**
 * What happens in one place. Listings are discs: certain, possible, expected. Estimates carry their range; nights declared and reported are those of facts whose
 * place lies in the zone. Vehicles and stations are counted in each system's latest snapshot until the day, trips by their cells over the
 * twelve months before it; what operators state of both stands apart and is never added to the counts.
 */
export const ActivityAnswerRow = z.object({
  zoneId: Id.nullable(), label: z.string(), listings: figure, active: z.number(), nights: z.number().int(), nightsLow: z.number().int(), nightsHigh: z.number().int(), revenueMinor: SignedMinor,
  declaredNights: z.number().int(), reportedNights: z.number().int(), vehicles: z.number().int(), declaredVehicles: z.number().int(), stations: z.number().int(), trips: figure, statedTrips: z.number().int(), deliveries: z.number().int(),
}).meta({ id: 'ActivityAnswerRow' });
export type ActivityAnswerRow = z.output<typeof ActivityAnswerRow>;
export const ActivityAnswer = z.object({ on: Day, from: Day, model: z.object({ name: z.string(), version: z.number().int(), parameters: z.record(z.string(), z.number()) }), rows: z.array(ActivityAnswerRow), captures: z.array(z.object({ platform: Platform, on: Day })) }).meta({ id: 'ActivityAnswer' });
export type ActivityAnswer = z.output<typeof ActivityAnswer>;
/** What a question may be narrowed to: platforms of captures and facts, kinds as listings name them, classes as facts name them. */
export const ActivityChoices = z.object({ platforms: z.array(Platform), roomTypes: z.array(z.string()), lodgingClasses: z.array(z.string()) }).meta({ id: 'ActivityChoices' });
export type ActivityChoices = z.output<typeof ActivityChoices>;

/** Hexagons of the H3 grid: resolution 7 about 5 km², 8 about 0.7 km², 9 about 0.1 km². */
export const DensityQuestion = z.strictObject({ resolution: z.number().int().min(6).max(9).default(8), ...filters }).meta({ id: 'DensityQuestion' });
export type DensityQuestion = z.output<typeof DensityQuestion>;
export const Density = z.object({ resolution: z.number().int(), cells: z.array(z.object({ cell: z.string(), listings: z.number().int(), nights: z.number().int(), vehicles: z.number().int(), ring: z.array(z.tuple([z.number(), z.number()])) })) }).meta({ id: 'ActivityDensity' });

/** Three figures of one unit and period that are never added to each other; null is "nobody says". */
export const FigureRow = z.object({
  unitId: Id.nullable(), listingId: Id.nullable(), label: z.string(), platform: z.string().nullable(), registration: z.string().nullable(), hostId: Id.nullable(), host: z.string().nullable(),
  declaredNights: z.number().int().nullable(), reportedNights: z.number().int().nullable(), estimatedNights: z.number().int().nullable(), estimatedLow: z.number().int().nullable(), estimatedHigh: z.number().int().nullable(),
  declaredMinor: SignedMinor.nullable(), reportedMinor: SignedMinor.nullable(), estimatedMinor: SignedMinor.nullable(),
  /** Nights that what is reported (or else the low estimate) has over what is declared; from which of the two. */
  gapNights: z.number().int(), gapFrom: z.enum(['reported', 'estimated', 'none']), /** Turnover those nights stand for: a reason to ask, never a base. */ expectedMinor: SignedMinor.nullable(),
}).meta({ id: 'ActivityFigureRow' });
export type FigureRow = z.output<typeof FigureRow>;
export const FIGURE_SORTS = ['expected', 'gap', 'label'] as const;
export const Figures = z.object({
  from: Day, to: Day, model: ActivityAnswer.shape.model, total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(FigureRow),
  sums: z.object({ units: z.number().int(), declared: z.number().int(), reported: z.number().int(), withGap: z.number().int(), gapNights: z.number().int(), expectedMinor: SignedMinor, otherCurrencies: z.number().int() }),
}).meta({ id: 'ActivityFigures' });
export type Figures = z.output<typeof Figures>;

export const FollowUp = z.object({
  timeline: z.array(z.object({ platform: Platform, on: Day, take: z.number().int(), listings: z.number().int(), new: z.number().int(), gone: z.number().int(), kept: z.number().int() })),
  concentration: z.object({ hosts: z.number().int(), listings: z.number().int(), bySize: z.array(z.object({ size: z.enum(HOST_SIZES), hosts: z.number().int(), listings: z.number().int() })), topTen: z.number(), /** Herfindahl-Hirschman, 0 to 10 000. */ hhi: z.number().int(), entireHomes: z.number().int() }),
  compliance: z.object({ active: z.number().int(), withNumber: z.number().int(), exempt: z.number().int(), withDeclaration: z.number().int() }),
}).meta({ id: 'ActivityFollowUp' });
export type FollowUp = z.output<typeof FollowUp>;

/** Before and after a day, in zones a rule touches and in others it does not. */
export const BeforeAfterQuestion = z.strictObject({ day: Day, until: Day.optional(), zones: z.array(Id).min(1).max(200), comparison: z.array(Id).min(1).max(200), platform: Platform.optional() })
  .refine((q) => !q.zones.some((z1) => q.comparison.includes(z1)), { path: ['comparison'], message: 'zone_on_both_sides' }).meta({ id: 'BeforeAfterQuestion' });
export type BeforeAfterQuestion = z.output<typeof BeforeAfterQuestion>;
const side = z.object({ listings: z.number(), active: z.number(), entireHomes: z.number(), nights: z.number().int() });
export const BeforeAfter = z.object({
  before: Day.nullable(), after: Day.nullable(), zones: z.object({ before: side, after: side }), comparison: z.object({ before: side, after: side }),
  /** Growth in the zones less growth in the comparison, in points of percentage; null where there was nothing before. */
  effect: z.object({ listings: z.number().nullable(), active: z.number().nullable(), entireHomes: z.number().nullable(), nights: z.number().nullable() }),
}).meta({ id: 'ActivityBeforeAfter' });
export type BeforeAfter = z.output<typeof BeforeAfter>;

/** Growth of one side less that of the other, in points with one decimal. */
export function effectOf(zones: { before: number; after: number }, comparison: { before: number; after: number }): number | null {
  if (zones.before === 0 || comparison.before === 0) return null;
  return Math.round((zones.after / zones.before - comparison.after / comparison.before) * 1000) / 10;
}
/** Counts under this are not published, and others are published by steps of it. */
export const OPEN_STEP = 5;
/** A count as it may be published: null where too few stand behind it; else by steps, so that one more or less is not seen by comparing two publications. */
export const openCount = (n: number): number | null => (n < OPEN_STEP ? null : Math.floor(n / OPEN_STEP) * OPEN_STEP);

/** A document that waits for a person, as its author sent it. */
export const HeldDocument = z.object({ batchId: Id, origin: z.string(), document: z.string().nullable(), facts: z.number().int(), from: Day, to: Day, sourceName: z.string(), reason: z.enum(['orphan', 'came_before']) }).meta({ id: 'HeldDocument' });
