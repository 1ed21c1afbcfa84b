import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './mapserver.ts';

const ROOT = join(import.meta.dirname, '../..');
const BIN = join(ROOT, 'bin/sommier.mjs');
/** Options of Node for the server measured, such as `--cpu-prof`. */
const PROFILING = (process.env['BENCH_NODE'] ?? '').split(' ').filter((word) => word !== '');
const PASSWORD = 'a-long-bench-password';

export interface Ran { stdout: string; ms: number; peakMb: number }

/** Runs the product's own command; answers its output, its time and the most memory its process held. Throws with its last words on failure. */
export function sommier(env: NodeJS.ProcessEnv, args: readonly string[], input = ''): Promise<Ran> {
  const from = performance.now();
  const child = spawn(process.execPath, [BIN, ...args], { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production', ...env } });
  let stdout = '', stderr = '', peakMb = 0;
  child.stdout.on('data', (t: Buffer) => { stdout += t.toString(); });
  child.stderr.on('data', (t: Buffer) => { stderr = (stderr + t.toString()).slice(-4000); });
  child.stdin.end(input);
  const watch = setInterval(() => { peakMb = Math.max(peakMb, peakOf(child.pid)); }, 100);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      clearInterval(watch);
      if (status === 0) resolve({ stdout, ms: performance.now() - from, peakMb });
      else reject(new Error(`sommier ${args.join(' ')} ended with ${String(status)}:\n${stderr}${stdout.slice(-2000)}`));
    });
  });
}

/** The most memory a process has held, in MB; 0 where the system does not say. */
export function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

export interface Server { pid: number; port: number; cookie: string; origin: string; peakMb: () => number; stop: () => Promise<void> }

/** A commune and an administrator, by the command. */
export async function addCommune(env: NodeJS.ProcessEnv, code: string): Promise<void> {
  await sommier(env, ['commune', 'add', code, '--name', `Commune ${code}`, '--currency', 'TND', '--languages', 'fr', '--timezone', 'Africa/Tunis']);
  await sommier(env, ['user', 'add', `${code.toLowerCase()}@bench.example`, '--commune', code, '--role', 'admin'], `${PASSWORD}\n`);
}

/** Starts the server as it is run in earnest and signs in as the commune's administrator. */
export async function startServer(env: NodeJS.ProcessEnv, code: string): Promise<Server> {
  const port = await freePort(), origin = `http://127.0.0.1:${String(port)}`;
  // A session of its own, as PostgreSQL's processes have and as a service is run: Linux shares a busy machine out among sessions first, and this one's is not the bench's.
  const child = spawn(process.execPath, [...PROFILING, BIN, 'serve'], { cwd: ROOT, detached: true, env: { ...process.env, NODE_ENV: 'production', ...env, PORT: String(port) }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '', ended = false;
  child.stderr.on('data', (t: Buffer) => { said = (said + t.toString()).slice(-4000); });
  child.once('exit', () => { ended = true; });
  for (let i = 0; ; i += 1) {
    if (ended || i > 1200) throw new Error(`the server did not start:\n${said}`);
    const up = await fetch(`${origin}/api/health`).then((r) => r.status === 200, () => false);
    if (up) break;
    await wait(100);
  }
  const session = await fetch(`${origin}/api/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ email: `${code.toLowerCase()}@bench.example`, password: PASSWORD }) });
  const cookie = session.headers.get('set-cookie')?.split(';')[0];
  if (session.status !== 201 || cookie === undefined) throw new Error(`signing in: ${String(session.status)} ${await session.text()}`);
  return {
    pid: child.pid ?? 0, port, origin, cookie, peakMb: () => peakOf(child.pid),
    async stop() {
      child.kill('SIGTERM');
      for (let i = 0; i < 100 && !ended; i += 1) await wait(50);
      if (!ended) child.kill('SIGKILL');
    },
  };
}
