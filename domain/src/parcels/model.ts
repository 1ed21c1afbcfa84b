import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { Bounds, Geometry } from '../shared/geo.ts';
import { TITLE_STATES } from '../assets/model.ts';

/** A parcel as its source states it. `statedAreaM2` is the paper's, `areaM2` the geodesic area of what is drawn; both are kept. */
export const ParcelRow = z.object({
  id: Id, reference: z.string().nullable(), titleState: z.enum(TITLE_STATES).nullable(), statedAreaM2: z.number().nullable(), areaM2: z.number().nullable(),
  located: z.boolean(), lon: z.number().nullable(), lat: z.number().nullable(), version: z.number().int(),
}).meta({ id: 'ParcelRow' });
export type ParcelRow = z.output<typeof ParcelRow>;

export const ParcelSheet = ParcelRow.extend({
  attributes: z.record(z.string(), z.unknown()), geometry: Geometry.nullable(), bounds: Bounds.nullable(), sourceKey: z.string(),
  sourceSrid: z.number().int().nullable(), accuracyM: z.number().nullable(), batchId: Id.nullable(),
  /** Other parcels that carry the same reference. */
  sameReference: z.array(z.object({ id: Id, titleState: z.enum(TITLE_STATES).nullable(), areaM2: z.number().nullable() })),
  assets: z.array(z.object({ id: Id, code: z.string(), name: z.string() })),
}).meta({ id: 'ParcelSheet' });
export type ParcelSheet = z.output<typeof ParcelSheet>;
