import { z } from 'zod';
import { TITLE_STATES, type TitleState } from '../assets/model.ts';
import { Id, Page } from '../shared/endpoint.ts';
import { Bounds, Geometry } from '../shared/geo.ts';

/** The pipeline of a title: not registered, applied for, bounded, registered. */
export const STAGES = ['non_immatricule', 'requisition', 'bornage', 'titre_foncier'] as const;
export type Stage = (typeof STAGES)[number];
/** What happens to a title file, each with its day. `copy_lost`: the copy of the application is lost; `no_document`: nothing at all was found. */
export const STEP_KINDS = ['search', 'no_document', 'deposit', 'copy_lost', 'extract_published', 'boundary', 'boundary_notice', 'hearing', 'judgment', 'registration', 'rejected', 'withdrawn'] as const;
export type StepKind = (typeof STEP_KINDS)[number];
export const OPPOSITION_OUTCOMES = ['pending', 'upheld', 'partly', 'rejected', 'withdrawn'] as const;

const text = (max: number) => z.string().trim().min(1).max(max);
const day = z.iso.date();
/** A step as written: `number` is the application's with a deposit, the title's with a registration. `planned` is a day set and not yet come. */
export const NewStep = z.strictObject({ kind: z.enum(STEP_KINDS), on: day, planned: z.boolean().default(false), number: text(100).nullable().default(null), reference: text(200).nullable().default(null), note: text(2000).nullable().default(null) })
  .refine((s) => s.number !== null || s.kind !== 'registration' || s.planned, { path: ['number'], message: 'registration_has_number' }).meta({ id: 'NewTitleStep' });
export type NewStep = z.output<typeof NewStep>;
export const NewOpposition = z.strictObject({
  partyId: Id.nullable().default(null), opponent: text(300).nullable().default(null), filedOn: day, object: text(500).nullable().default(null), areaM2: z.number().positive().max(1e12).nullable().default(null), reference: text(200).nullable().default(null),
}).refine((o) => (o.partyId === null) !== (o.opponent === null), { path: ['opponent'], message: 'party_or_name' }).meta({ id: 'NewOpposition' });
export type NewOpposition = z.output<typeof NewOpposition>;
export const OppositionOutcome = z.strictObject({ outcome: z.enum(OPPOSITION_OUTCOMES), decidedOn: day.nullable().default(null), reference: text(200).nullable().optional() })
  .refine((o) => o.outcome === 'pending' || o.decidedOn !== null, { path: ['decidedOn'], message: 'decided_on' }).meta({ id: 'OppositionOutcome' });

export const NewTitle = z.strictObject({ assetId: Id, conservation: text(200).nullable().default(null), parcelReference: text(100).nullable().default(null), note: text(2000).nullable().default(null), steps: z.array(NewStep).max(20).default([]) }).meta({ id: 'NewTitle' });
export type NewTitle = z.output<typeof NewTitle>;
export const TitleChange = z.strictObject({ conservation: text(200).nullable(), parcelReference: text(100).nullable(), note: text(2000).nullable() }).partial()
  .refine((c) => Object.keys(c).length > 0, { message: 'nothing_to_change' }).meta({ id: 'TitleChange' });
export type TitleChange = z.output<typeof TitleChange>;

export const Step = z.object({ id: Id, kind: z.enum(STEP_KINDS), on: day, planned: z.boolean(), number: z.string().nullable(), reference: z.string().nullable(), note: z.string().nullable() });
export const Opposition = z.object({
  id: Id, partyId: Id.nullable(), opponent: z.string(), filedOn: day, object: z.string().nullable(), areaM2: z.number().nullable(), reference: z.string().nullable(), outcome: z.enum(OPPOSITION_OUTCOMES), decidedOn: day.nullable(),
  /** Filed after its delay had run out, by the rule in force then. */
  late: z.boolean(),
});
/** A day the file must keep: from a rule of the country (`law`, to confirm where not `confirmed`), or planned by somebody (`law` null). */
export const Deadline = z.object({ kind: z.enum(STEP_KINDS).or(z.literal('oppositions_end')), due: day, kept: z.boolean(), overdue: z.boolean(), law: z.string().nullable(), article: z.string().nullable(), confirmed: z.boolean() });
export type Deadline = z.output<typeof Deadline>;

export const TitleRow = z.object({
  id: Id, assetId: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), stage: z.enum(STAGES), state: z.enum(TITLE_STATES), number: z.string().nullable(), requisitionNumber: z.string().nullable(),
  conservation: z.string().nullable(), parcelReference: z.string().nullable(), copyLost: z.boolean(), closed: z.boolean(), since: day.nullable(), ageDays: z.number().int().nullable(), pending: z.number().int(),
  nextDue: day.nullable(), overdue: z.number().int(), version: z.number().int(),
}).meta({ id: 'TitleRow' });
export type TitleRow = z.output<typeof TitleRow>;
export const TitleSheet = TitleRow.extend({ note: z.string().nullable(), steps: z.array(Step), oppositions: z.array(Opposition), deadlines: z.array(Deadline), documents: z.number().int() }).meta({ id: 'TitleSheet' });
export type TitleSheet = z.output<typeof TitleSheet>;

