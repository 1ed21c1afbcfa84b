import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { Bounds, Geometry } from '../shared/geo.ts';
import { ROLES, type Role } from '../shared/permission.ts';
import { FormField } from './form.ts';
import { Look } from './look.ts';
import { RasterFacts } from './raster.ts';

/** The name of a layer is the same in tiles, exports, prints and commands. */
export const LayerName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/);
export const BUILT_IN_LAYERS = ['assets', 'listings', 'zones', 'parcels'] as const;
export type BuiltInLayer = (typeof BUILT_IN_LAYERS)[number];
export const GEOMETRY_KINDS = ['point', 'line', 'polygon', 'mixed'] as const;
/** Names that the layer of a commune's streets may bear. */
export const STREET_LAYERS: readonly string[] = ['addresses', 'adresses', 'streets', 'rues', 'voies', 'voirie', 'roads'];
/** The models a directory is made after; `free` has the form its maker wrote. */
export const DIRECTORIES = ['services', 'digital', 'premises', 'startups', 'free'] as const;
export type Directory = (typeof DIRECTORIES)[number];

export const LayerField = z.object({ name: z.string(), type: z.enum(['text', 'number', 'boolean', 'date', 'json']) });
export type LayerField = z.output<typeof LayerField>;

/** One line of the layers drawer: what it is called, what it holds, where it lies, and the version its tiles are as of. */
export const LayerEntry = z.object({
  name: LayerName, title: z.string().nullable(), kind: z.enum(['built-in', 'own', 'raster']), geometryType: z.enum(GEOMETRY_KINDS), count: z.number().int(),
  unlocated: z.number().int(), bounds: Bounds.nullable(), fields: z.array(LayerField), version: z.string(), changedAt: z.string().nullable(),
  source: z.string().nullable(), sourceDate: z.iso.date().nullable(),
  /** Zones only: the sets, each a layer of its own on the map. */
  sets: z.array(z.object({ id: Id, name: z.string(), count: z.number().int(), validFrom: z.iso.date().nullable() })).optional(),
  /** Pictures only (kind `raster`): they hold no features. */
  raster: RasterFacts.optional(),
  /** What its card in the catalogue says (see `LayerCard`); a layer without a card has version 0. */
  titleAr: z.string().nullable(), group: z.string().nullable(), position: z.number().int(), description: z.string().nullable(), licence: z.string().nullable(), crs: z.number().int().nullable(),
  readers: z.array(z.enum(ROLES)).nullable(), isPublic: z.boolean(), publicFields: z.array(z.string()), look: Look.nullable(), form: z.array(FormField).nullable(), directory: z.enum(DIRECTORIES).nullable(), cardVersion: z.number().int(),
}).meta({ id: 'LayerEntry' });
export type LayerEntry = z.output<typeof LayerEntry>;

export const LayerFeature = z.object({ id: Id, sourceKey: z.string(), attributes: z.record(z.string(), z.unknown()), lon: z.number().nullable(), lat: z.number().nullable() })
  .meta({ id: 'LayerFeature' });
export type LayerFeature = z.output<typeof LayerFeature>;
export const LayerFeatureSheet = LayerFeature.extend({ geometry: Geometry.nullable(), bounds: Bounds.nullable(), batchId: Id.nullable(), version: z.number().int() }).meta({ id: 'LayerFeatureSheet' });
export type LayerFeatureSheet = z.output<typeof LayerFeatureSheet>;

/** A feature as somebody writes it. Where the layer has a form, its answers are checked against it; attributes the form does not ask are kept as they are sent. */
export const NewFeature = z.strictObject({ attributes: z.record(z.string().min(1).max(120), z.union([z.string().max(4000), z.number(), z.boolean(), z.null()])), geometry: Geometry.nullable() }).meta({ id: 'NewFeature' });
export type NewFeature = z.output<typeof NewFeature>;

/** One's own edit of a feature, enough to name it: what was done, and the first answer of the form (null where it is empty). */
export const FeatureEdit = z.strictObject({ id: Id, at: z.iso.datetime(), op: z.enum(['added', 'changed', 'removed']), feature: Id, title: z.string().nullable() }).meta({ id: 'FeatureEdit' });
export type FeatureEdit = z.output<typeof FeatureEdit>;
/** What undo would take back in a layer and what redo would do again. */
export const OwnEdits = z.strictObject({ undo: FeatureEdit.nullable(), redo: FeatureEdit.nullable() }).meta({ id: 'OwnEdits' });
export type OwnEdits = z.output<typeof OwnEdits>;

const text = (max: number) => z.string().trim().min(1).max(max).nullable();
/** What a person writes on a layer's card. The title in French is the layer's own. `position` orders the layers of a group; `crs` is the EPSG code its source was in. */
export const LayerCard = z.strictObject({
  title: z.string().trim().min(1).max(200).nullable(), titleAr: text(200), group: text(120), position: z.number().int().min(0).max(9999).default(0), description: text(2000), source: text(300), sourceDate: z.iso.date().nullable(),
  licence: text(200), crs: z.number().int().min(1024).max(999_999).nullable(),
}).meta({ id: 'LayerCard' });
export type LayerCard = z.output<typeof LayerCard>;
/** Who reads a layer: roles (null: whoever reads the register; own layers only), and whether everybody does on the open page, with these attributes and no other. */
export const LayerAccess = z.strictObject({ readers: z.array(z.enum(ROLES)).nullable(), isPublic: z.boolean(), publicFields: z.array(z.string().min(1).max(120)).max(60) }).meta({ id: 'LayerAccess' });
export type LayerAccess = z.output<typeof LayerAccess>;

/** Whether a role reads a layer, given that it reads the register. */
export const mayReadLayer = (role: Role, layer: { readers: readonly Role[] | null }): boolean => layer.readers === null || layer.readers.includes(role);

/**
 * The columns of the house's layers that may ever be published: nothing that names or leads to a person. Listings are not on the list: where a
 * host lives is personal, so the open page counts them by zone and hides counts under five.
 */
export const PUBLISHABLE: Readonly<Record<BuiltInLayer, readonly string[]>> = {
  assets: ['code', 'name', 'name_ar', 'nature', 'domain_class', 'district'], listings: [], zones: ['label', 'label_ar'], parcels: [],
};
/** The least count of listings the open page states; a smaller one is said to be "fewer than five" (the same threshold for every zone, so that none is found by subtraction of shown ones alone). */
export const LEAST_COUNT = 5;
/** The attributes of a layer that may be published: a fixed list for the house's, what its form does not call personal for an own one. */
export const publishableOf = ({ name, kind, fields, form }: Pick<LayerEntry, 'name' | 'kind' | 'fields' | 'form'>): readonly string[] =>
  (kind === 'built-in' ? PUBLISHABLE[name as BuiltInLayer] : fields.map((f) => f.name).filter((f) => !(form ?? []).some((q) => q.name === f && q.personal)));
