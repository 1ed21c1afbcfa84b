import { open, type FileHandle } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { type Header, PMTiles, ResolvedValueCache, type Source, tileIdToZxy } from 'pmtiles';
import sharp from 'sharp';
import { boxOf, degreesOf } from '@sommier/domain/layers';
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

/** The places of all tiles, in order, by the directories and not by the bounds the archive claims. Throws where there are more than `most`. */
async function idsOf(cache: ResolvedValueCache, source: Source, h: Header, most: number): Promise<number[]> {
  const ids: number[] = [];
  const walk = async (offset: number, length: number, deep: number): Promise<void> => {
    for (const entry of await cache.getDirectory(source, offset, length, h)) {
      if (ids.length + entry.runLength > most) return refuse('too_many', { most });
      if (entry.runLength > 0) for (let i = 0; i < entry.runLength; i += 1) ids.push(entry.tileId + i);
      else if (deep < 3) await walk((h.leafDirectoryOffset) + entry.offset, entry.length, deep + 1);
    }
  };
  await walk(h.rootDirectoryOffset, h.rootDirectoryLength, 0);
  return ids;
}

/** Takes the tiles of a PMTiles archive of pictures as they are, once each was seen to be a picture of the archive's kind and size. */
export async function readArchive(job: CutJob, keep: (z: number, x: number, y: number, bytes: Buffer) => Promise<void>, progress: (done: number, total: number) => void): Promise<Cut> {
  const file = await open(job.file);
  try {
    const source = new Disk(file), cache = new ResolvedValueCache(64, false, unpack), archive = new PMTiles(source, cache, unpack);
    const h = await archive.getHeader();
    if (h.tileType === 1 || Number(h.tileType) === 6) return refuse('vector');
    const media = MEDIA[h.tileType];
    if (media === undefined || h.specVersion !== 3) return refuse('kind');
    if (h.minZoom > h.maxZoom || h.maxZoom > 24) return refuse('kind');
    const ids = await idsOf(cache, source, h, job.most);
    const total = ids.length;
    let tileSize: number | undefined, tiles = 0, done = 0;
    let [west, south, east, north] = [180, 90, -180, -90];
    for (const id of ids) {
      const [z, x, y] = tileIdToZxy(id);
      if ((done += 1) % 50 === 0) progress(done, total);
      const found = await archive.getZxy(z, x, y);
      if (found === undefined || found.data.byteLength === 0) continue;
      const bytes = Buffer.from(found.data);
      const seen = await sharp(bytes, { limitInputPixels: 512 * 512 }).metadata().catch(() => undefined);
      if (seen === undefined || !FORMATS[media].includes(seen.format) || seen.width !== seen.height || (seen.width !== 256 && seen.width !== 512) || seen.width !== (tileSize ??= seen.width)) return refuse('unreadable', { why: `${String(z)}/${String(x)}/${String(y)}` });
      await keep(z, x, y, bytes);
      const [w, s, e, n] = boxOf(z, x, y), [lonW, latS] = degreesOf(w, s), [lonE, latN] = degreesOf(e, n);
      if (z === h.maxZoom) [west, south, east, north] = [Math.min(west, lonW), Math.min(south, latS), Math.max(east, lonE), Math.max(north, latN)];
      tiles += 1;
    }
    if (tiles === 0) return refuse('empty');
    return { media, tileSize: tileSize === 512 ? 512 : 256, minZoom: h.minZoom, maxZoom: h.maxZoom, bounds: west < east ? [west, south, east, north] : [h.minLon, h.minLat, h.maxLon, h.maxLat], tiles, crs: 3857, pixelM: null, reduced: false };
  } finally { await file.close(); }
}
