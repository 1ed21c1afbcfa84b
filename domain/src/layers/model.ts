import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { Bounds, Geometry } from '../shared/geo.ts';

/** The name of a layer is the same in tiles, exports, prints and commands. */
export const LayerName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/);
export const BUILT_IN_LAYERS = ['assets', 'listings', 'zones', 'parcels'] as const;
export type BuiltInLayer = (typeof BUILT_IN_LAYERS)[number];
export const GEOMETRY_KINDS = ['point', 'line', 'polygon', 'mixed'] as const;

export const LayerField = z.object({ name: z.string(), type: z.enum(['text', 'number', 'boolean', 'date', 'json']) });
export type LayerField = z.output<typeof LayerField>;

/** One line of the layers drawer: what it is called, what it holds, where it lies, and the version its tiles are as of. */
export const LayerEntry = z.object({
  name: LayerName, title: z.string().nullable(), kind: z.enum(['built-in', 'own']), geometryType: z.enum(GEOMETRY_KINDS), count: z.number().int(),
  unlocated: z.number().int(), bounds: Bounds.nullable(), fields: z.array(LayerField), version: z.string(), changedAt: z.string().nullable(),
  source: z.string().nullable(), sourceDate: z.iso.date().nullable(),
  /** Zones only: the sets, each a layer of its own on the map. */
  sets: z.array(z.object({ id: Id, name: z.string(), count: z.number().int(), validFrom: z.iso.date().nullable() })).optional(),
}).meta({ id: 'LayerEntry' });
export type LayerEntry = z.output<typeof LayerEntry>;

export const LayerFeature = z.object({ id: Id, sourceKey: z.string(), attributes: z.record(z.string(), z.unknown()), lon: z.number().nullable(), lat: z.number().nullable() })
  .meta({ id: 'LayerFeature' });
export type LayerFeature = z.output<typeof LayerFeature>;
export const LayerFeatureSheet = LayerFeature.extend({ geometry: Geometry.nullable(), bounds: Bounds.nullable(), batchId: Id.nullable() }).meta({ id: 'LayerFeatureSheet' });
