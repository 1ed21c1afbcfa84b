import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';

/** Radius of the disc a platform hides a listing in, in metres (Airbnb moves each point by 0 to 150 m). */
export const DEFAULT_UNCERTAINTY_M = 150;
/** A platform's short name: `airbnb`, `booking`… */
export const Platform = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,39}$/);

/** A row of the table. `priceMinor` is in minor units of the commune's currency; null is "not known". `externalId` is text, always. */
export const ListingRow = z.object({
  id: Id, platform: Platform, externalId: z.string(), name: z.string().nullable(), neighbourhood: z.string().nullable(), roomType: z.string().nullable(),
  priceMinor: z.string().nullable(), minimumNights: z.number().int().nullable(), availability365: z.number().int().nullable(), license: z.string().nullable(),
  reviewsOfYear: z.number(), estimatedNights: z.number(), atCap: z.boolean(), gone: z.boolean(), lastSeen: z.iso.date(),
  located: z.boolean(), placed: z.boolean(), lon: z.number().nullable(), lat: z.number().nullable(), uncertaintyM: z.number(),
}).meta({ id: 'ListingRow' });
export type ListingRow = z.output<typeof ListingRow>;

/** What the listing said, unchanged, from one capture to another (`to` null: to the latest). */
export const ListingSpan = z.object({
  from: z.iso.date(), to: z.iso.date().nullable(), name: z.string().nullable(), roomType: z.string().nullable(), priceMinor: z.string().nullable(),
  license: z.string().nullable(), estimatedNights: z.number(),
}).meta({ id: 'ListingSpan' });

/** The part of the listing's disc that lies in a zone, 0 to 1. */
export const ListingShare = z.object({ setId: Id, set: z.string(), zoneId: Id, zone: z.string(), share: z.number() }).meta({ id: 'ListingShare' });

/** A month of a listing: reviews written, nights its latest calendar speaks of and those it offered. Null where no file told. Not free is not booked. */
export const ListingMonth = z.object({ month: z.iso.date(), reviews: z.number().int().nullable(), nights: z.number().int().nullable(), free: z.number().int().nullable() }).meta({ id: 'ListingMonth' });

/** The sheet. Host fields are null for a reader without `personal.read`; the host's number is masked for the others too, until it is asked for. Nights come with the model that made them and its range. */
export const ListingSheet = ListingRow.extend({
  hostId: z.string().nullable(), hostName: z.string().nullable(), hostListings: z.number().int().nullable(), propertyType: z.string().nullable(),
  neighbourhoodGroup: z.string().nullable(), accommodates: z.number().int().nullable(), bedrooms: z.number().nullable(),
  numberOfReviews: z.number().int().nullable(), reviewsPerMonth: z.number().nullable(), lastReview: z.iso.date().nullable(), priceText: z.string().nullable(),
  extra: z.record(z.string(), z.string()), firstSeen: z.iso.date(), zones: z.array(ListingShare), history: z.array(ListingSpan), /** The newest 24. */ months: z.array(ListingMonth),
  nightsLow: z.number(), nightsHigh: z.number(), model: z.object({ name: z.string(), version: z.number().int() }),
}).meta({ id: 'ListingSheet' });
export type ListingSheet = z.output<typeof ListingSheet>;

/** One dated reading of one platform. A second reading of the same day has `take` 2. */
export const Capture = z.object({
  id: Id, platform: Platform, capturedOn: z.iso.date(), take: z.number().int(), batchId: Id, listings: z.number().int(), latest: z.boolean(),
}).meta({ id: 'Capture' });
export type Capture = z.output<typeof Capture>;

/** From one capture to a later one of the same platform. `changed` is the part of `kept` whose content differs. */
export const CaptureComparison = z.object({
  platform: Platform, from: z.iso.date(), to: z.iso.date(), new: z.number().int(), gone: z.number().int(), kept: z.number().int(), changed: z.number().int(),
  page: z.number().int(), size: z.number().int(), rows: z.array(ListingRow),
}).meta({ id: 'CaptureComparison' });
export type CaptureComparison = z.output<typeof CaptureComparison>;

/** A place given by a person stays when a later capture has none. */
export const ListingPlace = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('click'), lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }),
  z.strictObject({ by: z.literal('parcel'), reference: z.string().trim().min(1).max(100) }),
]).meta({ id: 'ListingPlace' });
export type ListingPlace = z.output<typeof ListingPlace>;
