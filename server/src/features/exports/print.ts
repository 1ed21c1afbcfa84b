import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { PrintRequest } from '@sommier/domain/exports';
import type { Deps } from '../../platform/deps.ts';
import type { Read, Scope } from '../../platform/db/index.ts';
import type { Role } from '@sommier/domain/shared';
import { composeSheet, openSheet } from './compose.ts';
import { renderMap } from './pdf/render.ts';
import { writePicture } from './raster/picture.ts';
import { writeSvg } from './svg/render.ts';

export interface PrintSteps { progress: (done: number, total: number | null, stage: string) => void; signal?: AbortSignal }
export interface Printed { counts: Record<string, number>; crs: number; /** the file that was made: `path` itself, or the archive of a picture with its world file */ path: string; bytes: number }

/**
 * Writes one map to `path` in the form asked for (the archive of a picture stands beside it). Throws `not_found` for a layer the commune has not. `counts` is the number of
 * features drawn by layer. All its layers are of one moment where the engine can hold one (`Database.inSnapshot`).
 */
export async function printMap(deps: Deps, scope: Scope, role: Role, request: PrintRequest, path: string, steps: PrintSteps): Promise<Printed> {
  const drawn = await deps.db.inSnapshot(scope, (read) => draw(deps, read, scope.commune, role, request, path, steps));
  if (request.format !== 'png' && request.format !== 'jpeg') return { ...drawn, path, bytes: (await stat(path)).size };
  steps.progress(1, 1, 'rendering');
  const picture = await writePicture(path, request, drawn.ground, steps.signal);
  return { counts: drawn.counts, crs: drawn.crs, path: picture, bytes: (await stat(picture)).size };
}

async function draw(deps: Deps, read: Read, commune: number, role: Role, request: PrintRequest, path: string, steps: PrintSteps) {
  const open = await openSheet(read, { ...request, role });
  const { map, features } = await composeSheet(deps, read, commune, role, open, request, {}, steps.signal);
  let done = 0;
  const progress = { done: (n: number) => { done += n; steps.progress(done, Math.max(features, done), 'drawing'); }, ...(steps.signal ? { signal: steps.signal } : {}) };
  const { counts } = request.format === 'svg' ? await writeSvg(map, createWriteStream(path), progress) : await renderMap(map, createWriteStream(path), progress);
  return { counts, crs: map.frame.epsg, ground: { frame: map.frame, page: map.page } };
}
