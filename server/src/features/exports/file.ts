import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { FileResult } from '@sommier/domain/exports';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { readJob } from '../../platform/jobs/index.ts';

/** How long a file waits for its maker. */
export const KEPT_MS = 24 * 3600 * 1000;

export interface Wanted { commune: number; person: string; id: string; kind: string; folder: () => Promise<string> }

/** The finished file of a job, for who asked for it, within its day. Throws `not_found`, `not_ready` or `gone` with the reason. */
export async function fileOf(tx: Tx, { commune, person, id, kind, folder }: Wanted): Promise<{ path: string; result: FileResult }> {
  const job = await readJob(tx, commune, id);
  if (job?.kind !== kind) throw new AppError('not_found', 'No such file');
  if (job.createdBy !== person) throw new AppError('not_found', 'Another person asked for it', { reason: 'exports.not_yours' });
  if (job.state === 'queued' || job.state === 'running') throw new AppError('not_ready', 'Still at work', { reason: 'exports.running', retryAfter: 2 });
  const result = FileResult.safeParse(job.result);
  const expired = new AppError('gone', 'The file is no longer kept', { reason: 'exports.expired' });
  if (job.state !== 'done' || !result.success || !job.finishedAt || Date.now() - job.finishedAt.getTime() > KEPT_MS) throw expired;
  const path = join(await folder(), basename(result.data.file));
  if (!await stat(path).catch(() => undefined)) throw expired;
  return { path, result: result.data };
}

/** Sends a file as a download, never to be kept by anything between. */
export const sender = (path: string, result: FileResult) => async (res: Response): Promise<void> => {
  res.setHeader('Content-Type', result.media);
  res.setHeader('Content-Length', result.bytes);
  res.setHeader('Content-Disposition', `attachment; filename="${result.name}"`);
  res.setHeader('Cache-Control', 'private, no-store');
  // A reader who leaves half-way is no fault of ours.
  await pipeline(createReadStream(path), res).catch((fault: unknown) => { if (!res.destroyed) throw fault; });
};
