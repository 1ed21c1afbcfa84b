import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect, test } from '@jest/globals';
import { serverUrl } from '../support/db-server.ts';

const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
  });
});
const url = await serverUrl();
const name = `sommier_start_${randomBytes(4).toString('hex')}`;
const folder = mkdtempSync(join(tmpdir(), 'sommier-start-'));
const admin = async (sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
};
let child: ChildProcess | undefined;
afterAll(async () => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  if (url) await admin(`drop database if exists ${name} with (force)`);
});

(url ? test : test.skip)('the container’s script waits for the database, migrates it, serves, and stops when told', async () => {
  const port = await freePort();
  const target = new URL(url!);
  target.pathname = `/${name}`;
  // As the compose file gives it: a secret in a file.
  writeFileSync(join(folder, 'database_url'), `${target.href}\n`);
  const env = { PATH: process.env.PATH, HOME: folder, DATABASE_URL_FILE: join(folder, 'database_url'), SOMMIER_DATA: folder, PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production' };
  const script = spawn('docker/start.sh', [], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child = script;
  let said = '';
  for (const stream of [script.stdout, script.stderr]) stream.on('data', (part: Buffer) => { said += part.toString(); });
  const until = async (done: () => boolean | Promise<boolean>): Promise<void> => {
    for (let i = 0; i < 1200 && !(await done()); i += 1) { if (script.exitCode !== null) throw new Error(said); await wait(200); }
    if (!(await done())) throw new Error(said);
  };
  await until(() => said.includes('Waiting for the database'));
  await admin(`create database ${name}`);
  const health = async (): Promise<number> => (await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined))?.status ?? 0;
  await until(async () => (await health()) === 200);
  expect(said).toContain('/setup#token=');
  const probe = spawn(process.execPath, ['docker/health.mjs'], { env });
  expect(await new Promise((resolve) => { probe.on('close', resolve); })).toBe(0);
  script.kill('SIGTERM');
  expect(await new Promise((resolve) => { script.on('close', resolve); })).toBe(0);
}, 300_000);
