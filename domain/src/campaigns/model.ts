import { z } from 'zod';
import { ASSET_FIELDS, AssetFilter, type AssetField } from '../assets/index.ts';
import { Id } from '../shared/endpoint.ts';
import { Bounds, Geometry } from '../shared/geo.ts';

export const CAMPAIGN_STATES = ['draft', 'open', 'closed'] as const;
export const SHEET_STATES = ['assigned', 'returned', 'accepted', 'refused'] as const;
export const OUTCOMES = ['seen', 'not_found', 'no_access'] as const;
/** Properties one campaign may hold. */
export const MAX_SHEETS = 10_000;
/** Largest photo a device sends. */
export const MAX_PHOTO_BYTES = 25_000_000;

const ASKABLE: readonly AssetField['type'][] = ['text', 'word', 'count', 'year', 'area', 'code', 'date'];
/** Fields of the register that can be asked on the ground. Status and domain follow from acts, the parent from the office. */
export const SURVEY_FIELDS: readonly AssetField[] = ASSET_FIELDS.filter((f) => f.editable && ASKABLE.includes(f.type) && f.key !== 'status' && f.key !== 'domainClass');
/** `extra.<key>` names a field of the commune's own. */
export const FieldName = z.string().regex(/^(extra\.)?[A-Za-z][A-Za-z0-9_]{0,39}$/);
export const Answer = z.union([z.string().max(2000), z.number(), z.boolean()]).nullable();
export type Answer = z.output<typeof Answer>;
const Uuid = z.uuid();

/** Where: zones of a set, or a drawn polygon, and a filter of the register. */
export const Perimeter = z.strictObject({
  zones: z.array(Id).max(500).default([]), polygon: Geometry.refine((g) => g.type === 'Polygon' || g.type === 'MultiPolygon', { message: 'polygon' }).nullable().default(null), filter: AssetFilter.default({}),
}).meta({ id: 'CampaignPerimeter' });
export type Perimeter = z.output<typeof Perimeter>;
/** The same as it was kept, for replies. */
export const PerimeterKept = z.object({ zones: z.array(Id), polygon: Geometry.nullable(), filter: z.record(z.string(), z.unknown()) }).meta({ id: 'CampaignPerimeterKept' });
/** Who: a person with her zones; without zones, wherever nobody else is named. */
export const Team = z.array(z.strictObject({ person: Id, zones: z.array(Id).max(500).default([]) })).max(200);
export type Team = z.output<typeof Team>;

export const NewCampaign = z.strictObject({
  name: z.string().trim().min(1).max(200), instructions: z.string().trim().max(4000).nullable().default(null), set: Id.nullable().default(null),
  perimeter: Perimeter, fields: z.array(FieldName).min(1).max(40), team: Team.default([]),
}).meta({ id: 'NewCampaign' });
export type NewCampaign = z.output<typeof NewCampaign>;
export const CampaignChange = z.strictObject({ name: z.string().trim().min(1).max(200), instructions: z.string().trim().max(4000).nullable(), fields: z.array(FieldName).min(1).max(40), team: Team })
  .partial().refine((c) => Object.keys(c).length > 0, { message: 'nothing_to_change' }).meta({ id: 'CampaignChange' });

const Counts = z.object({ total: z.number().int(), assigned: z.number().int(), returned: z.number().int(), accepted: z.number().int(), refused: z.number().int(), found: z.number().int() });
export type Counts = z.output<typeof Counts>;
export const CampaignRow = z.object({ id: Id, name: z.string(), state: z.enum(CAMPAIGN_STATES), counts: Counts, openedAt: z.string().nullable(), closedAt: z.string().nullable(), version: z.number().int() }).meta({ id: 'CampaignRow' });
export type CampaignRow = z.output<typeof CampaignRow>;
export const ZoneProgress = z.object({ zone: Id.nullable(), label: z.string().nullable(), labelAr: z.string().nullable(), counts: Counts, geometry: Geometry.nullable(), bounds: Bounds.nullable() });
/** `week` is the Monday of an ISO week; visits by the day on the device. */
export const WeekProgress = z.object({ week: z.iso.date(), visited: z.number().int(), accepted: z.number().int() });
export const Campaign = CampaignRow.extend({
  instructions: z.string().nullable(), set: Id.nullable(), perimeter: PerimeterKept, fields: z.array(z.string()), team: z.array(z.object({ person: Id, name: z.string(), zones: z.array(Id), counts: Counts })),
  zones: z.array(ZoneProgress), weeks: z.array(WeekProgress), createdAt: z.string(),
}).meta({ id: 'Campaign' });
export type Campaign = z.output<typeof Campaign>;

