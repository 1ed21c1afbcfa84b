import { readFile, rm, stat } from 'node:fs/promises';
import { boxOf, countOf, degreesOf, metresAt, type TileRange, tilesOf, zoomFor } from '@sommier/domain/layers';
import { type Dataset, type Gdal, infoOf, pathIn, type RasterInfo } from './gdal.ts';
import { type Colours, encoded, halved, isEmpty, joined, partOf, SIDE, type Square, toRgba } from './pixels.ts';
import { type Cut, type CutJob, refuse } from './protocol.ts';

type Box = [number, number, number, number];
/** A block is warped at once: this many zooms above the finest, so 4,096 pixels wide at most. */
const BLOCK = 4;
/** The web grid ends here, in metres of EPSG:3857. */
const WORLD = 20_037_508;
const EDGE_POINTS = 20;
/** Zooms a picture is still seen at from afar, smaller than a tile. */
const FAR = 4;

const at = ([x0, dx, rx, y0, ry, dy]: number[], px: number, py: number): number[] => [(x0 ?? 0) + px * (dx ?? 0) + py * (rx ?? 0), (y0 ?? 0) + px * (ry ?? 0) + py * (dy ?? 0)];

/** Where the picture lies on the web grid, and how fine it is there: its outline and the middle pixel, carried over point by point. */
async function placeOf(gdal: Gdal, { size: [width, height], geoTransform: geo = [] }: RasterInfo, system: string): Promise<{ box: Box; pixel: number }> {
  const steps = Array.from({ length: EDGE_POINTS + 1 }, (_, i) => i / EDGE_POINTS);
  const outline = steps.flatMap((k) => [[k * width, 0], [k * width, height], [0, k * height], [width, k * height]] as [number, number][]);
  const middle: [number, number][] = [[width / 2, height / 2], [width / 2 + 1, height / 2], [width / 2, height / 2 + 1]];
  const carried = await gdal.gdaltransform([...middle, ...outline].map(([x, y]) => at(geo, x, y)), ['-s_srs', system, '-t_srs', 'EPSG:3857', '-output_xy']).catch(() => refuse('no_crs'));
  const [m, right, below, ...edge] = carried.map(([x = NaN, y = NaN]) => [x, y] as const);
  const known = edge.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y) && Math.abs(x) <= WORLD * 1.01);
  if (m === undefined || right === undefined || below === undefined || known.length === 0) return refuse('no_crs');
  const inside = (v: number): number => Math.max(-WORLD, Math.min(WORLD, v));
  const xs = known.map(([x]) => inside(x)), ys = known.map(([, y]) => inside(y));
  const pixel = Math.min(Math.hypot(right[0] - m[0], right[1] - m[1]), Math.hypot(below[0] - m[0], below[1] - m[1]));
  if (!Number.isFinite(pixel) || pixel <= 0) return refuse('no_crs');
  return { box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], pixel };
}

const coloursOf = ({ bands }: RasterInfo): Colours => {
  const spans = bands.filter((b) => b.colorInterpretation !== 'Alpha').slice(0, 3).map((b) => {
    const [min, max, mean, dev] = [b.minimum ?? 0, b.maximum ?? 255, b.mean ?? 0, b.stdDev ?? Infinity];
    return [Math.max(min, mean - 2 * dev), Math.min(max, mean + 2 * dev)] as const;
  });
  return { palette: bands[0]?.colorTable?.entries ?? null, low: Math.min(...spans.map(([l]) => l)), high: Math.max(...spans.map(([, h]) => h)) };
};

/** Levels of the pyramid: the finest the source has pixels for, unless that would be more tiles than are kept; the coarsest that is still a handful. */
export function levelsOf(box: Box, pixel: number, most: number): { minZoom: number; maxZoom: number; reduced: boolean } {
  const wanted = zoomFor(pixel);
  let maxZoom = wanted;
  while (maxZoom > 0 && countOf(tilesOf(box, maxZoom)) * 1.4 > most) maxZoom -= 1;
  let minZoom = maxZoom;
  while (minZoom > 0 && countOf(tilesOf(box, minZoom)) > 4) minZoom -= 1;
  return { minZoom: Math.max(0, minZoom - FAR), maxZoom, reduced: maxZoom < wanted };
}

