import { accessSync, closeSync, constants, mkdirSync, openSync, readFileSync, rmSync, statSync, unlinkSync, utimesSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { processStart, sleepSync } from './process.ts';

/** Another living process works on the data folder. */
export class FolderHeld extends Error {
  override readonly name = 'FolderHeld';
  /** Its number; 0 when it is not known. */
  readonly pid: number;
  constructor(folder: string, holder: Holder | undefined) {
    const where = holder !== undefined && holder.host !== hostname() ? ` on ${holder.host}` : '';
    super(`The data folder ${folder} is in use by the process ${String(holder?.pid ?? 'unknown')}${where}. `
      + 'Stop that process first, or choose another folder with SOMMIER_DATA.');
    this.pid = holder?.pid ?? 0;
  }
}

interface Holder { pid: number; started: string; host: string }

const FILE = 'lock.json';
/** A holder on another host (a shared volume) shows life by touching the lock. */
const TOUCH_MS = 5_000;
const SILENT_MS = 30_000;

const self = (): Holder => ({ pid: process.pid, started: processStart(process.pid) ?? '', host: hostname() });

/** Creates the file with our name in it; false when it exists already. */
function create(file: string): boolean {
  try {
    const fd = openSync(file, 'wx', 0o600);
    writeSync(fd, JSON.stringify(self()));
    closeSync(fd);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Who holds the lock. A file still being written is waited for; one that says nothing was left half written. */
function read(file: string): Holder | undefined {
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      const { pid, started, host } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
      if (typeof pid === 'number') return { pid, started: started ?? '', host: host ?? hostname() };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    }
    sleepSync(50);
  }
  return undefined;
}

const silentFor = (file: string): number => Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);

function alive(file: string, holder: Holder): boolean {
  if (holder.host !== hostname()) return silentFor(file) < SILENT_MS;
  const started = processStart(holder.pid);
  // The same number started at another time is another process.
  return started !== undefined && (started === '' || holder.started === '' || started === holder.started);
}

/** Removes the lock of a dead process. Only one process at a time may, or the second would remove the first one's new lock. */
function removeStale(folder: string, file: string): void {
  const turn = `${file}.removing`;
  if (!create(turn)) {
    if (silentFor(turn) > SILENT_MS) rmSync(turn, { force: true });
    sleepSync(100);
    return;
  }
  try {
    const holder = read(file);
    if (holder !== undefined && alive(file, holder)) throw new FolderHeld(folder, holder);
    rmSync(file, { force: true });
  } finally {
    rmSync(turn, { force: true });
  }
}

/** Takes the folder for this process, or throws FolderHeld. The lock of a process that is gone is taken over. */
export function lockFolder(folder: string): { release: () => void } {
  const file = join(folder, FILE);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Error(`The data folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). `
      + 'Give this user the right to write there, or choose another folder with SOMMIER_DATA.', { cause: error });
  }
  for (let attempt = 0; !create(file); attempt++) {
    const holder = read(file);
    if (attempt > 20 || (holder !== undefined && alive(file, holder))) throw new FolderHeld(folder, holder);
    removeStale(folder, file);
  }
  const touch = setInterval(() => {
    try { utimesSync(file, new Date(), new Date()); } catch { clearInterval(touch); }
  }, TOUCH_MS).unref();
  return {
    release() {
      clearInterval(touch);
      const holder = read(file);
      if (holder?.pid === process.pid && holder.host === hostname()) unlinkSync(file);
    },
  };
}
