import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LayerName } from '@sommier/domain/layers';
import { AppError } from '@sommier/domain/shared';
import type { JobHandlers } from '../../../platform/jobs/index.ts';
import { bringPicture } from './bring.ts';
import { dropUnnamed } from './raster.store.ts';

export const RASTER_KIND = 'layers.raster';
const Payload = z.object({ upload: z.uuid(), source: z.string(), name: LayerName, title: z.string(), crs: z.number().nullable(), person: z.string().nullable() });

export const jobs: JobHandlers = {
  [RASTER_KIND]: {
    async run(job, { deps, signal, progress, confirm }) {
      const p = Payload.parse(job.payload), path = join(await deps.files.folder('rasters', String(job.commune)), p.upload);
      const made = await bringPicture(deps, job.commune, { path, source: p.source, name: p.name, title: p.title, crs: p.crs }, { signal, progress, confirm, job: job.id, person: p.person }).catch((fault: unknown) => {
        if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') throw new AppError('gone', 'The file is no longer there');
        throw fault;
      });
      await deps.files.remove(path);
      return made;
    },
    stands: async (job, deps) => { const p = Payload.safeParse(job.payload).data; return p !== undefined && existsSync(join(await deps.files.folder('rasters', String(job.commune)), p.upload)); },
    async cleanup(job, deps) {
      const p = Payload.safeParse(job.payload).data;
      await deps.db.inCommune({ commune: job.commune }, (tx) => dropUnnamed(tx, job.id));
      if (p !== undefined) await deps.files.remove(join(await deps.files.folder('rasters', String(job.commune)), p.upload));
    },
  },
};
