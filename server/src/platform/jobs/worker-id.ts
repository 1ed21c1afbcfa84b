import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Names a process for good: a process id alone comes back after a crash, most surely in a container. */
export const newWorkerId = (): string => `${hostname()}/${process.pid}/${randomUUID()}`;

/** True when the worker cannot come back: silent for too long (`silences`), or a process of this machine that is no more. */
export function isDead(worker: string, silent: boolean, mine: string): boolean {
  if (worker === mine) return false;
  if (silent) return true;
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
