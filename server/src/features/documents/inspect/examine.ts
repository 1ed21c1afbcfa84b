import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isPicture } from '@sommier/domain/documents';

const whole = z.number().int().positive().nullish().catch(null);
const Facts = z.object({
  width: whole, height: whole, pages: whole, takenAt: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/).nullish().catch(null),
  lon: z.number().min(-180).max(180).nullish().catch(null), lat: z.number().min(-90).max(90).nullish().catch(null), thumbnail: z.boolean().default(false), copy: z.boolean().default(false), failed: z.string().optional(),
});
export type Facts = z.output<typeof Facts>;
const NOTHING: Facts = { thumbnail: false, copy: false };

const CHILD = fileURLToPath(new URL('./examine.mjs', import.meta.url));
const MEMORY_MB = 700;
const TIME_MS = 30_000;
/** Pictures are decoded one or two at a time, whoever sends them: each may take hundreds of megabytes. */
const AT_ONCE = 2;
const waiting: (() => void)[] = [];
let running = 0;

async function turn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((go) => { waiting.push(go); });
  running += 1;
  try { return await work(); } finally { running -= 1; waiting.shift()?.(); }
}

const residentMb = (pid: number | undefined): number => {
  try { return Number(readFileSync(`/proc/${String(pid)}/statm`, 'utf8').split(' ')[1]) * 4096 / 1e6; } catch { return 0; }
};

/**
 * What a picture or a PDF says of itself, and its small pictures, made in a process of its own with limits of memory and time. It leaves `thumb.webp`
 * and `copy.webp` (without metadata) in the folder. A file that no reader opens, or that takes too much, answers nothing known; it is kept all the same.
 */
export function examine(path: string, media: string, folder: string): Promise<Facts> {
  if (!isPicture(media) && media !== 'application/pdf') return Promise.resolve(NOTHING);
  return turn(() => new Promise<Facts>((done) => {
    const child = fork(CHILD, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: ['--max-old-space-size=256'], env: { PATH: process.env['PATH'] ?? '' } });
    let facts = NOTHING;
    const clock = setTimeout(() => child.kill('SIGKILL'), TIME_MS);
    const memory = setInterval(() => { if (residentMb(child.pid) > MEMORY_MB) child.kill('SIGKILL'); }, 250);
    child.on('message', (said) => { facts = Facts.safeParse(said).data ?? NOTHING; });
    const end = (): void => { clearTimeout(clock); clearInterval(memory); done(facts); };
    child.once('exit', end);
    child.once('error', end);
    child.send({ path, media, folder }, () => undefined);
  }));
}
