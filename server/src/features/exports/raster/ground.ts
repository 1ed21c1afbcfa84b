import { setImmediate as breathe } from 'node:timers/promises';
import sharp from 'sharp';
import { boxOf, countOf, type LayerEntry, metresAt, tilesOf } from '@sommier/domain/layers';
import type { Read, Tx } from '../../../platform/db/index.ts';
import { mosaic } from '../../layers/index.ts';
import type { GroundPiece } from '../pdf/map-document.ts';
import { POINTS_PER_MM } from '../pdf/map-document.ts';
import type { FrameHere } from '../print-layer.ts';
import { type Mesh, onMesh, type Pixels, resample } from './sample.ts';

/** Side of a piece, pixels: what is held at once, and how long nothing else is served (0.1 s). */
const PIECE = 1024;
/** Tiles of the source held for one piece. */
const MOST_TILES = 220;
/** Cells of the mesh along a side of the frame: between its points the two projections differ by less than a centimetre at any scale of a sheet. */
const CELLS = 48;

type Picture = Pick<LayerEntry, 'raster' | 'bounds'>;

/** Where the frame's points lie in EPSG:3857, by the very way the drawn layers take from EPSG:4326. */
async function meshOf(tx: Tx, { frame, box, scale }: FrameHere): Promise<Mesh> {
  const metres = scale / 1000 / POINTS_PER_MM;
  const [w, h] = [box.width * metres, box.height * metres];
  const { rows } = await tx.raw(`with g as (select i, j, (i::float8 / :n - 0.5) * :w::float8 as r, (0.5 - j::float8 / :n) * :h::float8 as u from generate_series(0, :n::integer) j, generate_series(0, :n::integer) i)
    select st_x(p) as x, st_y(p) as y from (select i, j, st_transform(st_transform(st_setsrid(st_makepoint(:e::float8 + r * :cos::float8 + u * :sin::float8, :north::float8 - r * :sin::float8 + u * :cos::float8), cast(:srid as integer)), 4326), 3857) as p from g) q order by j, i`,
  { n: CELLS, w, h, e: frame.centre[0], north: frame.centre[1], sin: Math.sin(frame.rotation), cos: Math.cos(frame.rotation), srid: frame.epsg }) as { rows: { x: number; y: number }[] };
  return { nx: CELLS, ny: CELLS, width: box.width, height: box.height, values: Float64Array.from(rows.flatMap((p) => [p.x, p.y])) };
}

/**
 * A picture layer as the frame shows it: drawn again into the sheet's projection, turned as the sheet is, at `dpi`, as pieces that overlap by a pixel so that
 * no line shows between them. Points of paper from the top left corner of the sheet. No piece where the picture has nothing.
 */
export async function groundPieces(read: Read, picture: Picture, here: FrameHere, dpi: number, signal?: AbortSignal): Promise<GroundPiece[]> {
  const { raster } = picture;
  if (!raster) return [];
  const mesh = await read((tx) => meshOf(tx, here));
  const { box, scale } = here, point = 72 / dpi;
  const [across, down] = [Math.ceil(box.width / point), Math.ceil(box.height / point)];
  // A pixel of paper in metres of EPSG:3857, where a metre is longer by the latitude.
  const here0 = onMesh(mesh, box.width / 2, box.height / 2), next = onMesh(mesh, box.width / 2 + point, box.height / 2);
  const fine = Math.hypot(next[0] - here0[0], next[1] - here0[1]) || scale * 0.0254 / dpi;
  let z = raster.minZoom;
  while (z < raster.maxZoom && metresAt(z) * 256 / raster.tileSize > fine * 1.05) z += 1;
  const tile = metresAt(z) * 256;
  const side = Math.max(32, Math.min(PIECE, Math.floor(Math.sqrt(MOST_TILES) * tile / fine / 1.5)));
  const pieces: GroundPiece[] = [];
  for (let y = 0; y < down; y += side) for (let x = 0; x < across; x += side) {
    signal?.throwIfAborted();
    const [width, height] = [Math.min(side + 1, across - x), Math.min(side + 1, down - y)];
    const corners = [0, 0.25, 0.5, 0.75, 1].flatMap((k) => [onMesh(mesh, (x + k * width) * point, y * point), onMesh(mesh, (x + k * width) * point, (y + height) * point), onMesh(mesh, x * point, (y + k * height) * point), onMesh(mesh, (x + width) * point, (y + k * height) * point)]);
    const [xs, ys] = [corners.map((c) => c[0]), corners.map((c) => c[1])];
    const range = tilesOf([Math.min(...xs) - 2 * fine, Math.min(...ys) - 2 * fine, Math.max(...xs) + 2 * fine, Math.max(...ys) + 2 * fine], z);
    if (countOf(range) > MOST_TILES * 4) continue;
    const source = await read((tx) => mosaic(tx, raster, z, range));
    if (source === undefined) continue;
    const [west, , , north] = boxOf(z, range.x0, range.y0), k = raster.tileSize / tile;
    const out: Pixels = { width, height, data: Buffer.alloc(width * height * 4) };
    const covered = resample(source, out, (py) => {
      // Straight within a piece: a row bends by less than a fiftieth of a millimetre of paper.
      const [ax, ay] = onMesh(mesh, (x + 0.5) * point, (y + py + 0.5) * point), [bx, by] = onMesh(mesh, (x + width - 0.5) * point, (y + py + 0.5) * point), steps = Math.max(1, width - 1);
      return [(ax - west) * k, (north - ay) * k, (bx - ax) * k / steps, (ay - by) * k / steps];
    });
    await breathe();
    if (covered === 'none') continue;
    const drawn = sharp(out.data, { raw: { width, height, channels: 4 } });
    pieces.push({ bytes: covered === 'all' ? await drawn.removeAlpha().jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer() : await drawn.png({ compressionLevel: 6 }).toBuffer(), x: box.x + x * point, y: box.y + y * point, width: width * point, height: height * point });
  }
  return pieces;
}
