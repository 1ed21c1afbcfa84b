import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Env } from '../../server/src/platform/env.ts';

const BIN = fileURLToPath(new URL('../../bin/sommier.mjs', import.meta.url));

const variables = (env: Env, more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'], HOME: process.env['HOME'], SOMMIER_DATA: env.dataDir, PORT: '0', LANG: 'C', LOG_LEVEL: 'info', ...(env.databaseUrl ? { DATABASE_URL: env.databaseUrl } : {}), ...more,
});

export interface Ran { status: number | null; out: string; err: string }

/** Runs `sommier …` in a process of its own, as an operator would. */
export function sommier(env: Env, argv: string[], { stdin = '', cwd = process.cwd(), more = {} as Record<string, string> } = {}): Promise<Ran> {
  const child = spawn(process.execPath, [BIN, ...argv], { cwd, env: variables(env, more), stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => { out += text.toString(); });
  child.stderr.on('data', (text: Buffer) => { err += text.toString(); });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (status) => { done({ status, out, err }); });
  });
}

/** The most memory a process has held, in MB, as its system tells. */
export const peakMb = (pid: number | undefined): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid ?? 0)}/status`, 'utf8'))?.[1] ?? 0) / 1024;

export interface Served { child: ChildProcess; base: string; out: () => string; err: () => string; ready: () => Promise<void>; stop: (signal?: NodeJS.Signals) => Promise<number | null> }

/** Starts `sommier serve` on a free port; resolves as soon as it listens, before it is ready. */
export async function serveProcess(env: Env, more: Record<string, string> = {}): Promise<Served> {
  const child = spawn(process.execPath, [BIN, 'serve'], { env: variables(env, more), stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => { out += text.toString(); });
  child.stderr.on('data', (text: Buffer) => { err += text.toString(); });
  const ended = new Promise<number | null>((done) => { child.on('close', (status) => { done(status); }); });
  const port = async (): Promise<string> => {
    for (;;) {
      const found = /"address":"http:\/\/[^"]*:(\d+)"/.exec(err)?.[1];
      if (found) return found;
      if (child.exitCode !== null) throw new Error(`serve ended:\n${out}${err}`);
      await sleep(20);
    }
  };
  const base = `http://127.0.0.1:${await port()}`;
  return {
    child, base, out: () => out, err: () => err,
    async ready() {
      for (;;) {
        if ((await fetch(`${base}/api/health`).catch(() => undefined))?.status === 200) return;
        if (child.exitCode !== null) throw new Error(`serve ended:\n${out}${err}`);
        await sleep(100);
      }
    },
    stop(signal = 'SIGTERM') { child.kill(signal); return ended; },
  };
}