/** Cuts a GeoTIFF into tiles of the web grid, whatever its reference system: GDAL warps it block by block, so that neither memory nor disk grows with the picture. */
export async function cutGeotiff(gdal: Gdal, job: CutJob, keep: (z: number, x: number, y: number, bytes: Buffer) => Promise<void>, progress: (done: number, total: number) => void): Promise<Cut> {
  const dataset: Dataset | undefined = (await gdal.open(job.file)).datasets[0];
  if (dataset?.type !== 'raster') return refuse('kind');
  const plain = await infoOf(gdal, dataset, false);
  if (plain.driverShortName !== 'GTiff') return refuse('kind');
  const float = plain.bands[0]?.type !== 'Byte', info = float ? await infoOf(gdal, dataset, true) : plain;
  const system = job.crs === null ? info.coordinateSystem?.wkt ?? '' : `EPSG:${String(job.crs)}`;
  if (system === '') return refuse('no_crs');
  if (info.geoTransform === undefined) return refuse('no_place');
  const { box, pixel } = await placeOf(gdal, info, system);
  const { minZoom, maxZoom, reduced } = levelsOf(box, pixel, job.most);
  const colours = coloursOf(info), paletted = colours.palette !== null, blockZoom = Math.max(minZoom, Math.min(maxZoom, minZoom + FAR), maxZoom - BLOCK);
  const blocks = countOf(tilesOf(box, blockZoom));
  let tiles = 0, done = 0;

  const put = async (z: number, x: number, y: number, tile: Square): Promise<void> => {
    if (isEmpty(tile)) return;
    tiles += 1;
    await keep(z, x, y, await encoded(tile, paletted));
  };
  const warped = async (x: number, y: number): Promise<Square> => {
    const side = SIDE * 2 ** (maxZoom - blockZoom);
    const made = await gdal.gdalwarp(dataset, ['-t_srs', 'EPSG:3857', ...(job.crs === null ? [] : ['-s_srs', system]), '-te', ...boxOf(blockZoom, x, y).map(String), '-ts', String(side), String(side),
      '-r', paletted ? 'near' : pixel < metresAt(maxZoom) / 1.5 ? 'average' : 'bilinear', ...(info.bands.length > 4 ? ['-b', '1', '-b', '2', '-b', '3'] : []), '-dstalpha', '-ot', float ? 'Float32' : 'Byte', '-of', 'ENVI', '-co', 'INTERLEAVE=BIP', '-wm', '128'], `block${String(done)}`);
    const raw = await readFile(pathIn(job.folder, made.real));
    for (const { real } of made.all) await rm(pathIn(job.folder, real), { force: true });
    return toRgba(raw, side, float, colours);
  };
  /** One block with all its levels; answers its own tile. */
  const block = async (x: number, y: number): Promise<Square | null> => {
    let square = await warped(x, y);
    progress(done += 1, blocks);
    if (isEmpty(square)) return null;
    for (let z = maxZoom; ; z -= 1) {
      const n = square.side / SIDE;
      for (let row = 0; row < n; row += 1) for (let column = 0; column < n; column += 1) await put(z, x * n + column, y * n + row, n === 1 ? square : partOf(square, column, row));
      if (n === 1) return square;
      square = await halved(square, paletted);
    }
  };
  const tile = async (z: number, x: number, y: number): Promise<Square | null> => {
    const range: TileRange = tilesOf(box, z);
    if (x < range.x0 || x > range.x1 || y < range.y0 || y > range.y1) return null;
    if (z === blockZoom) return block(x, y);
    const parts: (Square | null)[] = [];
    for (const [dx, dy] of [[0, 0], [1, 0], [0, 1], [1, 1]] as const) parts.push(await tile(z + 1, x * 2 + dx, y * 2 + dy));
    if (parts.every((p) => p === null)) return null;
    const own = await halved(joined(parts), paletted);
    await put(z, x, y, own);
    return own;
  };
  const top = tilesOf(box, minZoom);
  for (let y = top.y0; y <= top.y1; y += 1) for (let x = top.x0; x <= top.x1; x += 1) await tile(minZoom, x, y);
  if (tiles === 0) return refuse('empty');
  const epsg = job.crs ?? info.stac?.['proj:epsg'] ?? (/ID\["EPSG",(\d+)\]\]\s*$/.exec(system)?.[1]);
  return { media: 'image/webp', tileSize: 256, minZoom, maxZoom, bounds: [...degreesOf(box[0], box[1]), ...degreesOf(box[2], box[3])], tiles, crs: epsg === undefined || epsg === null ? null : Number(epsg), pixelM: pixel, reduced };
}
/** A file that is no TIFF never reaches GDAL: its first bytes say so. */
export async function isTiff(path: string): Promise<boolean> {
  if ((await stat(path)).size < 8) return false;
  const { open } = await import('node:fs/promises');
  const file = await open(path);
  try {
    const head = Buffer.alloc(4);
    await file.read(head, 0, 4, 0);
    return ['49492a00', '4d4d002a', '49492b00', '4d4d002b'].includes(head.toString('hex'));
  } finally { await file.close(); }
}