const Point = z.strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90), accuracyM: z.number().min(0).max(1e6).nullable() });
/** What a surveyor sends, as often as she corrects it: `revision` grows. `asset` null is a property nobody had: it needs a name. */
export const Visit = z.strictObject({
  asset: Id.nullable(), revision: z.number().int().min(1).max(10_000), outcome: z.enum(OUTCOMES), answers: z.record(FieldName, Answer), foundName: z.string().trim().min(1).max(400).nullable(),
  baseVersion: z.number().int().min(1).nullable(), occupant: z.string().trim().max(400).nullable(), note: z.string().trim().max(2000).nullable(), position: Point.nullable(), at: z.iso.datetime({ offset: true }),
}).refine((v) => v.asset !== null || v.foundName !== null, { message: 'name_wanted', path: ['foundName'] }).meta({ id: 'CampaignVisit' });
export type Visit = z.output<typeof Visit>;
/** A change the office made to the same fields since the device took the property along. */
export const VisitClash = z.object({ field: z.string(), office: Answer });
/** `kept`: the revision the server now has. */
export const VisitKept = z.object({ sheet: Id, kept: z.number().int(), state: z.enum(SHEET_STATES), clashes: z.array(VisitClash), alsoVisited: z.array(z.object({ by: z.string(), at: z.string() })) }).meta({ id: 'VisitKept' });
export type VisitKept = z.output<typeof VisitKept>;

export const PhotoSent = z.object({ photo: Uuid, sha256: z.string().regex(/^[0-9a-f]{64}$/), takenAt: z.iso.datetime({ offset: true }).optional(), position: z.string().regex(/^-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?$/).optional() }).meta({ id: 'PhotoSent' });
export const ClientId = Uuid;

/** A question of the field page. `words` and `options` close the answer; `label` is a commune's own field's, the others have theirs in the catalogue. */
export const Question = z.object({
  key: z.string(), type: z.enum(['text', 'word', 'count', 'year', 'area', 'code', 'date', 'number', 'boolean']), words: z.array(z.string()), max: z.number().nullable(), required: z.boolean(),
  label: z.object({ fr: z.string(), ar: z.string().nullable(), en: z.string().nullable() }).nullable(), options: z.array(z.object({ code: z.string(), fr: z.string(), ar: z.string().nullable(), en: z.string().nullable() })),
});
export type Question = z.output<typeof Question>;
export const FieldSheet = z.object({
  id: Id, campaign: Id, state: z.enum(SHEET_STATES), reviewNote: z.string().nullable(), zone: z.string().nullable(),
  asset: z.object({ id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), address: z.string().nullable(), version: z.number().int(), geometry: Geometry.nullable(), lon: z.number().nullable(), lat: z.number().nullable(), values: z.record(z.string(), Answer) }),
});
export type FieldSheet = z.output<typeof FieldSheet>;
/** What a device takes along: its person's sheets that are not settled, and the lines of the map round them. No occupant, no rent. */
export const FieldPack = z.object({
  at: z.string(), campaigns: z.array(z.object({ id: Id, name: z.string(), instructions: z.string().nullable(), questions: z.array(Question) })), sheets: z.array(FieldSheet),
  context: z.object({ zones: z.array(z.object({ label: z.string(), labelAr: z.string().nullable(), geometry: Geometry })), parcels: z.array(Geometry) }),
}).meta({ id: 'FieldPack' });
export type FieldPack = z.output<typeof FieldPack>;

const VisitSeen = Visit.safeExtend({ client: Uuid, by: z.string(), person: Id, receivedAt: z.string(), late: z.boolean(), photos: z.array(Id) });
/** A sheet as the office sees it: the register beside each visit. `occupant` comes to who may read personal data. */
export const Sheet = z.object({
  id: Id, campaign: Id, state: z.enum(SHEET_STATES), found: z.boolean(), assignee: z.object({ id: Id, name: z.string() }).nullable(), zone: z.string().nullable(),
  asset: z.object({ id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), version: z.number().int(), review: z.string(), located: z.boolean(), values: z.record(z.string(), Answer) }).nullable(),
  visits: z.array(VisitSeen), reviewedBy: z.string().nullable(), reviewedAt: z.string().nullable(), reviewNote: z.string().nullable(), applied: z.array(z.string()), proposal: Id.nullable(), version: z.number().int(),
}).meta({ id: 'CampaignSheet' });
export type Sheet = z.output<typeof Sheet>;
export const SheetRow = z.object({
  id: Id, state: z.enum(SHEET_STATES), found: z.boolean(), code: z.string().nullable(), name: z.string(), nameAr: z.string().nullable(), zone: z.string().nullable(), assignee: z.string().nullable(),
  outcome: z.enum(OUTCOMES).nullable(), visitedAt: z.string().nullable(), answers: z.number().int(), photos: z.number().int(), visits: z.number().int(), version: z.number().int(),
}).meta({ id: 'CampaignSheetRow' });
/** What the office takes of a visit; the fields named are written, `position` gives a property without a place the visit's. */
export const SheetReview = z.strictObject({ decision: z.enum(['accept', 'refuse']), visit: Uuid, fields: z.array(FieldName).max(60).default([]), note: z.string().trim().max(2000).nullable().default(null) }).meta({ id: 'SheetReview' });
export type SheetReview = z.output<typeof SheetReview>;
