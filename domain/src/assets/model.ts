import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { Bounds, Geometry } from '../shared/geo.ts';
import { ASSET_VALUES, Provenance } from './fields.ts';
import { Charge, CONDITIONS, DOMAIN_CLASSES, LEVELS, LOCATED_BY, NATURES, REVIEWS, STATUSES, TITLE_STATES } from './words.ts';

export * from './words.ts';

/** A row of the table and of a list. Areas in square metres; null is "not known", never zero. */
export const AssetRow = z.object({
  id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), level: z.enum(LEVELS).nullable(), nature: z.enum(NATURES).nullable(),
  domainClass: z.enum(DOMAIN_CLASSES).nullable(), titleState: z.enum(TITLE_STATES).nullable(), titleNumber: z.string().nullable(),
  status: z.enum(STATUSES).nullable(), tenure: z.string().nullable(), address: z.string().nullable(), district: z.string().nullable(),
  useLabel: z.string().nullable(), yearBuilt: z.number().int().nullable(),
  landAreaM2: z.number().nullable(), footprintM2: z.number().nullable(), builtAreaM2: z.number().nullable(), drawnAreaM2: z.number().nullable(),
  located: z.boolean(), lon: z.number().nullable(), lat: z.number().nullable(), parentId: Id.nullable(), version: z.number().int(), review: z.enum(REVIEWS),
  registerAreaM2: z.number().nullable(), useCode: z.string().nullable(), /** The areas of title, contract, register and drawing differ by more than the commune lets pass. */ areasDiffer: z.boolean(),
}).meta({ id: 'AssetRow' });
export type AssetRow = z.output<typeof AssetRow>;

const Related = z.object({ id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), level: z.enum(LEVELS).nullable() });
/** The value of an extra field: text, number, boolean, a day, or the code of a list. */
export const ExtraValues = z.record(z.string().max(40), z.union([z.string().max(2000), z.number(), z.boolean()]).nullable());
export type ExtraValues = z.output<typeof ExtraValues>;

/** The sheet: the row, every field of the register, what is known of where each comes from, its place, its family, its parcels, and the columns of the source nobody mapped. */
export const AssetSheet = AssetRow.extend({
  inventoryNumber: z.string().nullable(), floors: z.number().int().nullable(), origin: z.string().nullable(), acquiredOn: z.iso.date().nullable(),
  neighbourhood: z.string().nullable(), mapReference: z.string().nullable(), locatedOn: z.iso.date().nullable(), locationSource: z.string().nullable(),
  titleAreaM2: z.number().nullable(), contractAreaM2: z.number().nullable(), usefulAreaM2: z.number().nullable(), lettableAreaM2: z.number().nullable(),
  basements: z.number().int().nullable(), unitCount: z.number().int().nullable(), materials: z.string().nullable(),
  domainSubclass: z.string().nullable(), legalRegime: z.string().nullable(), conservation: z.string().nullable(), requisitionNumber: z.string().nullable(), requisitionOn: z.iso.date().nullable(), charges: z.array(Charge),
  originNote: z.string().nullable(), appropriatedOn: z.iso.date().nullable(), deedReference: z.string().nullable(), deliberationReference: z.string().nullable(), deliberatedOn: z.iso.date().nullable(),
  approvalReference: z.string().nullable(), approvedOn: z.iso.date().nullable(), gazetteReference: z.string().nullable(),
  assignedService: z.string().nullable(), acquisitionPriceMinor: z.string().nullable(), grossValueMinor: z.string().nullable(), runningCostMinor: z.string().nullable(),
  conditionClass: z.enum(CONDITIONS).nullable(), conditionOn: z.iso.date().nullable(), heritageProtection: z.string().nullable(),
  extra: ExtraValues, provenance: z.record(z.string(), Provenance),
  /** What the contracts in force (occupations) say of its area; `heldAreaM2` is their sum where they cover it whole and each states one. */
  contracts: z.array(z.object({ occupationId: Id, reference: z.string(), areaM2: z.number().nullable() })), heldAreaM2: z.number().nullable(),
  /** Names of the persons the provenance mentions, by id. */
  people: z.record(z.string(), z.string()),
  attributes: z.record(z.string(), z.unknown()), geometry: Geometry.nullable(), bounds: Bounds.nullable(),
  sourceSrid: z.number().int().nullable(), accuracyM: z.number().nullable(), locatedBy: z.enum(LOCATED_BY).nullable(),
  parent: Related.nullable(), children: z.array(Related),
  parcels: z.array(z.object({ id: Id, reference: z.string().nullable(), titleState: z.enum(TITLE_STATES).nullable(), areaM2: z.number().nullable() })),
  batchId: Id.nullable(), createdAt: z.string(), updatedAt: z.string(),
}).meta({ id: 'AssetSheet' });
export type AssetSheet = z.output<typeof AssetSheet>;

