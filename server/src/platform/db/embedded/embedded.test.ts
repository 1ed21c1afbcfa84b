import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { copyPreparedFolder } from '../../../../../tests/support/db-embedded.ts';
import { readEnv } from '../../env.ts';
import { openDatabase, type Database } from '../index.ts';
import type { EmbeddedConnection } from './connection.ts';
import { databaseFolder } from './database.ts';
import { lockFolder } from './lock.ts';
import { recordSlices } from './slices.ts';

const OPEN = new URL('../index.ts', import.meta.url).href;
const ENV = new URL('../../env.ts', import.meta.url).href;
const node = (script: string): [string, string[]] => [process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]];
const opening = (folder: string, then: string): string =>
  `const { openDatabase } = await import(${JSON.stringify(OPEN)}); const { readEnv } = await import(${JSON.stringify(ENV)});
   try { const db = await openDatabase(readEnv({ SOMMIER_DATA: ${JSON.stringify(folder)} })); ${then} }
   catch (error) { console.error(error.message); process.exit(1); }`;

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sommier-embedded-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

describe('the lock of a data folder', () => {
  test('is held by one process, which the other names', () => {
    const { release } = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(`in use by the process ${String(process.pid)}`);
    const second = spawnSync(...node(opening(folder, '')), { encoding: 'utf8' });
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(`is in use by the process ${String(process.pid)}. Stop that process first, or choose another folder with SOMMIER_DATA.`);
    release();
    lockFolder(folder).release();
    expect(existsSync(join(folder, 'lock.json'))).toBe(false);
  });

  test.each([
    ['a process that is gone', { pid: 2 ** 22 + 7, started: '1', host: hostname() }],
    ['a number used again by another process', { pid: process.pid, started: '1', host: hostname() }],
  ])('left by %s is taken over', (_, holder) => {
    writeFileSync(join(folder, 'lock.json'), JSON.stringify(holder));
    lockFolder(folder).release();
  });

  test('half written by a killed process is taken over', () => {
    writeFileSync(join(folder, 'lock.json'), '{"pi');
    lockFolder(folder).release();
  });
});

test('a start killed while it creates the database is begun anew by the next', async () => {
  const child = spawn(...node(opening(folder, '')), { stdio: 'ignore' });
  while (!existsSync(join(`${databaseFolder(folder)}.making`, 'PG_VERSION'))) await new Promise((resolve) => { setTimeout(resolve, 20); });
  child.kill('SIGKILL');
  await new Promise((resolve) => { child.on('close', resolve); });
  const stages: string[] = [];
  const db = await openDatabase(readEnv({ SOMMIER_DATA: folder }), (stage) => { stages.push(stage); });
  expect(stages).toEqual(['creating', 'opening', 'migrating']);
  expect((await db.knex.raw<{ rows: unknown[] }>('select count(*)::integer as n from commune')).rows).toEqual([{ n: 0 }]);
  await db.close();
});

test('a data folder that cannot be one is named, with the mend', async () => {
  writeFileSync(join(folder, 'file'), '');
  await expect(openDatabase(readEnv({ SOMMIER_DATA: join(folder, 'file') }))).rejects.toThrow(/^The data folder .*file cannot be written .*SOMMIER_DATA/);
});

describe('the embedded database', () => {
  const open = (): Promise<Database> => openDatabase(readEnv({ SOMMIER_DATA: folder }));
  beforeEach(async () => { await copyPreparedFolder(folder); });

  test('syncs every commit to the disk', () => {
    const script = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
      let n = 0; const own = fs.fsyncSync; fs.fsyncSync = (fd) => { own(fd); n++; }; syncBuiltinESMExports();
      const { PGlite } = await import('@electric-sql/pglite');
      const { durableFolder, durableStart } = await import(${JSON.stringify(new URL('./durable.mjs', import.meta.url).href)});
      const db = await PGlite.create({ fs: durableFolder(${JSON.stringify(databaseFolder(folder))}), startParams: durableStart(PGlite.defaultStartParams) });
      await db.exec('create table kept (n integer)'); n = 0;
      for (let i = 0; i < 20; i++) await db.query('insert into kept values ($1)', [i]);
      console.log(JSON.stringify({ n, fsync: (await db.query('show fsync')).rows[0].fsync })); process.exit(0);`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    const { n, fsync } = JSON.parse(stdout) as { n: number; fsync: string };
    expect(fsync).toBe('on');
    expect(n).toBeGreaterThanOrEqual(20);
  });

  test('opens again after kill -9, with every acknowledged row and the lock taken over', async () => {
    const writing = opening(folder, `await db.asOwner((tx) => tx.raw('create table kept (n integer primary key, filler text)'));
      for (let n = 0; ; n++) { await db.asOwner((tx) => tx.raw('insert into kept values (?, ?)', [n, 'x'.repeat(500)])); console.log(n); }`);
    const child = spawn(...node(writing), { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        if (said.split('\n').length > 150) child.kill('SIGKILL');
      });
      child.on('close', () => { resolve(); });
    });
    const acknowledged = Number(said.trimEnd().split('\n').at(-1));
    const db = await open();
    const { rows: [row] } = await db.asOwner((tx) => tx.raw<{ rows: { last: number; n: string }[] }>('select max(n) as last, count(*) as n from kept'));
    await db.close();
    expect(row?.last).toBeGreaterThanOrEqual(acknowledged);
    expect(Number(row?.n)).toBe((row?.last ?? 0) + 1);
  });

  test('tells who waits when its thread dies, keeps what was committed, and opens again at the next request', async () => {
    const db = await open();
    await db.asOwner((tx) => tx.raw('create table kept as select 1 as n'));
    const connection = await (db.knex.client as { acquireConnection(): Promise<EmbeddedConnection> }).acquireConnection();
    const lost = connection.run('select count(*) from generate_series(1, 1000000000) n where n % 7 = 3');
    await Promise.all([expect(lost).rejects.toThrow('The embedded database stopped'), connection.abandon()]);
    await (db.knex.client as { releaseConnection(c: EmbeddedConnection): Promise<void> }).releaseConnection(connection);
    const { rows } = await db.asOwner((tx) => tx.raw<{ rows: { n: number }[] }>('select n from kept'));
    const { rows: [who] } = await db.knex.raw<{ rows: { role: string }[] }>('select current_user as role');
    expect(rows).toEqual([{ n: 1 }]);
    expect(who?.role).toBe('sommier_app');
    await db.close();
  });
});

test('CSV is cut between records, never inside quotes', async () => {
  const text = Array.from({ length: 500 }, (_, n) => `${String(n)},"a\n""${'é'.repeat(n % 13)}""\n,b"\n`).join('');
  const bytes = Buffer.from(text);
  const pieces = function* (): Generator<Uint8Array> { for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7); };
  const slices: string[] = [];
  for await (const slice of recordSlices((async function* () { yield* pieces(); })(), 300)) slices.push(Buffer.from(slice).toString());
  expect(slices.join('')).toBe(text);
  expect(slices.length).toBeGreaterThan(20);
  for (const slice of slices) {
    expect(slice.endsWith('b"\n')).toBe(true);
    expect((slice.match(/"/g) ?? []).length % 2).toBe(0);
  }
});
