import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { ExportRequest, type FileResult, MEDIA_TYPES, PrintRequest } from '@sommier/domain/exports';
import { ROLES } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import type { JobContext, JobHandlers, JobRow } from '../../platform/jobs/index.ts';
import { makeExport } from './export.ts';
import { KEPT_MS } from './file.ts';
import { makePackage } from './handover/package.ts';
import { printMap } from './print.ts';

/** Of who asked: what she may read is what the file holds. */
const Role = z.enum(ROLES);
export const EXPORT_KIND = 'exports.create';
export const PRINT_KIND = 'prints.create';
export const PACKAGE_KIND = 'exports.package';

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
      const made = await makeExport(ctx.deps.db, scopeOf(job), request, { personal: job.payload['personal'] === true, role: Role.parse(job.payload['role']) }, folder, steps(ctx));
      return { file: made.name, name: made.name, media: made.media, bytes: made.bytes, rows: made.rows, leftOut: made.leftOut, moved: made.moved, renamed: made.renamed, shortened: made.shortened, expires: expiry() };
    },
  },
  [PACKAGE_KIND]: {
    retry: true,
    cleanup,
    async run(job, ctx): Promise<FileResult> {
      await sweep(ctx.deps, job.commune);
      const folder = await folderOf(ctx.deps, job.commune, job.id);
      const name = 'sommier-commune.zip';
      const made = await makePackage(ctx.deps, scopeOf(job), Role.parse(job.payload['role']), folder, join(folder, name), steps(ctx));
      return { file: name, name, media: MEDIA_TYPES.zip, bytes: made.bytes, rows: made.rows, expires: expiry() };
    },
  },
  [PRINT_KIND]: {
    retry: true,
    cleanup,
    async run(job, ctx): Promise<FileResult> {
      await sweep(ctx.deps, job.commune);
      const request = PrintRequest.parse(job.payload['request']);
      const stem = `sommier-1-${request.scale}-${request.language}`;
      const made = await printMap(ctx.deps, scopeOf(job), Role.parse(job.payload['role']), request, join(await folderOf(ctx.deps, job.commune, job.id), `${stem}.${request.format === 'svg' ? 'svg' : 'pdf'}`), steps(ctx));
      const name = basename(made.path), { counts, bytes } = made;
      return { file: name, name, media: name.endsWith('.zip') ? MEDIA_TYPES.zip : request.format === 'svg' ? MEDIA_TYPES.svg : MEDIA_TYPES.pdf, bytes, rows: Object.values(counts).reduce((sum, n) => sum + n, 0), expires: expiry() };
    },
  },
};
