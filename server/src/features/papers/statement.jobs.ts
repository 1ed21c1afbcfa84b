import { join } from 'node:path';
import { z } from 'zod';
import { MEDIA_TYPES, type FileResult } from '@sommier/domain/exports';
import { ISSUED_KINDS, STATEMENT_FORMATS, type StatementFormat } from '@sommier/domain/papers';
import { Day, LANGUAGES } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import type { JobContext, JobHandler, JobRow } from '../../platform/jobs/index.ts';
import { KEPT_MS } from '../exports/index.ts';
import { makePaper } from './issue-paper.ts';
import { confirmPaper } from './statement.store.ts';
import { keepFile } from './statements.ts';

export const STATEMENT_KIND = 'papers.statement';
export const Payload = z.object({ paper: z.string(), kind: z.enum(ISSUED_KINDS), day: Day, language: z.enum(LANGUAGES), format: z.enum(STATEMENT_FORMATS), number: z.string(), code: z.string() });
export const mediaOf = (format: StatementFormat): string => MEDIA_TYPES[format];
const folderOf = (deps: Deps, job: JobRow): Promise<string> => deps.files.folder('statements', String(job.commune), job.id);

async function run(job: JobRow, ctx: JobContext): Promise<FileResult & { paper: string }> {
  const p = Payload.parse(job.payload);
  const scope = { commune: job.commune, ...(job.createdBy === null ? {} : { person: job.createdBy }) };
  const path = join(await folderOf(ctx.deps, job), `paper.${p.format}`);
  const made = await makePaper(ctx.deps, scope, p, path, { progress: ctx.progress.bind(ctx), signal: ctx.signal });
  await keepFile(ctx.deps, job.commune, made.sha256, path);
  await ctx.deps.db.inCommune(scope, async (tx) => {
    await ctx.confirm(tx);
    await confirmPaper(tx, p.paper, { rows: made.rows, pages: made.pages, totals: made.totals, sha256: made.sha256, bytes: made.bytes });
  });
  return { paper: p.paper, file: made.sha256, name: `${p.number}.${p.format}`, media: mediaOf(p.format), bytes: made.bytes, rows: made.rows, expires: new Date(Date.now() + KEPT_MS).toISOString() };
}

export const statementJob: JobHandler = {
  retry: true, run,
  async cleanup(job, deps) { await deps.files.remove(await folderOf(deps, job)); },
};
