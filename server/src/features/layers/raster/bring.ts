import { hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, link, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BUILT_IN_LAYERS, MOST_RASTER_TILES } from '@sommier/domain/layers';
import type { Bounds } from '@sommier/domain/shared';
import { AppError } from '@sommier/domain/shared';
import { record } from '../../../platform/audit/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Deps } from '../../../platform/deps.ts';
import { holdCard } from '../card.store.ts';
import { cutPicture, kindOf } from './cut.ts';
import { beginRaster, dropUnnamed, nameRaster, putTiles, type Tile } from './raster.store.ts';

/** Tiles written in one transaction: few, so that nobody waits behind a picture. */
const SLICE = 16;

export interface Brought { name: string; tiles: number; minZoom: number; maxZoom: number; bounds: Bounds; reduced: boolean; crs: number | null }
export interface PictureFile { path: string; source: string; name: string; title: string; crs: number | null }
export interface Steps { signal: AbortSignal; progress: (done: number, total: number | null, stage: string) => void; confirm?: (tx: Tx) => Promise<void>; job: string | null; person: string | null }

/** Throws `conflict` where a layer of another kind has the name. */
export async function refuseTaken(tx: Tx, name: string): Promise<void> {
  const { rows } = await tx.raw('select 1 from layer where commune_id = current_commune() and name = ?', [name]) as { rows: unknown[] };
  if (rows.length > 0 || (BUILT_IN_LAYERS as readonly string[]).includes(name)) throw new AppError('conflict', 'Taken', { reason: 'layers.taken', name });
}
async function hashOf(path: string): Promise<string> {
  const sum = createHash('sha256');
  await pipeline(createReadStream(path), sum);
  return sum.digest('hex');
}

/** A picture of the ground becomes a layer: cut in a process of its own, its tiles written in slices, visible at once at the end; what had its name goes. */
export async function bringPicture(deps: Deps, commune: number, picture: PictureFile, steps: Steps): Promise<Brought> {
  const kind = kindOf(picture.source), folder = await deps.files.scratch('raster'), file = join(folder, `source.${kind}`);
  const scope = { commune, ...(steps.person === null ? {} : { person: steps.person }) };
  const job = steps.job ?? `-${String(parseInt(hash('sha1', folder).slice(0, 12), 16))}`;
  try {
    // The process sees this folder alone: the file stands in it under a name of ours.
    await link(picture.path, file).catch(() => copyFile(picture.path, file));
    const sha256 = await hashOf(file);
    const cut = await cutPicture({ folder, file: `source.${kind}`, kind, crs: picture.crs, most: MOST_RASTER_TILES }, steps.signal, (done, total) => { steps.progress(done, total, 'cutting'); });
    const raster = await deps.db.inCommune(scope, (tx) => beginRaster(tx, { title: picture.title, source: picture.source, sha256, job }, cut));
    const names = await readdir(join(folder, 'tiles'));
    for (let i = 0; i < names.length; i += SLICE) {
      steps.signal.throwIfAborted();
      const tiles = await Promise.all(names.slice(i, i + SLICE).map(async (name): Promise<Tile> => { const [z = 0, x = 0, y = 0] = name.split('_').map(Number); return { z, x, y, bytes: await readFile(join(folder, 'tiles', name)) }; }));
      await deps.db.inCommune(scope, (tx) => putTiles(tx, raster, cut.media, tiles));
      steps.progress(Math.min(names.length, i + SLICE), names.length, 'writing');
    }
    await deps.db.inCommune(scope, async (tx) => {
      await steps.confirm?.(tx);
      await refuseTaken(tx, picture.name);
      await nameRaster(tx, raster, picture.name);
      await holdCard(tx, picture.name);
      await record(tx, { commune, person: steps.person, via: steps.person === null ? 'command' : 'person' }, [{ action: 'layer.raster_added', subject: `layer:${picture.name}`, detail: { source: picture.source, sha256, tiles: cut.tiles, crs: cut.crs } }]);
    });
    return { name: picture.name, tiles: cut.tiles, minZoom: cut.minZoom, maxZoom: cut.maxZoom, bounds: cut.bounds, reduced: cut.reduced, crs: cut.crs };
  } catch (fault) {
    await deps.db.inCommune(scope, (tx) => dropUnnamed(tx, job));
    throw fault;
  } finally { await deps.files.remove(folder); }
}
