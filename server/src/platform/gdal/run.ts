import { fork } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { SKIPPED_RASTER, SKIPPED_VECTOR } from './drivers.ts';

/** GDAL refused or could not finish; `complaints` is what it said on the way. */
export class GdalError extends Error {
  override readonly name = 'GdalError';
  readonly complaints: readonly string[];
  constructor(message: string, complaints: readonly string[] = []) { super(message); this.complaints = complaints; }
}

const Reply = z.looseObject({ ok: z.boolean(), error: z.string().optional(), complaints: z.array(z.string()) });
export interface GdalRun { folder: string; signal?: AbortSignal; timeoutMs?: number }

/**
 * Runs one GDAL task in a process of its own, with `folder` (absolute, this job's alone) as all it sees and an empty environment.
 * Rejects with GdalError on refusal, crash, time-out (10 min unless told) or abort.
 */
export async function runGdal(task: string, run: GdalRun, job: Record<string, unknown> = {}): Promise<z.output<typeof Reply>> {
  await mkdir(join(run.folder, 'out'), { recursive: true });
  const child = fork(fileURLToPath(new URL('./child.mjs', import.meta.url)), [], { env: {}, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], cwd: run.folder });
  return await new Promise((resolve, reject) => {
    const end = (error?: Error, reply?: z.output<typeof Reply>): void => {
      clearTimeout(timer);
      run.signal?.removeEventListener('abort', stop);
      child.removeAllListeners();
      child.kill('SIGKILL');
      if (error) reject(error); else if (reply) resolve(reply);
    };
    const stop = (): void => { end(new GdalError('stopped')); };
    const timer = setTimeout(() => { end(new GdalError('took too long')); }, run.timeoutMs ?? 600_000);
    run.signal?.addEventListener('abort', stop, { once: true });
    child.once('error', (error) => { end(new GdalError(error.message)); });
    child.once('exit', (code, sign) => { end(new GdalError(`ended with ${String(code ?? sign)}`)); });
    child.once('message', (message) => {
      const reply = Reply.safeParse(message);
      if (!reply.success) end(new GdalError('answered in an unknown shape'));
      else if (!reply.data.ok) end(new GdalError(reply.data.error || 'could not be read', reply.data.complaints));
      else end(undefined, reply.data);
    });
    child.send({ task, folder: run.folder, skipVector: SKIPPED_VECTOR, skipRaster: SKIPPED_RASTER, ...job });
  });
}
