import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { FileRefused, type FromChild, type ReaderInput, type ReaderRefusal, type ToChild } from './protocol.ts';
import { slicesOf } from './slices.ts';

export interface ReaderRun {
  /** URL of the module that exports `read`. */
  module: string;
  file: string;
  name: string;
  options: Record<string, unknown>;
  /** Megabytes the child may hold before it is ended (default 900) and seconds it may take (default 3600). */
  memoryMb?: number;
  seconds?: number;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  onRefusals: (list: ReaderRefusal[]) => Promise<void> | void;
  onMeta?: (facts: Record<string, unknown>) => void;
  /** Takes one slice of CSV; the child waits while it works. */
  onSlice: (csv: Readable) => Promise<void>;
}

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
/** Only what a reader may know: no address of a database, no password. */
const ENVIRONMENT = ['PATH', 'LANG', 'LC_ALL', 'TMPDIR', 'TZ'];
const PAGE_BYTES = 4096;

const residentMb = (child: ChildProcess): number => {
  try {
    return Number(readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES / 1e6;
  } catch {
    return 0;
  }
};

/**
 * Reads one file in a process of its own. Answers the records seen and the facts found; throws FileRefused when the file as a whole is
 * refused (also when the reader exceeds its memory or time, or dies), and the signal's reason when it is aborted.
 * Whatever the end, the process and its folder are gone when this returns.
 */
export async function runReader(run: ReaderRun): Promise<{ rows: number; meta: Record<string, unknown> }> {
  run.signal?.throwIfAborted();
  const folder = await mkdtemp(join(tmpdir(), 'sommier-read-'));
  const child = fork(CHILD, [], {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'json',
    execArgv: ['--import', TSX, '--max-old-space-size=512', '--max-semi-space-size=16'],
    env: Object.fromEntries(ENVIRONMENT.flatMap((name) => process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  });
  let stop: unknown;
  const end = (reason: unknown): void => { stop ??= reason; child.kill('SIGKILL'); };
  const aborted = (): void => { end(run.signal?.reason ?? new Error('aborted')); };
  run.signal?.addEventListener('abort', aborted, { once: true });
  const memory = setInterval(() => {
    if (residentMb(child) > (run.memoryMb ?? 900)) end(new FileRefused({ code: 'reader_memory', params: { limit: run.memoryMb ?? 900 } }));
  }, 500);
  const clock = setTimeout(() => { end(new FileRefused({ code: 'reader_timeout', params: { seconds: run.seconds ?? 3600 } })); }, (run.seconds ?? 3600) * 1000);
  try {
    return await conversation(child, run, folder, () => stop, end);
  } finally {
    clearInterval(memory);
    clearTimeout(clock);
    run.signal?.removeEventListener('abort', aborted);
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

async function conversation(child: ChildProcess, run: ReaderRun, folder: string, stopped: () => unknown, end: (reason: unknown) => void) {
  let done: { rows: number; meta: Record<string, unknown> } | undefined;
  let failure: string | undefined;
  let errors = '';
  // Refusals are written in the order they came; the last promise stands for all.
  let written: Promise<void> = Promise.resolve();
  child.stderr?.on('data', (bytes: Buffer) => { errors = (errors + bytes.toString('utf8')).slice(-4000); });
  const closed = new Promise<void>((resolve) => { child.once('close', () => { resolve(); }); child.once('error', (error) => { failure = error.message; resolve(); }); });
  child.on('message', (message: FromChild) => {
    if (message.kind === 'progress') run.onProgress?.(message.done, message.total);
    else if (message.kind === 'meta') run.onMeta?.(message.facts);
    else if (message.kind === 'refusal') {
      written = written.then(() => run.onRefusals(message.list));
      written.catch(end);
    } else if (message.kind === 'refused_file') end(new FileRefused(message.refusal));
    else if (message.kind === 'failed') failure = message.message;
    else done = message;
  });
  const input: ReaderInput = { file: resolve(run.file), name: run.name, folder, options: run.options };
  child.send({ kind: 'start', module: run.module, input } satisfies ToChild, (error) => { if (error !== null) failure = error.message; });
  try {
    if (child.stdout !== null) for await (const slice of slicesOf(child.stdout)) await run.onSlice(slice);
  } catch (error) {
    end(error);
    // What nobody reads any more would keep the pipe, and so the process's end, waiting.
    child.stdout?.destroy();
  }
  await closed;
  await written;
  const stop = stopped();
  if (stop !== undefined) throw stop as Error;
  if (done === undefined) throw new FileRefused({ code: 'reader_failed', params: { reason: (failure ?? errors).slice(0, 2000) } });
  return { rows: done.rows, meta: done.meta };
}