const CodeCount = z.object({ value: z.string().nullable(), count: z.number().int() });
/** The legend's matrix (domain class x title state, null included) and the other counts, under the same filters as the list. */
export const AssetFacets = z.object({
  total: z.number().int(), located: z.number().int(), unlocated: z.number().int(),
  legal: z.array(z.object({ domainClass: z.enum(DOMAIN_CLASSES).nullable(), titleState: z.enum(TITLE_STATES).nullable(), count: z.number().int() })),
  nature: z.array(z.object({ value: z.enum(NATURES).nullable(), count: z.number().int() })),
  status: z.array(z.object({ value: z.enum(STATUSES).nullable(), count: z.number().int() })),
  level: z.array(z.object({ value: z.enum(LEVELS).nullable(), count: z.number().int() })),
  district: z.array(z.object({ value: z.string().nullable(), count: z.number().int() })),
  review: z.array(z.object({ value: z.enum(REVIEWS).nullable(), count: z.number().int() })),
  useCode: z.array(CodeCount), origin: z.array(CodeCount), conservation: z.array(CodeCount), condition: z.array(z.object({ value: z.enum(CONDITIONS).nullable(), count: z.number().int() })),
  areasDiffer: z.number().int(), bounds: Bounds.nullable(),
}).meta({ id: 'AssetFacets' });
export type AssetFacets = z.output<typeof AssetFacets>;

/** What an existing property has in common with one about to be made. */
export const SIMILARITIES = ['code', 'inventory', 'title', 'name', 'address'] as const;
export const SimilarAsset = AssetRow.extend({ because: z.array(z.enum(SIMILARITIES)) }).meta({ id: 'SimilarAsset' });
export type SimilarAsset = z.output<typeof SimilarAsset>;

const written = { ...ASSET_VALUES, extra: ExtraValues, /** Where the values given come from, by field; `declared` where nothing is said. */ provenance: z.record(z.string(), z.enum(['measured', 'declared', 'estimated'])) };
/** The fields an agent may correct on the sheet. */
export const AssetChange = z.strictObject(written).partial().refine((change) => Object.keys(change).some((k) => k !== 'provenance'), { message: 'nothing_to_change' }).meta({ id: 'AssetChange' });
export type AssetChange = z.output<typeof AssetChange>;

/** A property made on the screen. Without `code` the commune's pattern gives one. */
export const NewAsset = z.strictObject(written).partial().extend({ name: ASSET_VALUES.name, code: z.string().trim().min(1).max(120).optional() }).meta({ id: 'NewAsset' });
export type NewAsset = z.output<typeof NewAsset>;

/** How an unlocated asset gets its place: a click on the map, or the reference of a parcel (its ground becomes the asset's). */
export const AssetPlace = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('click'), lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }),
  z.strictObject({ by: z.literal('parcel'), reference: z.string().trim().min(1).max(100) }),
]).meta({ id: 'AssetPlace' });
export type AssetPlace = z.output<typeof AssetPlace>;
