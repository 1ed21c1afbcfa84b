import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { engines, testDatabase, type TestDatabase } from '../../../../../tests/support/db.ts';
import { ownerPool } from './open.ts';

const here = (await engines()).includes('server');
const onServer = here ? test : test.skip;
const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
let db: TestDatabase;

beforeAll(async () => { if (here) db = await testDatabase({ engine: 'server' }); });
afterAll(async () => { if (here) await db.drop(); });

onServer('a server that cuts every link is asked again, and notices are heard again', async () => {
  const heard: string[] = [];
  const stop = db.onNotify('jobs', (payload) => heard.push(payload));
  await Promise.all([wait(300), ...Array.from({ length: 5 }, () => db.knex.raw('select pg_sleep(0.05)'))]);

  const admin = ownerPool(db.env.databaseUrl ?? '');
  const under = expect(db.asPerson(null, (tx) => tx.raw('select pg_sleep(30)'))).rejects.toThrow(/terminat/);
  await wait(100);
  const { rowCount } = await admin.raw<{ rowCount: number }>(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
  await admin.destroy();
  expect(rowCount).toBeGreaterThan(2);
  await under;

  await wait(100);
  await Promise.all(Array.from({ length: 8 }, () => db.asPerson(null, (tx) => tx.raw('select 1'))));
  await wait(2_500);
  await db.asPerson(null, (tx) => db.notify(tx, 'jobs', 'again'));
  await wait(300);
  stop();
  expect(heard).toEqual(['again']);
});
