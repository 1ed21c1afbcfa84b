import sharp from 'sharp';
import { boxOf, countOf, type LayerEntry, metresAt, tilesOf } from '@sommier/domain/layers';
import type { Bounds } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { mosaic } from '../layers/index.ts';

/** The page is light: a picture is no wider nor higher than this, pixels. */
const SIDE = 900;
const MOST_TILES = 400;
const RADIUS = 6378137;
/** Bounds in EPSG:3857. */
export const webOf = ([w, s, e, n]: Bounds): [number, number, number, number] => {
  const y = (lat: number): number => RADIUS * Math.log(Math.tan(Math.PI / 4 + lat * Math.PI / 360));
  return [RADIUS * w * Math.PI / 180, y(s), RADIUS * e * Math.PI / 180, y(n)];
};

/** A picture of the ground within its own bounds, as WebP; undefined where it has nothing, or is cut too fine to be shown so small. */
export async function smallPicture(tx: Tx, { raster, bounds }: Pick<LayerEntry, 'raster' | 'bounds'>): Promise<Buffer | undefined> {
  if (!raster || !bounds) return undefined;
  const box = webOf(bounds), [w, s, e, n] = box;
  const fine = Math.max(e - w, n - s) / SIDE;
  let z = raster.minZoom;
  while (z < raster.maxZoom && metresAt(z) * 256 / raster.tileSize > fine) z += 1;
  const range = tilesOf(box, z);
  if (countOf(range) > MOST_TILES) return undefined;
  const whole = await mosaic(tx, raster, z, range);
  if (whole === undefined) return undefined;
  const [west, , , north] = boxOf(z, range.x0, range.y0), k = raster.tileSize / (metresAt(z) * 256);
  const [left, top] = [Math.max(0, Math.round((w - west) * k)), Math.max(0, Math.round((north - n) * k))];
  const [width, height] = [Math.max(1, Math.min(whole.width - left, Math.round((e - w) * k))), Math.max(1, Math.min(whole.height - top, Math.round((n - s) * k)))];
  return sharp(whole.data, { raw: { width: whole.width, height: whole.height, channels: 4 } }).extract({ left, top, width, height }).resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true }).webp({ quality: 72 }).toBuffer();
}
