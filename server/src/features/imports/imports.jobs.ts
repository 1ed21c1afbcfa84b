import { z } from 'zod';
import { ImportOptions } from '@sommier/domain/imports';
import { AppError, LANGUAGES } from '@sommier/domain/shared';
import { queueOnce, type JobHandlers } from '../../platform/jobs/index.ts';
import { outcomeOf, refusedFileOf } from './describe.ts';
import { importCommune } from './commune.ts';
import { importFormats } from './formats.ts';
import { FileRefused } from './reader/protocol.ts';
import { runImport } from './run-import.ts';
import { sweepStages } from './stage.ts';
import { findUpload, removeUpload } from './uploads.ts';

const Payload = z.object({
  upload: z.uuid(), name: z.string(), options: ImportOptions, dryRun: z.boolean(), language: z.enum(LANGUAGES), person: z.string().nullable(),
});
/** Staging tables older than this belong to nobody alive. */
const FORGOTTEN = 6 * 3_600_000;

/** Runs an uploaded file's import; answers its outcome, or `{refused_file}`. The file goes once it is in. */
export const jobs: JobHandlers = {
  import: {
    async run(job, { deps, signal, progress }) {
      const payload = Payload.parse(job.payload);
      const upload = await findUpload(deps.files, job.commune, payload.upload);
      const format = (await importFormats()).get(payload.options.format ?? '');
      if (upload === undefined || format === undefined) throw new AppError('gone', 'The file is no longer there');
      const commune = await importCommune(deps.db, job.commune);
      try {
        const summary = await runImport(deps.db, {
          commune, format, file: upload.path, name: payload.name, options: { ...payload.options }, person: payload.person, language: payload.language, jobId: job.id, dryRun: payload.dryRun, signal,
          progress: (stage, done, total) => { progress(done, total, stage); },
        });
        if (!payload.dryRun) await removeUpload(deps.files, upload);
        const { followUp } = format;
        if (summary.batch !== null && followUp !== undefined) await deps.db.inCommune({ commune: job.commune }, (tx) => queueOnce(tx, followUp));
        return outcomeOf(payload.language, summary);
      } catch (error) {
        if (error instanceof FileRefused) return { refused_file: refusedFileOf(payload.language, error.refusal) };
        throw error;
      }
    },
    stands: async (job, deps) => { const p = Payload.safeParse(job.payload).data; return p !== undefined && await findUpload(deps.files, job.commune, p.upload) !== undefined; },
    cleanup: async (job, deps) => { await sweepStages(deps.db, FORGOTTEN, job); },
  },
};
