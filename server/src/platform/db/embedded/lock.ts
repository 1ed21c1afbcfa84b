import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Another living process works on the data folder. */
export class FolderHeld extends Error {
  override readonly name = 'FolderHeld';
  readonly pid: number;
  constructor(folder: string, pid: number) {
    super(`The data folder ${folder} is in use by the process ${String(pid)}. Stop that process first, or choose another folder with SOMMIER_DATA.`);
    this.pid = pid;
  }
}

interface Holder { pid: number; started: string }

const FILE = 'lock.json';

/** When a process started, as the system counts it: tells a pid used again from the process that wrote the lock. Empty where unknown. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function alive({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return started === '' || now === '' || started === now;
}

function readHolder(file: string): Holder | undefined {
  try {
    const { pid, started } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' ? { pid, started: started ?? '' } : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the folder for this process, or throws FolderHeld. The lock of a process that is gone is taken over. */
export function lockFolder(folder: string): { release: () => void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, FILE);
  for (let attempt = 0; ; attempt++) {
    try {
      const fd = openSync(file, 'wx', 0o600);
      writeSync(fd, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }));
      closeSync(fd);
      return { release: () => { if (readHolder(file)?.pid === process.pid) unlinkSync(file); } };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = readHolder(file);
      if (holder !== undefined && alive(holder)) throw new FolderHeld(folder, holder.pid);
      if (attempt > 0 && holder === undefined) throw new FolderHeld(folder, 0);
      unlinkSync(file);
    }
  }
}