/** How long files have stood in a stage. */
export const AGES = ['year', 'five', 'ten', 'more', 'unknown'] as const;
export type Age = (typeof AGES)[number];
export const ageOf = (days: number | null): Age => (days === null ? 'unknown' : days < 365 ? 'year' : days < 5 * 365.25 ? 'five' : days < 10 * 365.25 ? 'ten' : 'more');
export const TitleBoard = z.object({
  stages: z.array(z.object({ stage: z.enum(STAGES), count: z.number().int(), overdue: z.number().int(), opposed: z.number().int(), ages: z.record(z.enum(AGES), z.number().int()) })),
  /** Properties without a title file, by what their register says; null is "nobody has said". */
  withoutFile: z.array(z.object({ titleState: z.enum(TITLE_STATES).nullable(), count: z.number().int() })), properties: z.number().int(), titled: z.number().int(),
}).meta({ id: 'TitleBoard' });
export type TitleBoard = z.output<typeof TitleBoard>;
export const TitleFilter = Page.extend({
  q: z.string().trim().max(200).optional(), stage: z.enum(STAGES).optional(), age: z.enum(AGES).optional(), overdue: z.enum(['yes']).optional(), opposed: z.enum(['yes']).optional(), copyLost: z.enum(['yes']).optional(), asset: Id.optional(),
});
export type TitleFilter = z.output<typeof TitleFilter>;
/** What may stand in an address; words, which may be an opponent's name, travel in a body alone. */
export const TitleCodes = TitleFilter.extend({ q: z.never().optional() });
export const TitleSearch = z.strictObject(TitleFilter.omit({ page: true, size: true }).shape);

/** Two parcels over the same ground, by their states (T titre, R réquisition, N non immatriculé), or one reference borne by several (`repeat`). */
export const CONFLICT_KINDS = ['T-T', 'R-T', 'R-R', 'N-T', 'N-R', 'repeat'] as const;
export const CONFLICT_STATES = ['open', 'real', 'drawing', 'resolved'] as const;
const Side = z.object({ parcelId: Id, reference: z.string().nullable(), titleState: z.enum(TITLE_STATES).nullable(), areaM2: z.number().nullable() });
/** `areaM2` is the geodesic area they share. `present` false: the latest computation did not find it any more; its decision stays. */
export const ConflictRow = z.object({
  id: Id, kind: z.enum(CONFLICT_KINDS), areaM2: z.number().nullable(), share: z.number().nullable(), sides: z.array(Side), sideCount: z.number().int(), state: z.enum(CONFLICT_STATES), note: z.string().nullable(), decidedBy: z.string().nullable(), decidedAt: z.string().nullable(),
  present: z.boolean(), firstSeen: z.string(), lon: z.number().nullable(), lat: z.number().nullable(), version: z.number().int(),
}).meta({ id: 'TitleConflict' });
export type ConflictRow = z.output<typeof ConflictRow>;
export const ConflictSheet = ConflictRow.extend({ overlap: Geometry.nullable(), shapes: z.array(z.object({ parcelId: Id, geometry: Geometry })), assets: z.array(z.object({ id: Id, code: z.string(), name: z.string() })) }).meta({ id: 'TitleConflictSheet' });
export const ConflictDecision = z.strictObject({ state: z.enum(CONFLICT_STATES), note: text(2000).nullable().default(null) }).refine((d) => d.state === 'open' || d.note !== null, { path: ['note'], message: 'reason' }).meta({ id: 'ConflictDecision' });
export const ConflictFilter = Page.extend({
  kind: z.enum(CONFLICT_KINDS).optional(), state: z.enum(CONFLICT_STATES).optional(), present: z.enum(['yes', 'no']).default('yes'), minArea: z.coerce.number().min(0).max(1e9).optional(), q: z.string().trim().max(100).optional(),
  sort: z.enum(['areaM2', 'share', 'kind', 'state']).default('areaM2'), dir: z.enum(['asc', 'desc']).default('desc'),
});
export type ConflictFilter = z.output<typeof ConflictFilter>;
/** Every conflict of a filter as a shape: the shared ground, or for a repeated reference a point on each parcel that bears it. `cut` true: only the largest are here. */
export const ConflictMap = z.object({
  features: z.array(z.object({ id: Id, kind: z.enum(CONFLICT_KINDS), state: z.enum(CONFLICT_STATES), areaM2: z.number().nullable(), geometry: Geometry })), bounds: Bounds.nullable(), cut: z.boolean(),
}).meta({ id: 'TitleConflictMap' });
export type ConflictMap = z.output<typeof ConflictMap>;
export type { TitleState };
