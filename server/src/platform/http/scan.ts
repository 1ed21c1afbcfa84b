import { spawn } from 'node:child_process';
import { AppError } from '@sommier/domain/shared';
import type { Logger } from '../log.ts';

const PATIENCE_MS = 60_000, RETRY_S = 60;
/** What scanners of files agree on: 0 nothing found, 1 found (clamscan(1), clamdscan(1)). */
const CLEAN = 0, INFECTED = 1;

export interface Scanned { path: string; bytes: number; request: string }

/**
 * Gives a file just received to the deployment's antivirus before anything reads it: the words of SCAN_COMMAND, then the path, no shell between. Throws
 * `invalid` for a file it finds infected, `not_ready` where it does not say either way within a minute: nothing is taken unscanned.
 */
export async function scan([program = '', ...words]: readonly string[], { path, bytes, request }: Scanned, log: Logger, patienceMs = PATIENCE_MS): Promise<void> {
  const ended = await new Promise<number | string>((done) => {
    // What it says is not read: it may quote the file. The secrets of the environment are none of its business.
    const child = spawn(program, [...words, path], { stdio: 'ignore', env: { PATH: process.env['PATH'], LANG: 'C' } });
    const late = setTimeout(() => { child.kill('SIGKILL'); done(`nothing within ${String(patienceMs / 1000)} s`); }, patienceMs);
    child.once('error', (fault: NodeJS.ErrnoException) => { clearTimeout(late); done(fault.code ?? 'not started'); });
    child.once('exit', (code, signal) => { clearTimeout(late); done(code ?? signal ?? 'no status'); });
  });
  if (ended === CLEAN) return;
  if (ended === INFECTED) {
    log.warn({ request, bytes, scanner: program }, 'an uploaded file was refused by the scanner');
    throw new AppError('invalid', 'The scanner refused the file', { reason: 'file_infected', issues: [{ path: 'file', message: 'file_infected' }] });
  }
  throw new AppError('not_ready', 'The scanner did not answer', { reason: 'scanner_away', retryAfter: RETRY_S }, new Error(`the scanner ${program} ended with ${String(ended)}`));
}
