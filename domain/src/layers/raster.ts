import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';

/** The largest picture that may be sent. */
export const MAX_RASTER_BYTES = 2 * 1024 ** 3;
/** The most tiles a picture is cut into: a larger one is kept at a coarser scale, and its card says so. */
export const MOST_RASTER_TILES = 20_000;

/** What a picture layer is made of: the zooms it has tiles for, the size of a tile in pixels, what they weigh, the ground a pixel of the source covers (metres), and whether it was kept coarser than its source. */
export const RasterFacts = z.object({
  id: Id, minZoom: z.number().int(), maxZoom: z.number().int(), tileSize: z.number().int(), tiles: z.number().int(), bytes: z.number(), pixelM: z.number().nullable(), reduced: z.boolean(),
}).meta({ id: 'RasterFacts' });
export type RasterFacts = z.output<typeof RasterFacts>;

/** Web Mercator: half the width of the world, metres. */
const HALF = 20_037_508.342789244;
/** Metres of EPSG:3857 a pixel of a 256 pixel tile covers at zoom `z`. */
export const metresAt = (z: number): number => (2 * HALF) / 256 / 2 ** z;
/** The zoom whose pixels are about as fine as `metres` (EPSG:3857): a little coarser rather than a whole zoom finer. */
export const zoomFor = (metres: number): number => Math.max(0, Math.min(22, Math.ceil(Math.log2(metresAt(0) / metres) - 0.35)));

export interface TileRange { x0: number; y0: number; x1: number; y1: number }
/** The tiles of zoom `z` that hold some of a box in EPSG:3857 (west, south, east, north). */
export function tilesOf([w, s, e, n]: readonly [number, number, number, number], z: number): TileRange {
  const side = 2 ** z, edge = (2 * HALF) / side;
  const at = (v: number): number => Math.max(0, Math.min(side - 1, v));
  return { x0: at(Math.floor((w + HALF) / edge)), x1: at(Math.ceil((e + HALF) / edge) - 1), y0: at(Math.floor((HALF - n) / edge)), y1: at(Math.ceil((HALF - s) / edge) - 1) };
}
export const countOf = ({ x0, y0, x1, y1 }: TileRange): number => (x1 - x0 + 1) * (y1 - y0 + 1);
/** The corners of a tile in EPSG:3857: west, south, east, north. */
export function boxOf(z: number, x: number, y: number): [number, number, number, number] {
  const edge = (2 * HALF) / 2 ** z;
  return [x * edge - HALF, HALF - (y + 1) * edge, (x + 1) * edge - HALF, HALF - y * edge];
}
/** Degrees of a point in EPSG:3857. */
export const degreesOf = (x: number, y: number): [lon: number, lat: number] => [(x / HALF) * 180, (Math.atan(Math.sinh((y / HALF) * Math.PI)) * 180) / Math.PI];
