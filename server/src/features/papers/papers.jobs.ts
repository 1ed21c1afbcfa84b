import { join } from 'node:path';
import { z } from 'zod';
import type { FileResult } from '@sommier/domain/exports';
import { SheetsRequest } from '@sommier/domain/papers';
import { ROLES } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import type { JobHandlers } from '../../platform/jobs/index.ts';
import { KEPT_MS } from '../exports/index.ts';
import { makeSheets } from './sheets.ts';
import { statementJob, STATEMENT_KIND } from './statement.jobs.ts';

export const SHEETS_KIND = 'papers.sheets';
const Payload = z.object({ request: SheetsRequest, role: z.enum(ROLES) });
/** Where a job's file lies, apart from the other papers of the commune. */
export const folderOf = (deps: Deps, commune: number, job: string): Promise<string> => deps.files.folder('sheets', String(commune), job);

export const jobs: JobHandlers = {
  [STATEMENT_KIND]: statementJob,
  [SHEETS_KIND]: {
    retry: true,
    cleanup: async (job, deps) => { await deps.files.remove(await folderOf(deps, job.commune, job.id)); },
    async run(job, ctx): Promise<FileResult> {
      const { request, role } = Payload.parse(job.payload);
      const scope = { commune: job.commune, ...(job.createdBy === null ? {} : { person: job.createdBy }) };
      const name = `fiches-${request.language}.pdf`;
      const made = await makeSheets(ctx.deps, scope, role, request, join(await folderOf(ctx.deps, job.commune, job.id), name), { progress: ctx.progress.bind(ctx), signal: ctx.signal });
      return { file: name, name, media: 'application/pdf', bytes: made.bytes, rows: made.sheets, expires: new Date(Date.now() + KEPT_MS).toISOString() };
    },
  },
};
