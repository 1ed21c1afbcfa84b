import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { Bounds, Geometry } from '../shared/geo.ts';
import { ListingRow } from '../listings/model.ts';

/** A disc this much inside a zone is certain: the rest is the noise of real numbers. */
export const CERTAIN_SHARE = 0.999;

export const ZoneSet = z.object({
  id: Id, name: z.string(), labelField: z.string(), validFrom: z.iso.date().nullable(), zones: z.number().int(), repaired: z.number().int(), bounds: Bounds.nullable(),
}).meta({ id: 'ZoneSet' });
export type ZoneSet = z.output<typeof ZoneSet>;

/** What names a set and its zones; `label` and `labelAr` are fields of the file. */
export const NewZoneSet = z.object({
  set: z.string().trim().min(1).max(200), label: z.string().trim().min(1).max(200), labelAr: z.string().trim().min(1).max(200).optional(), validFrom: z.iso.date().optional(),
}).meta({ id: 'NewZoneSet' });

/** `parts` is the number of polygons of the zone; area is geodesic. Geometry comes when asked for. */
export const Zone = z.object({
  id: Id, setId: Id, label: z.string(), labelAr: z.string().nullable(), areaM2: z.number(), parts: z.number().int(), bounds: Bounds, geometry: Geometry.optional(),
}).meta({ id: 'Zone' });
export type Zone = z.output<typeof Zone>;

/**
 * The report of a set: `certain` discs lie wholly in the zone, `possible` ones in part, `expected` is the sum of the shares; nights are weighted
 * by share and rounded once. `outside` is the expected number outside every zone and `unlocated` those without a place, so that
 * expected + outside + unlocated = listings where zones do not overlap.
 */
export const ZoneReport = z.object({
  totals: z.object({ listings: z.number().int(), active: z.number().int(), estimated_nights: z.number().int(), at_cap: z.number().int(), ambiguous: z.number().int() }),
  zones: z.array(z.object({ zone: z.string(), certain: z.number().int(), possible: z.number().int(), expected: z.number(), estimated_nights: z.number().int() })),
  outside: z.number(), unlocated: z.number().int(),
}).meta({ id: 'ZoneReport' });
export type ZoneReport = z.output<typeof ZoneReport>;

const Ring = z.array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])).min(4).max(20_000);
export const AskedPolygon = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1).max(500) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1).max(500)).min(1).max(500) }),
]);
/** A question: a zone drawn on the map, or a stored one by its id. */
export const ZoneQuestion = z.union([z.strictObject({ polygon: AskedPolygon }), z.strictObject({ zone: Id })]).meta({ id: 'ZoneQuestion' });

export const ZoneAnswer = z.object({
  certain: z.number().int(), possible: z.number().int(), expected: z.number(), active_expected: z.number(), estimated_nights: z.number().int(),
  nights_range: z.object({ low: z.number().int(), high: z.number().int() }), area_m2: z.number(), model: z.object({ name: z.string(), version: z.number().int() }),
  listings: z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), rows: z.array(ListingRow.extend({ share: z.number() })) }),
}).meta({ id: 'ZoneAnswer' });
export type ZoneAnswer = z.output<typeof ZoneAnswer>;
