import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../server/src/platform/db/index.ts';
import { readEnv, type Env } from '../../server/src/platform/env.ts';
import { copyPreparedFolder } from './db-embedded.ts';
import { cloneTemplate, serverUrl } from './db-server.ts';

export type Engine = 'server' | 'embedded';

/** A migrated database of its own for one test file. `drop` closes and removes it. */
export type TestDatabase = Database & { readonly engine: Engine; readonly env: Env; drop(): Promise<void> };

/**
 * The engines of this machine: `describe.each(await engines())`. The server one is TEST_DATABASE_URL, DATABASE_URL or the local default.
 * TEST_ENGINE=server (or embedded) narrows them while one works; `npm test` refuses to be narrowed.
 */
export async function engines(): Promise<Engine[]> {
  const only = process.env['TEST_ENGINE'];
  if (only === 'server' || only === 'embedded') return [only];
  const url = await serverUrl();
  if (url === undefined) console.warn('No PostgreSQL server with PostGIS answers: tests run on the embedded database alone.');
  return url === undefined ? ['embedded'] : ['server', 'embedded'];
}

/** The environment of a fresh migrated database, for a test that opens it itself or starts a server on it. */
export async function testEnv(engine: Engine, ordinary?: boolean): Promise<{ env: Env; remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'sommier-test-'));
  const clean = (): void => { rmSync(folder, { recursive: true, force: true }); };
  const common = { SOMMIER_DATA: folder, SOMMIER_SAMPLES: process.env['SOMMIER_SAMPLES'], PORT: '0', NODE_ENV: 'test' };
  if (engine === 'embedded') {
    await copyPreparedFolder(folder);
    return { env: readEnv(common), remove: () => { clean(); return Promise.resolve(); } };
  }
  const { url, drop } = await cloneTemplate(ordinary);
  return { env: readEnv({ ...common, DATABASE_URL: url }), remove: async () => { clean(); await drop(); } };
}

/** A fresh migrated database; the first of a schema is prepared (20 s on the embedded engine), the next are copies. `ordinary`: owned by a role that is no superuser. */
export async function testDatabase({ engine, ordinary }: { engine: Engine; ordinary?: boolean }): Promise<TestDatabase> {
  const { env, remove } = await testEnv(engine, ordinary);
  const db = await openDatabase(env);
  return Object.assign(db, { engine, env, drop: async () => { await db.close(); await remove(); } });
}

/** A commune to work in: Tunisian dinars, French and Arabic. */
export async function fixtureCommune(db: Database, code: string): Promise<{ id: number; code: string }> {
  return db.asOwner(async (tx) => {
    const { rows: [row] } = await tx.raw<{ rows: { id: number; code: string }[] }>(
      `insert into commune (code, name, currency, languages, timezone) values (?, ?, 'TND', '{fr,ar}', 'Africa/Tunis') returning id, code`,
      [code, `Commune ${code}`]);
    if (row === undefined) throw new Error(`no commune ${code}`);
    return row;
  });
}
