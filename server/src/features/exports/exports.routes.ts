import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Response, Router } from 'express';
import { createExport, createPrint, estimateExport, exportFile, FileResult, printFile } from '@sommier/domain/exports';
import { AppError, can, parseBbox, splitList } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { readJob } from '../../platform/jobs/index.ts';
import { estimateLayer } from './estimate.queries.ts';
import { EXPORT_KIND, folderOf, KEPT_MS, PRINT_KIND } from './exports.jobs.ts';
import { openSource } from './source.ts';

/** The finished file of a job, for who asked for it, within its day. Throws `not_found`, `not_ready` or `gone` with the reason. */
async function fileOf(deps: Deps, tx: Tx, commune: number, person: string, id: string, kind: string): Promise<{ path: string; result: FileResult }> {
  const job = await readJob(tx, commune, id);
  if (job?.kind !== kind) throw new AppError('not_found', 'No such file');
  if (job.createdBy !== person) throw new AppError('not_found', 'Another person asked for it', { reason: 'exports.not_yours' });
  if (job.state === 'queued' || job.state === 'running') throw new AppError('not_ready', 'Still at work', { reason: 'exports.running', retryAfter: 2 });
  const result = FileResult.safeParse(job.result);
  const expired = new AppError('gone', 'The file is no longer kept', { reason: 'exports.expired' });
  if (job.state !== 'done' || !result.success || !job.finishedAt || Date.now() - job.finishedAt.getTime() > KEPT_MS) throw expired;
  const path = join(await folderOf(deps, commune, id), basename(result.data.file));
  if (!await stat(path).catch(() => undefined)) throw expired;
  return { path, result: result.data };
}

/** Sends a file as a download, never to be kept by anything between. */
const sender = (path: string, result: FileResult) => async (res: Response): Promise<void> => {
  res.setHeader('Content-Type', result.media);
  res.setHeader('Content-Length', result.bytes);
  res.setHeader('Content-Disposition', `attachment; filename="${result.name}"`);
  res.setHeader('Cache-Control', 'private, no-store');
  // A reader who leaves half-way is no fault of ours.
  await pipeline(createReadStream(path), res).catch((fault: unknown) => { if (!res.destroyed) throw fault; });
};

export function routes(deps: Deps): Router {
  const router = Router();
  mount(router, deps, estimateExport, async ({ query }, { tx, role }) => {
    const bbox = query.bbox === undefined ? undefined : parseBbox(query.bbox);
    const layers = [];
    for (const name of splitList(query.layers)) layers.push(await estimateLayer(tx, await openSource(tx, name), query.format, bbox));
    return { layers, rows: layers.reduce((sum, l) => sum + l.rows, 0), bytes: layers.reduce((sum, l) => sum + l.bytes, 0), personal: can(role, 'personal.read') };
  }, { replica: true });

  mount(router, deps, createExport, async ({ body }, { tx, commune, person, role, record }) => {
    for (const layer of body.layers) await openSource(tx, layer, body.filters?.[layer]);
    const personal = can(role, 'personal.read');
    const job = await deps.jobs.enqueue(tx, { commune: commune.id, kind: EXPORT_KIND, person: person.id, payload: { request: body, personal } });
    record(`job:${job}`, { layers: body.layers, format: body.format, bbox: body.bbox ?? null, crs: body.crs ?? null, filters: body.filters ?? null, personal });
    return { job };
  });
  mount(router, deps, exportFile, async ({ params }, { tx, commune, person }) => {
    const { path, result } = await fileOf(deps, tx, commune.id, person.id, params.id, EXPORT_KIND);
    return sender(path, result);
  });

  mount(router, deps, createPrint, async ({ body }, { tx, commune, person, record }) => {
    for (const layer of body.layers) await openSource(tx, layer, body.filters?.[layer]);
    const job = await deps.jobs.enqueue(tx, { commune: commune.id, kind: PRINT_KIND, person: person.id, payload: { request: body } });
    record(`job:${job}`, { layers: body.layers, center: body.center, scale: body.scale, paper: body.paper });
    return { job };
  });
  mount(router, deps, printFile, async ({ params }, { tx, commune, person }) => {
    const { path, result } = await fileOf(deps, tx, commune.id, person.id, params.id, PRINT_KIND);
    return sender(path, result);
  });
  return router;
}
