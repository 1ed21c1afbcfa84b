import { join } from 'node:path';
import { z } from 'zod';
import type { FileResult } from '@sommier/domain/exports';
import { AtlasRequest } from '@sommier/domain/prints';
import { ROLES } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import type { JobHandlers } from '../../platform/jobs/index.ts';
import { KEPT_MS } from '../exports/index.ts';
import { makeAtlas } from './atlas.ts';

export const ATLAS_KIND = 'prints.atlas';
const Payload = z.object({ request: AtlasRequest, role: z.enum(ROLES) });
export const folderOf = (deps: Deps, commune: number, job: string): Promise<string> => deps.files.folder('atlases', String(commune), job);

export const jobs: JobHandlers = {
  [ATLAS_KIND]: {
    retry: true,
    cleanup: async (job, deps) => { await deps.files.remove(await folderOf(deps, job.commune, job.id)); },
    async run(job, ctx): Promise<FileResult> {
      const { request, role } = Payload.parse(job.payload);
      const scope = { commune: job.commune, ...(job.createdBy === null ? {} : { person: job.createdBy }) };
      const name = `atlas-${request.language}.pdf`;
      const made = await makeAtlas(ctx.deps, scope, role, request, join(await folderOf(ctx.deps, job.commune, job.id), name), { progress: ctx.progress.bind(ctx), signal: ctx.signal });
      return { file: name, name, media: 'application/pdf', bytes: made.bytes, rows: made.pages, expires: new Date(Date.now() + KEPT_MS).toISOString() };
    },
  },
};
