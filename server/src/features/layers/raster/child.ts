import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@sommier/domain/shared';
import { readArchive } from './archive.ts';
import { openGdal } from './gdal.ts';
import { cutGeotiff, isTiff } from './geotiff.ts';
import { type CutJob, type FromChild, refuse } from './protocol.ts';

// One picture, one folder, then exit: what reads an unknown file runs apart, with nothing to tell and a limit on what it may take.
const said: string[] = [];
const complain = (text: string): void => { if (said.length < 50) said.push(text.slice(0, 300)); };

async function cut(job: CutJob): Promise<FromChild> {
  process.chdir(job.folder);
  for (const name of ['tiles', 'out']) await mkdir(join(job.folder, name), { recursive: true });
  const keep = async (z: number, x: number, y: number, bytes: Buffer): Promise<void> => { await writeFile(join(job.folder, 'tiles', `${String(z)}_${String(x)}_${String(y)}`), bytes); };
  const progress = (done: number, total: number): void => { process.send?.({ done, total } satisfies FromChild); };
  if (job.kind === 'pmtiles') return { cut: await readArchive(job, keep, progress) };
  if (!await isTiff(job.file)) return refuse('kind');
  return { cut: await cutGeotiff(await openGdal(complain), job, keep, progress) };
}
const textOf = (fault: unknown): string => (Array.isArray(fault) ? fault.map(textOf).join('; ') : fault instanceof Error ? fault.message : String((fault as { message?: unknown } | null)?.message ?? fault));

process.once('message', (job: CutJob) => {
  cut(job).catch((fault: unknown): FromChild => (fault instanceof AppError
    ? { reason: String(fault.detail['reason']), detail: fault.detail }
    : { reason: 'layers.raster.unreadable', detail: { why: [textOf(fault), ...said.filter((line) => line.startsWith('ERROR')).slice(-2)].join('; ').slice(0, 300) } }))
    .then((reply) => process.send?.(reply, () => { process.exit(0); }), () => process.exit(1));
});
process.on('disconnect', () => process.exit(0));
