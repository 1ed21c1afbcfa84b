import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Response, Router } from 'express';
import { FileResult } from '@sommier/domain/exports';
import { batchFile, countBatch, issueBatch, issuePaper as issuePaperEndpoint, listPapers } from '@sommier/domain/notices';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { readJob } from '../../platform/jobs/index.ts';
import { today } from '../ledger/index.ts';
import { itemsOf } from './batch.queries.ts';
import { issuePaper } from './issue.ts';
import { BATCH_KIND, folderOf, KEPT_MS } from './notices.jobs.ts';
import { readPapers } from './notices.queries.ts';

const pdfHeaders = (res: Response, name: string): void => {
  res.setHeader('Content-Type', 'application/pdf');
  res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  res.setHeader('Cache-Control', 'private, no-store');
};

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, issuePaperEndpoint, async ({ body }, { tx, person, record }) => {
    const made = await issuePaper(tx, body, person.id);
    record(`paper:${made.id}`, { kind: body.kind, number: made.number, account: made.account, language: body.language, sha256: made.sha256 });
    return (res: Response) => { pdfHeaders(res, made.name); res.end(made.file); };
  });
  mount(r, deps, listPapers, async ({ query }, { tx }) => readPapers(tx, query));
  mount(r, deps, countBatch, async ({ body }, { tx }) => {
    const day = await today(tx);
    const list = await itemsOf(tx, body, day);
    return { papers: list.length, amount: String(list.reduce((n, x) => n + BigInt(x.amount), 0n)) };
  });
  mount(r, deps, issueBatch, async ({ body }, { tx, commune, person, record }) => {
    const day = await today(tx);
    if ((await itemsOf(tx, body, day)).length === 0) throw new AppError('rule_refused', 'no account', { reason: 'notices.batch_empty' });
    const job = await deps.jobs.enqueue(tx, { commune: commune.id, kind: BATCH_KIND, person: person.id, payload: { request: body } });
    record(`job:${job}`, { ...body });
    return { job };
  });
  mount(r, deps, batchFile, async ({ params }, { tx, commune, person }) => {
    const job = await readJob(tx, commune.id, params.id);
    if (job?.kind !== BATCH_KIND || job.createdBy !== person.id) throw new AppError('not_found', 'No such file');
    if (job.state === 'queued' || job.state === 'running') throw new AppError('not_ready', 'Still at work', { reason: 'exports.running', retryAfter: 2 });
    const result = FileResult.safeParse(job.result);
    const gone = new AppError('gone', 'The file is no longer kept', { reason: 'exports.expired' });
    if (job.state !== 'done' || !result.success || !job.finishedAt || Date.now() - job.finishedAt.getTime() > KEPT_MS) throw gone;
    const path = join(await folderOf(deps, commune.id, params.id), basename(result.data.file));
    if (!await stat(path).catch(() => undefined)) throw gone;
    return async (res: Response): Promise<void> => {
      pdfHeaders(res, result.data.name);
      await pipeline(createReadStream(path), res).catch((fault: unknown) => { if (!res.destroyed) throw fault; });
    };
  });
  return r;
}
