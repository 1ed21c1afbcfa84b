import { randomUUID } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Router } from 'express';
import { addRaster, getRasterTile } from '@sommier/domain/layers';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../../platform/deps.ts';
import { mount, notModified } from '../../../platform/http/index.ts';
import { refuseTaken } from './bring.ts';
import { kindOf } from './cut.ts';
import { RASTER_KIND } from './raster.jobs.ts';
import { readTile } from './raster.queries.ts';

export function rasterRoutes(r: Router, deps: Deps): void {
  mount(r, deps, addRaster, async ({ body }, ctx) => {
    const { file } = ctx;
    if (file === undefined) throw new AppError('invalid', 'No file was sent', { issues: [{ path: 'file', message: 'file' }] });
    kindOf(file.name);
    await refuseTaken(ctx.tx, body.name);
    const upload = randomUUID();
    await rename(file.path, join(await deps.files.folder('rasters', String(ctx.commune.id)), upload));
    const job = await deps.jobs.enqueue(ctx.tx, { commune: ctx.commune.id, kind: RASTER_KIND, person: ctx.person.id, lane: 'raster', payload: { upload, source: file.name, name: body.name, title: body.title, crs: body.crs ?? null, person: ctx.person.id } });
    ctx.record(`layer:${body.name}`, { source: file.name, bytes: file.bytes, job });
    return { job };
  });
  mount(r, deps, getRasterTile, async ({ params }, ctx) => {
    const found = await readTile(ctx.tx, { ...params, role: ctx.role });
    if (found === undefined) throw new AppError('not_found', `No picture ${params.name}`);
    ctx.res.setHeader('Cache-Control', 'private, no-cache');
    if (notModified(ctx, `"${found.id}"`)) return undefined;
    return (res) => { if (found.bytes === null) res.status(204).end(); else res.type(found.media).end(found.bytes); };
  });
}
