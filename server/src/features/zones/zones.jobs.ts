import { existsSync } from 'node:fs';
import { z } from 'zod';
import { NewZoneSet } from '@sommier/domain/zones';
import { LANGUAGES } from '@sommier/domain/shared';
import type { JobHandlers } from '../../platform/jobs/index.ts';
import { FileRefused, importCommune, outcomeOf, refusedFileOf, runImport } from '../imports/index.ts';
import { zonesFormat } from './zones.format.ts';

const Payload = z.object({ path: z.string(), name: z.string(), options: NewZoneSet, language: z.enum(LANGUAGES), person: z.string().nullable() });

/** Draws the set a page has sent; answers the outcome of an import, or `{refused_file}`. The file goes either way. */
export const jobs: JobHandlers = {
  zones: {
    stands: (job) => { const p = Payload.safeParse(job.payload).data; return Promise.resolve(p !== undefined && existsSync(p.path)); },
    async run(job, { deps, signal, progress }) {
      const { path, name, options, language, person } = Payload.parse(job.payload);
      const commune = await importCommune(deps.db, job.commune);
      try {
        return outcomeOf(language, await runImport(deps.db, {
          commune, format: zonesFormat, file: path, name, options: { ...options }, person, jobId: job.id, signal, progress: (stage, done, total) => { progress(done, total, stage); },
        }));
      } catch (error) {
        if (error instanceof FileRefused) return { refused_file: refusedFileOf(language, error.refusal) };
        throw error;
      } finally {
        await deps.files.remove(path);
      }
    },
  },
};
