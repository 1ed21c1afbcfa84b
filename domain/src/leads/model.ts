import { z } from 'zod';
import { Id, Page } from '../shared/endpoint.ts';
import { Geometry } from '../shared/geo.ts';
import { PairRow, Dwelling } from '../dwellings/model.ts';
import { ByPerson } from '../history/model.ts';
import { OCCUPANCY_STATES, OCCUPATION_TYPES } from '../occupations/types.ts';
import { CheckedListing } from '../registrations/model.ts';
import { LEAD_KINDS, LEAD_REASONS } from './score.ts';

export const LEAD_STATES = ['open', 'later', 'confirmed', 'rejected'] as const;
export const LeadAssetShown = z.object({
  id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), level: z.string().nullable(), useLabel: z.string().nullable(), address: z.string().nullable(), domainClass: z.string().nullable(), areaM2: z.number().nullable(), state: z.enum(OCCUPANCY_STATES).nullable(),
  /** What it stands in, uppermost; null when it stands alone. */ siteName: z.string().nullable(), siteNameAr: z.string().nullable(),
  /** Its own place, else that of what it stands in. */ lon: z.number().nullable(), lat: z.number().nullable(),
});
export const LeadListingShown = z.object({
  id: Id, platform: z.string(), externalId: z.string(), title: z.string().nullable(), hostName: z.string().nullable(), roomType: z.string().nullable(), accommodates: z.number().int().nullable(), bedrooms: z.number().nullable(), priceMinor: z.string().nullable(), minimumNights: z.number().int().nullable(),
  reviewsOfYear: z.number(), estimatedNights: z.number(), nightsLow: z.number(), nightsHigh: z.number(), license: z.string().nullable(), neighbourhood: z.string().nullable(), gone: z.boolean(), lon: z.number().nullable(), lat: z.number().nullable(), uncertaintyM: z.number(),
});
/** `weight` in decibans is what the reasons add up to; `score` the probability it stands for, in per cent. Names are null for a reader without `personal.read`. */
export const Lead = z.object({
  id: Id, kind: z.enum(LEAD_KINDS), score: z.number().int(), weight: z.number(), share: z.number(), rivals: z.number().int(), model: z.number().int(), state: z.enum(LEAD_STATES),
  reasons: z.array(z.object({ reason: z.enum(LEAD_REASONS), weight: z.number(), register: z.string().nullable(), listing: z.string().nullable() })),
  asset: LeadAssetShown, listing: LeadListingShown, occupation: z.object({ id: Id, reference: z.string(), type: z.enum(OCCUPATION_TYPES) }).nullable(),
  foundAt: z.iso.datetime(), decidedBy: ByPerson, decidedAt: z.iso.datetime().nullable(), note: z.string().nullable(),
}).meta({ id: 'Lead' });
export type Lead = z.output<typeof Lead>;
export const LeadQuery = Page.extend({ state: z.enum(LEAD_STATES).default('open'), kind: z.enum(LEAD_KINDS).optional(), asset: Id.optional(), listing: Id.optional() });
export type LeadQuery = z.output<typeof LeadQuery>;
const figures = { open: z.number().int(), later: z.number().int(), confirmed: z.number().int(), rejected: z.number().int() };
export const LeadPage = z.object({ total: z.number().int(), page: z.number().int(), size: z.number().int(), ...figures, searchedAt: z.iso.datetime().nullable(), rows: z.array(Lead) }).meta({ id: 'LeadPage' });
export type LeadPage = z.output<typeof LeadPage>;

export const FILE_SIDES = ['property', 'tax'] as const;
export const FILE_OUTCOMES = ['founded', 'unfounded', 'settled'] as const;
/** One of the two files of a confirmed lead. */
export const LeadFile = z.object({
  id: Id, side: z.enum(FILE_SIDES), state: z.enum(['open', 'closed']), lead: Lead, occupationId: Id.nullable(), openedBy: ByPerson, openedAt: z.iso.datetime(), outcome: z.enum(FILE_OUTCOMES).nullable(), note: z.string().nullable(), closedBy: ByPerson, closedAt: z.iso.datetime().nullable(),
}).meta({ id: 'LeadFile' });
export type LeadFile = z.output<typeof LeadFile>;

