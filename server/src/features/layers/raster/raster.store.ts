import type { Tx } from '../../../platform/db/index.ts';
import type { Cut } from './protocol.ts';

export interface NewPicture { title: string; source: string; sha256: string; job: string | null }
export interface Tile { z: number; x: number; y: number; bytes: Buffer }

/** Begins a picture that nobody sees yet; its id. */
export async function beginRaster(tx: Tx, p: NewPicture, cut: Cut): Promise<string> {
  const [west, south, east, north] = cut.bounds;
  const { rows: [made] } = await tx.raw(`insert into raster (commune_id, title, source, sha256, job_id, source_crs, pixel_m, reduced, tile_size, min_zoom, max_zoom, west, south, east, north)
    values (current_commune(), :title, :source, :sha256, :job, :crs, :pixel, :reduced, :size, :min, :max, :west, :south, :east, :north) returning id`,
  { title: p.title, source: p.source, sha256: p.sha256, job: p.job, crs: cut.crs, pixel: cut.pixelM, reduced: cut.reduced, size: cut.tileSize, min: cut.minZoom, max: cut.maxZoom, west, south, east, north }) as { rows: { id: string }[] };
  if (made === undefined) throw new Error('the picture was not written');
  return made.id;
}
export async function putTiles(tx: Tx, raster: string, media: Cut['media'], tiles: readonly Tile[]): Promise<void> {
  if (tiles.length === 0) return;
  await tx.raw(`insert into raster_tile (commune_id, raster_id, z, x, y, media, bytes) values ${tiles.map(() => '(current_commune(), ?, ?, ?, ?, ?, ?)').join(', ')}`, tiles.flatMap((t) => [raster, t.z, t.x, t.y, media, t.bytes]));
}
/** Gives the finished picture its name; the one that had it goes. */
export async function nameRaster(tx: Tx, raster: string, name: string): Promise<void> {
  await tx.raw('delete from raster where commune_id = current_commune() and name = ?', [name]);
  await tx.raw(`update raster r set name = :name, tiles = t.n, bytes = t.bytes from (select count(*)::integer as n, coalesce(sum(length(bytes)), 0) as bytes from raster_tile where commune_id = current_commune() and raster_id = :raster) t
    where r.commune_id = current_commune() and r.id = :raster`, { name, raster });
}
/** Removes what a run left unfinished. */
export const dropUnnamed = (tx: Tx, job: string): Promise<unknown> => tx.raw('delete from raster where commune_id = current_commune() and name is null and job_id = ?', [job]);
/** Removes a picture layer with its tiles and card; false where there is none. */
export async function removeRaster(tx: Tx, name: string): Promise<boolean> {
  const { rows } = await tx.raw('delete from raster where commune_id = current_commune() and name = ? returning id', [name]) as { rows: unknown[] };
  if (rows.length > 0) await tx.raw('delete from layer_card where commune_id = current_commune() and name = ?', [name]);
  return rows.length > 0;
}
