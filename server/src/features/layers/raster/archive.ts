import { open, type FileHandle } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { PMTiles, ResolvedValueCache, type Source } from 'pmtiles';
import sharp from 'sharp';
import { countOf, tilesOf } from '@sommier/domain/layers';
import { type Cut, type CutJob, refuse } from './protocol.ts';

/** Nothing an honest archive holds in one piece is larger. */
const MOST_BYTES = 32 * 2 ** 20;
const MEDIA: Readonly<Record<number, Cut['media']>> = { 2: 'image/png', 3: 'image/jpeg', 4: 'image/webp', 5: 'image/avif' };
const FORMATS: Readonly<Record<Cut['media'], readonly string[]>> = { 'image/png': ['png'], 'image/jpeg': ['jpeg'], 'image/webp': ['webp'], 'image/avif': ['heif', 'avif'] };

class Disk implements Source {
  readonly #file: FileHandle;
  constructor(file: FileHandle) { this.#file = file; }
  getKey(): string { return 'archive'; }
  async getBytes(offset: number, length: number): Promise<{ data: ArrayBuffer }> {
    if (length > MOST_BYTES) throw new Error('a part of the archive is too large');
    const data = new ArrayBuffer(length);
    const { bytesRead } = await this.#file.read(new Uint8Array(data), 0, length, offset);
    return { data: data.slice(0, bytesRead) };
  }
}
/** None (1) or gzip (2), never more than an honest directory. */
const unpack = (bytes: ArrayBuffer, compression: number): Promise<ArrayBuffer> => {
  if (compression <= 1) return Promise.resolve(bytes);
  if (compression !== 2) return Promise.reject(new Error('the archive is packed in a way that is not read'));
  const out = gunzipSync(new Uint8Array(bytes), { maxOutputLength: MOST_BYTES });
  return Promise.resolve(out.buffer.slice(out.byteOffset, out.byteOffset + out.byteLength) as ArrayBuffer);
};

const HALF = 20_037_508.342789244;
const metres = (lon: number, lat: number): [number, number] => [(lon / 180) * HALF, (Math.log(Math.tan(Math.PI / 4 + (Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 360)) / Math.PI) * HALF];

/** Takes the tiles of a PMTiles archive of pictures as they are, once each was seen to be a picture of the archive's kind and size. */
export async function readArchive(job: CutJob, keep: (z: number, x: number, y: number, bytes: Buffer) => Promise<void>, progress: (done: number, total: number) => void): Promise<Cut> {
  const file = await open(job.file);
  try {
    const archive = new PMTiles(new Disk(file), new ResolvedValueCache(64, false, unpack), unpack);
    const h = await archive.getHeader();
    if (h.tileType === 1 || Number(h.tileType) === 6) return refuse('vector');
    const media = MEDIA[h.tileType];
    if (media === undefined || h.specVersion !== 3) return refuse('kind');
    const [w, s] = metres(h.minLon, h.minLat), [e, n] = metres(h.maxLon, h.maxLat);
    if (!(w < e && s < n) || h.minZoom > h.maxZoom || h.maxZoom > 24) return refuse('no_place');
    const ranges = Array.from({ length: h.maxZoom - h.minZoom + 1 }, (_, i) => ({ z: h.minZoom + i, range: tilesOf([w, s, e, n], h.minZoom + i) }));
    const total = ranges.reduce((sum, { range }) => sum + countOf(range), 0);
    if (total > job.most) return refuse('too_many', { most: job.most });
    let tileSize: number | undefined, tiles = 0, done = 0;
    for (const { z, range } of ranges) for (let y = range.y0; y <= range.y1; y += 1) for (let x = range.x0; x <= range.x1; x += 1) {
      if ((done += 1) % 50 === 0) progress(done, total);
      const found = await archive.getZxy(z, x, y);
      if (found === undefined || found.data.byteLength === 0) continue;
      const bytes = Buffer.from(found.data);
      const seen = await sharp(bytes, { limitInputPixels: 512 * 512 }).metadata().catch(() => undefined);
      if (seen === undefined || !FORMATS[media].includes(seen.format) || seen.width !== seen.height || (seen.width !== 256 && seen.width !== 512) || seen.width !== (tileSize ??= seen.width)) return refuse('unreadable', { why: `${String(z)}/${String(x)}/${String(y)}` });
      await keep(z, x, y, bytes);
      tiles += 1;
    }
    if (tiles === 0) return refuse('empty');
    return { media, tileSize: tileSize === 512 ? 512 : 256, minZoom: h.minZoom, maxZoom: h.maxZoom, bounds: [h.minLon, h.minLat, h.maxLon, h.maxLat], tiles, crs: 3857, pixelM: null, reduced: false };
  } finally { await file.close(); }
}