/** The sheet of a lead: with the other properties of its disc and the ground to draw. */
export const LeadSheet = Lead.extend({
  others: z.array(z.object({ id: Id, score: z.number().int(), state: z.enum(LEAD_STATES), asset: LeadAssetShown })), files: z.array(LeadFile.omit({ lead: true })),
  /** Shapes in the disc and a little beyond: municipal properties (`code`, whether it is the lead's own) and parcels. */
  ground: z.object({ assets: z.array(z.object({ id: Id, code: z.string(), geometry: Geometry })), parcels: z.array(Geometry) }), captures: z.object({ seen: z.number().int(), all: z.number().int(), first: z.iso.date() }),
}).meta({ id: 'LeadSheet' });
export type LeadSheet = z.output<typeof LeadSheet>;
/** A rejection says why; `open` takes a decision back as long as nobody acted on its files. */
export const LeadDecision = z.strictObject({ decision: z.enum(['confirm', 'reject', 'later', 'open']), note: z.string().trim().max(2000).optional() })
  .refine((d) => d.decision !== 'reject' || (d.note ?? '') !== '', { path: ['note'], message: 'reason_wanted' }).meta({ id: 'LeadDecision' });
export type LeadDecision = z.output<typeof LeadDecision>;

export const ADDRESS_SOURCES = ['declaration', 'registration', 'report', 'visit'] as const;
export const GROUND_REASONS = ['share', 'registration', 'words', 'lead', 'rejected'] as const;
/** A parcel or property in the disc, weighed. */
export const GroundCandidate = z.object({
  kind: z.enum(['parcel', 'asset']), id: Id, label: z.string(), detail: z.string().nullable(), share: z.number(), distanceM: z.number(), weight: z.number(), score: z.number().int(), verdict: z.enum(['confirmed', 'rejected']).nullable(),
  reasons: z.array(z.object({ reason: z.enum(GROUND_REASONS), weight: z.number(), detail: z.string().nullable() })), lon: z.number(), lat: z.number(),
}).meta({ id: 'GroundCandidate' });
export type GroundCandidate = z.output<typeof GroundCandidate>;
export const HeldAddress = z.object({ source: z.enum(ADDRESS_SOURCES), evidence: z.string(), address: z.string().nullable(), lon: z.number(), lat: z.number(), publishedM: z.number(), decidedBy: ByPerson, decidedAt: z.iso.datetime() }).meta({ id: 'HeldAddress' });
/** What the three looks at a listing found: its dwelling and pairs, its number, the properties and parcels it may stand on. */
export const ListingLinks = z.object({ address: HeldAddress.nullable(), candidates: z.array(GroundCandidate), leads: z.array(Lead), pairs: z.array(PairRow), dwelling: Dwelling.nullable(), check: CheckedListing.nullable() }).meta({ id: 'ListingLinks' });
export type ListingLinks = z.output<typeof ListingLinks>;
/** `confirm` needs the source that shows the address: a search alone never makes one. */
export const GroundDecision = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('confirmed'), kind: z.enum(['parcel', 'asset']), id: Id, source: z.enum(ADDRESS_SOURCES), evidence: z.string().trim().min(3).max(500), address: z.string().trim().min(1).max(500).optional() }),
  z.strictObject({ verdict: z.literal('rejected'), kind: z.enum(['parcel', 'asset']), id: Id, note: z.string().trim().max(2000).optional() }),
  z.strictObject({ verdict: z.literal('open'), kind: z.enum(['parcel', 'asset']), id: Id }),
]).meta({ id: 'GroundDecision' });
export type GroundDecision = z.output<typeof GroundDecision>;

/** What vacant premises might bring, from the listings round them. Null figures: too few. Estimates only. */
export const VacantPotential = z.object({
  asset: LeadAssetShown, radiusM: z.number(), compared: z.number().int(), model: z.object({ name: z.string(), version: z.number().int() }), currency: z.string(),
  figures: z.object({ nights: z.number(), nightsLow: z.number(), nightsHigh: z.number(), priceMinor: z.string(), lowMinor: z.string(), middleMinor: z.string(), highMinor: z.string() }).nullable(),
}).meta({ id: 'VacantPotential' });
export type VacantPotential = z.output<typeof VacantPotential>;
