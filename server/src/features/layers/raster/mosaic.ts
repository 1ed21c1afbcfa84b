import sharp from 'sharp';
import type { LayerEntry, TileRange } from '@sommier/domain/layers';
import type { Tx } from '../../../platform/db/index.ts';
import { readTiles } from './raster.queries.ts';

/** Tiles of a range of one zoom as one picture in RGBA; what the source has not is transparent. Undefined where it has no tile of them. The caller bounds the range: a tile of 256 pixels takes 256 kB. */
export async function mosaic(tx: Tx, raster: NonNullable<LayerEntry['raster']>, z: number, range: TileRange): Promise<{ width: number; height: number; data: Buffer } | undefined> {
  const size = raster.tileSize, width = (range.x1 - range.x0 + 1) * size, height = (range.y1 - range.y0 + 1) * size;
  const tiles = await readTiles(tx, raster.id, z, range);
  if (tiles.length === 0) return undefined;
  const data = Buffer.alloc(width * height * 4);
  for (const tile of tiles) {
    const raw = await sharp(tile.bytes, { limitInputPixels: 512 * 512 }).ensureAlpha().toColourspace('srgb').raw().toBuffer();
    const left = (tile.x - range.x0) * size, top = (tile.y - range.y0) * size;
    for (let y = 0; y < size; y += 1) raw.copy(data, ((top + y) * width + left) * 4, y * size * 4, (y + 1) * size * 4);
  }
  return { width, height, data };
}
