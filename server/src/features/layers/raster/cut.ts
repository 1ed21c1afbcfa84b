import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AppError } from '@sommier/domain/shared';
import { type Cut, type CutJob, FromChild, refuse } from './protocol.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const LONGEST_MS = 3_600_000;

/** What a file of that name may be; throws `unsupported_file` for any other. */
export function kindOf(name: string): CutJob['kind'] {
  const end = extname(name).toLowerCase();
  return end === '.tif' || end === '.tiff' ? 'tif' : end === '.pmtiles' ? 'pmtiles' : refuse('kind');
}

/** Cuts a picture in a process of its own, an hour at most. Throws `unsupported_file` with the reason where the file is refused, or the signal's reason. */
export async function cutPicture(job: CutJob, signal: AbortSignal, progress: (done: number, total: number) => void): Promise<Cut> {
  signal.throwIfAborted();
  const child = fork(CHILD, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], cwd: job.folder, env: { PATH: process.env['PATH'] ?? '' }, execArgv: ['--import', TSX, '--max-old-space-size=512'] });
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      child.removeAllListeners();
      child.kill('SIGKILL');
      settle();
    };
    const fail = (reason: string, detail: Record<string, unknown>): void => { end(() => { reject(new AppError('unsupported_file', reason, { ...detail, reason })); }); };
    const stop = (): void => { end(() => { reject(signal.reason instanceof Error ? signal.reason : new Error('stopped')); }); };
    const timer = setTimeout(() => { fail('layers.raster.unreadable', { why: '> 1 h' }); }, LONGEST_MS);
    signal.addEventListener('abort', stop, { once: true });
    child.once('error', (fault) => { end(() => { reject(fault); }); });
    child.once('exit', (code, sign) => { fail('layers.raster.unreadable', { why: String(sign ?? code) }); });
    child.on('message', (message) => {
      const said = FromChild.safeParse(message).data;
      if (said === undefined) return;
      if ('done' in said) progress(said.done, said.total); else if ('cut' in said) end(() => { resolve(said.cut); }); else fail(said.reason, said.detail);
    });
    child.send(job);
  });
}
