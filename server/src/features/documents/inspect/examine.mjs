// The process that opens one picture or PDF: it has no database, no secret and no network to speak of, and ends with its file.
// @ts-check
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExifReader from 'exifreader';
import sharp from 'sharp';

const THUMB = 320;
const COPY = 1600;
const PIXELS = 150_000_000;
const PDF_BYTES = 60_000_000;
const EXIF_BYTES = 2_000_000;

// Only the readers of the types that are taken: libvips knows many more, and each is a door.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif', 'VipsForeignLoadTiff', 'VipsForeignLoadHeif'] });
sharp.cache(false);
sharp.concurrency(1);

/** @param {string} path */
const headOf = async (path) => {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(EXIF_BYTES), 0, EXIF_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally { await handle.close(); }
};

/** What the camera wrote: its hour (without zone) and its position. @param {string} path */
const exifOf = async (path) => {
  try {
    const tags = ExifReader.load(await headOf(path), { expanded: true });
    const said = tags.exif?.DateTimeOriginal?.description ?? tags.exif?.DateTime?.description ?? '';
    const at = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})/.exec(said);
    const lon = tags.gps?.Longitude, lat = tags.gps?.Latitude;
    const placed = typeof lon === 'number' && typeof lat === 'number' && Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && (lon !== 0 || lat !== 0);
    return { takenAt: at && at[1] !== '0000' ? `${at[1]}-${at[2]}-${at[3]}T${at[4]}:${at[5]}:${at[6]}` : null, lon: placed ? lon : null, lat: placed ? lat : null };
  } catch {
    return { takenAt: null, lon: null, lat: null };
  }
};

/** @param {{ path: string; media: string; folder: string }} ask */
const picture = async ({ path, folder }) => {
  const exif = await exifOf(path);
  const input = () => sharp(path, { limitInputPixels: PIXELS, failOn: 'error', sequentialRead: true }).autoOrient();
  const thumb = await input().resize(THUMB, THUMB, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 70 }).toFile(join(folder, 'thumb.webp'));
  await input().resize(COPY, COPY, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 80 }).toFile(join(folder, 'copy.webp'));
  const meta = await sharp(path, { limitInputPixels: PIXELS }).metadata();
  const turned = (meta.orientation ?? 1) >= 5;
  return { ...exif, width: turned ? meta.height : meta.width, height: turned ? meta.width : meta.height, thumbnail: thumb.width > 0, copy: true };
};

/** @param {{ path: string; folder: string }} ask */
const pdf = async ({ path, folder }) => {
  if ((await stat(path)).size > PDF_BYTES) return {};
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(await readFile(path));
  const pages = document.getPageCount();
  const page = document.getPage(0);
  const size = page.getSize({ scale: 1 });
  const scale = Math.min(4, (2 * THUMB) / Math.max(size.width, size.height, 1));
  const image = await page.render({ scale, render: ({ data, width, height }) => sharp(Buffer.from(data), { raw: { width, height, channels: 4 } }).png().toBuffer() });
  const small = await sharp(Buffer.from(image.data)).flatten({ background: '#ffffff' }).resize(THUMB, THUMB, { fit: 'inside' }).webp({ quality: 75 }).toBuffer();
  await writeFile(join(folder, 'thumb.webp'), small);
  return { pages, thumbnail: true };
};

process.once('message', async (/** @type {{ path: string; media: string; folder: string }} */ ask) => {
  /** @type {Record<string, unknown>} */
  let facts = {};
  try {
    facts = ask.media === 'application/pdf' ? await pdf(ask) : await picture(ask);
  } catch (error) {
    // A picture no reader opens (HEIC, a cut file) still tells what its camera wrote.
    facts = { ...(ask.media.startsWith('image/') ? await exifOf(ask.path) : {}), failed: error instanceof Error ? error.message.slice(0, 300) : String(error) };
  }
  process.send?.(facts, () => process.exit(0));
});
process.on('disconnect', () => process.exit(1));
