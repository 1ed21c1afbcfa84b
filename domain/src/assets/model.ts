import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { Bounds, Geometry } from '../shared/geo.ts';

export const LEVELS = ['site', 'building', 'unit', 'room'] as const;
export const NATURES = ['land', 'building', 'unit', 'road', 'equipment', 'cemetery', 'market', 'other'] as const;
export const DOMAIN_CLASSES = ['public_naturel', 'public_artificiel', 'public_par_affectation', 'prive_affecte', 'prive_patrimonial',
  'etat_mis_a_disposition', 'tiers_occupe_par_commune', 'indetermine'] as const;
export const TITLE_STATES = ['titre_foncier', 'requisition', 'non_immatricule', 'sans_document'] as const;
export const STATUSES = ['project', 'active', 'dormant', 'surplus', 'disposed', 'demolished', 'deactivated'] as const;
export const LOCATED_BY = ['import', 'parcel', 'address', 'click', 'drawing'] as const;
export type DomainClass = (typeof DOMAIN_CLASSES)[number];
export type TitleState = (typeof TITLE_STATES)[number];

/** The legend's three rows: public, private, and what nobody has decided (a null class counts there). */
export const DOMAIN_GROUPS = ['public', 'private', 'other', 'undetermined'] as const;
export type DomainGroup = (typeof DOMAIN_GROUPS)[number];
export const domainGroup = (c: DomainClass | null): DomainGroup =>
  c === null || c === 'indetermine' ? 'undetermined' : c.startsWith('public') ? 'public' : c.startsWith('prive') ? 'private' : 'other';

/** A row of the table and of a list. Areas in square metres; null is "not known", never zero. */
export const AssetRow = z.object({
  id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), level: z.enum(LEVELS).nullable(), nature: z.enum(NATURES).nullable(),
  domainClass: z.enum(DOMAIN_CLASSES).nullable(), titleState: z.enum(TITLE_STATES).nullable(), titleNumber: z.string().nullable(),
  status: z.enum(STATUSES).nullable(), tenure: z.string().nullable(), address: z.string().nullable(), district: z.string().nullable(),
  useLabel: z.string().nullable(), yearBuilt: z.number().int().nullable(),
  landAreaM2: z.number().nullable(), footprintM2: z.number().nullable(), builtAreaM2: z.number().nullable(), drawnAreaM2: z.number().nullable(),
  located: z.boolean(), lon: z.number().nullable(), lat: z.number().nullable(), parentId: Id.nullable(), version: z.number().int(),
}).meta({ id: 'AssetRow' });
export type AssetRow = z.output<typeof AssetRow>;

const Related = z.object({ id: Id, code: z.string(), name: z.string(), nameAr: z.string().nullable(), level: z.enum(LEVELS).nullable() });
/** The sheet: the row, its place with source and accuracy, its family, its parcels, and the columns of the source nobody mapped. */
export const AssetSheet = AssetRow.extend({
  inventoryNumber: z.string().nullable(), floors: z.number().int().nullable(), origin: z.string().nullable(), acquiredOn: z.iso.date().nullable(),
  attributes: z.record(z.string(), z.unknown()), geometry: Geometry.nullable(), bounds: Bounds.nullable(),
  sourceSrid: z.number().int().nullable(), accuracyM: z.number().nullable(), locatedBy: z.enum(LOCATED_BY).nullable(),
  parent: Related.nullable(), children: z.array(Related),
  parcels: z.array(z.object({ id: Id, reference: z.string().nullable(), titleState: z.enum(TITLE_STATES).nullable(), areaM2: z.number().nullable() })),
  batchId: Id.nullable(), createdAt: z.string(), updatedAt: z.string(),
}).meta({ id: 'AssetSheet' });
export type AssetSheet = z.output<typeof AssetSheet>;

/** The legend's matrix (domain class x title state, null included) and the other counts, under the same filters as the list. */
export const AssetFacets = z.object({
  total: z.number().int(), located: z.number().int(), unlocated: z.number().int(),
  legal: z.array(z.object({ domainClass: z.enum(DOMAIN_CLASSES).nullable(), titleState: z.enum(TITLE_STATES).nullable(), count: z.number().int() })),
  nature: z.array(z.object({ value: z.enum(NATURES).nullable(), count: z.number().int() })),
  status: z.array(z.object({ value: z.enum(STATUSES).nullable(), count: z.number().int() })),
  level: z.array(z.object({ value: z.enum(LEVELS).nullable(), count: z.number().int() })),
  district: z.array(z.object({ value: z.string().nullable(), count: z.number().int() })),
  bounds: Bounds.nullable(),
}).meta({ id: 'AssetFacets' });

const text = (max: number) => z.string().trim().min(1).max(max);
const area = z.number().positive().max(1e12);
/** The fields an agent may correct on the sheet. */
export const AssetChange = z.strictObject({
  name: text(400), nameAr: text(400).nullable(), inventoryNumber: text(25).nullable(), level: z.enum(LEVELS).nullable(), nature: z.enum(NATURES).nullable(),
  domainClass: z.enum(DOMAIN_CLASSES).nullable(), titleState: z.enum(TITLE_STATES).nullable(), titleNumber: text(100).nullable(),
  status: z.enum(STATUSES).nullable(), tenure: text(200).nullable(), address: text(400).nullable(), district: text(200).nullable(), useLabel: text(200).nullable(),
  yearBuilt: z.number().int().min(1).max(2200).nullable(), floors: z.number().int().min(0).max(300).nullable(),
  landAreaM2: area.nullable(), footprintM2: area.nullable(), builtAreaM2: area.nullable(), origin: text(400).nullable(), acquiredOn: z.iso.date().nullable(),
}).partial().refine((change) => Object.keys(change).length > 0, { message: 'nothing_to_change' }).meta({ id: 'AssetChange' });
export type AssetChange = z.output<typeof AssetChange>;

/** How an unlocated asset gets its place: a click on the map, or the reference of a parcel (its ground becomes the asset's). */
export const AssetPlace = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('click'), lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }),
  z.strictObject({ by: z.literal('parcel'), reference: text(100) }),
]).meta({ id: 'AssetPlace' });
export type AssetPlace = z.output<typeof AssetPlace>;
