import { AppError } from '@sommier/domain/shared';
import { z } from 'zod';

/** What is asked of the process that cuts a picture: the file in its folder, where its tiles go, and the system the sender says it is in. */
export interface CutJob { folder: string; file: string; kind: 'tif' | 'pmtiles'; crs: number | null; most: number }
/** What came of it. Tiles lie in `<folder>/tiles` as `z_x_y`, all of one kind and size. `bounds` in degrees; `pixelM` is the ground of a source pixel, metres of EPSG:3857. */
export const Cut = z.object({
  media: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/avif']), tileSize: z.union([z.literal(256), z.literal(512)]), minZoom: z.number().int(), maxZoom: z.number().int(),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]), tiles: z.number().int(), crs: z.number().int().nullable(), pixelM: z.number().nullable(), reduced: z.boolean(),
});
export type Cut = z.output<typeof Cut>;
export const FromChild = z.union([z.object({ done: z.number(), total: z.number() }), z.object({ cut: Cut }), z.object({ reason: z.string(), detail: z.record(z.string(), z.unknown()) })]);
export type FromChild = z.output<typeof FromChild>;

/** The file as a whole is refused; `reason` has its words in the catalogue of texts. */
export const refuse = (reason: string, detail: Record<string, unknown> = {}): never => { throw new AppError('unsupported_file', reason, { reason: `layers.raster.${reason}`, ...detail }); };
