import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ExportRequest, type FileResult, MEDIA_TYPES, PrintRequest } from '@sommier/domain/exports';
import type { Deps } from '../../platform/deps.ts';
import type { JobContext, JobHandlers, JobRow } from '../../platform/jobs/index.ts';
import { makeExport } from './export.ts';
import { KEPT_MS } from './file.ts';
import { printMap } from './print.ts';

export const EXPORT_KIND = 'exports.create';
export const PRINT_KIND = 'prints.create';

/** Where a job's file lies: its own folder, under the commune's. */
export const folderOf = (deps: Deps, commune: number, job: string): Promise<string> => deps.files.folder('exports', String(commune), job);

/** Removes files whose day is over. */
async function sweep(deps: Deps, commune: number): Promise<void> {
  const root = await deps.files.folder('exports', String(commune));
  for (const name of await readdir(root)) {
    const path = join(root, name);
    const made = await stat(path).catch(() => undefined);
    if (made && Date.now() - made.mtimeMs > KEPT_MS) await deps.files.remove(path);
  }
}

const scopeOf = (job: JobRow): { commune: number; person?: string } => ({ commune: job.commune, ...(job.createdBy === null ? {} : { person: job.createdBy }) });
const expiry = (): string => new Date(Date.now() + KEPT_MS).toISOString();
const steps = (ctx: JobContext) => ({ progress: ctx.progress.bind(ctx), signal: ctx.signal });
const cleanup = async (job: JobRow, deps: Deps): Promise<void> => { await deps.files.remove(await folderOf(deps, job.commune, job.id)); };

export const jobs: JobHandlers = {
  [EXPORT_KIND]: {
    retry: true,
    cleanup,
    async run(job, ctx): Promise<FileResult> {
      await sweep(ctx.deps, job.commune);
      const request = ExportRequest.parse(job.payload['request']);
      const folder = await folderOf(ctx.deps, job.commune, job.id);
      const made = await makeExport(ctx.deps.db, scopeOf(job), request, job.payload['personal'] === true, folder, steps(ctx));
      return { file: made.name, name: made.name, media: made.media, bytes: made.bytes, rows: made.rows, leftOut: made.leftOut, moved: made.moved, renamed: made.renamed, shortened: made.shortened, expires: expiry() };
    },
  },
  [PRINT_KIND]: {
    retry: true,
    cleanup,
    async run(job, ctx): Promise<FileResult> {
      await sweep(ctx.deps, job.commune);
      const request = PrintRequest.parse(job.payload['request']);
      const name = `sommier-1-${request.scale}-${request.language}.pdf`;
      const path = join(await folderOf(ctx.deps, job.commune, job.id), name);
      const { counts } = await printMap(ctx.deps.db, scopeOf(job), request, path, steps(ctx));
      return { file: name, name, media: MEDIA_TYPES.pdf, bytes: (await stat(path)).size, rows: Object.values(counts).reduce((sum, n) => sum + n, 0), expires: expiry() };
    },
  },
};
