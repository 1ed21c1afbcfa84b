import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Names a process for good: a process id alone comes back after a crash, most surely in a container. */
export const newWorkerId = (): string => `${hostname()}/${process.pid}/${randomUUID()}`;

/** A worker silent for this long is dead; it says something every three seconds at most. */
const SILENCE_SECONDS = 30;

/** True when the worker cannot come back: silent for too long, or a process of this machine that is no more. */
export function isDead(worker: string, silentSeconds: number, mine: string): boolean {
  if (worker === mine) return false;
  if (silentSeconds > SILENCE_SECONDS) return true;
  const [host, pid] = worker.split('/');
  if (host !== hostname()) return false;
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
