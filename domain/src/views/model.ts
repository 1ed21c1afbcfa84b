import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { Geometry } from '../shared/geo.ts';

export const VIEW_SCREENS = ['register', 'map', 'occupations'] as const;
/** A saved state of a screen: codes as its address has them; words and a drawn shape, which may be personal, beside it. */
export const ViewState = z.strictObject({
  search: z.string().max(4000), words: z.string().trim().min(1).max(200).nullable().default(null),
  shape: Geometry.refine((g) => g.type === 'Polygon' || g.type === 'MultiPolygon', { message: 'polygon' }).nullable().default(null),
});
export const NewView = z.strictObject({ screen: z.enum(VIEW_SCREENS), name: z.string().trim().min(1).max(120), shared: z.boolean().default(false), ...ViewState.shape }).meta({ id: 'NewView' });
export type NewView = z.output<typeof NewView>;
export const SavedView = z.object({
  id: Id, screen: z.enum(VIEW_SCREENS), name: z.string(), shared: z.boolean(), mine: z.boolean(), owner: z.string(), search: z.string(), words: z.string().nullable(), shape: Geometry.nullable(), version: z.number().int(),
}).meta({ id: 'SavedView' });
export type SavedView = z.output<typeof SavedView>;
