import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { askServer, type Cluster, newCluster, serverPrograms } from '../../../../../tests/support/cluster.ts';
import { fixtureCommune } from '../../../../../tests/support/db.ts';
import { readEnv } from '../../env.ts';
import { openDatabase, type Database } from '../index.ts';
import { appPool } from './open.ts';
import { followReplica } from './replica.ts';

const here = serverPrograms() !== undefined && process.env['TEST_ENGINE'] !== 'embedded';
const onServer = here ? describe : describe.skip;

onServer('a primary and its streaming replica', () => {
  let primary: Cluster, replica: Cluster, db: Database, commune: number;
  let quick: { knex: ReturnType<typeof appPool>; second: ReturnType<typeof appPool> };
  beforeAll(async () => {
    primary = await newCluster();
    await primary.start();
    replica = await primary.replica();
    db = await openDatabase(readEnv({ DATABASE_URL: primary.url, DATABASE_READ_URL: replica.url }));
    commune = (await fixtureCommune(db, 'PRIMARY')).id;
    quick = { knex: appPool(primary.url), second: appPool(replica.url) };
  });
  afterAll(async () => {
    await Promise.all([quick.knex.destroy(), quick.second.destroy()]);
    await db.close();
    await replica.remove();
    await primary.remove();
  });

  const write = (layer: string): Promise<unknown> => db.inCommune({ commune }, (tx) => tx.raw('insert into data_version (commune_id, layer) values (?, ?)', [commune, layer]));
  const SQL = `select pg_is_in_recovery() as there, array(select layer from data_version where layer like 'r%' order by layer) as layers`;
  const read = (readOnly: boolean) => db.inCommune({ commune }, async (tx) => (await tx.raw<{ rows: { there: boolean; layers: string[] }[] }>(SQL)).rows[0], { readOnly });

  test('reads that bear a wait are the replica’s, and hold what was saved a moment before; everything else is the primary’s', async () => {
    for (let i = 0; i < 30; i += 1) {
      await write(`r${String(i).padStart(2, '0')}`);
      const found = await read(true);
      expect([i, found?.there, found?.layers.length]).toEqual([i, true, i + 1]);
    }
    expect((await read(false))?.there).toBe(false);
    expect(await db.inSnapshot({ commune }, (piece) => piece(async (tx) => (await tx.raw<{ rows: { there: boolean }[] }>('select pg_is_in_recovery() as there')).rows[0]?.there))).toBe(true);
    expect(db.replica()).toBe('following');
  });

  test('the replica takes no write, and the policies bind there too', async () => {
    await expect(db.inCommune({ commune }, (tx) => tx.raw('delete from data_version'), { readOnly: true })).rejects.toThrow(/read-only transaction/);
    const other = await fixtureCommune(db, 'OTHER');
    expect(await db.inCommune({ commune: other.id }, async (tx) => (await tx.raw<{ rows: unknown[] }>('select from data_version')).rows.length, { readOnly: true })).toBe(0);
  });

  test('one that stands still is left for the primary, and taken again when it has caught up', async () => {
    const way = followReplica(quick.knex, quick.second, { waitMs: 60, step: 10, restMs: 0 });
    expect(await way.choose()).toBe(quick.second);
    await askServer(replica.url, 'select pg_wal_replay_pause()');
    await write('r-paused');
    expect([await way.choose(), way.state()]).toEqual([quick.knex, 'behind']);
    await askServer(replica.url, 'select pg_wal_replay_resume()');
    await sleep(300);
    expect(await way.choose()).toBe(quick.second);
  });

  test('one that is killed is left for the primary without an error; started again it serves again', async () => {
    await read(true);
    await replica.kill();
    expect((await read(true))?.there).toBe(false);
    expect(db.replica()).toBe('away');
    const way = followReplica(quick.knex, quick.second, { waitMs: 60, step: 10, restMs: 0 });
    expect(await way.choose()).toBe(quick.knex);
    await replica.start();
    for (const until = Date.now() + 20_000; await way.choose() !== quick.second && Date.now() < until;) await sleep(100);
    expect(way.state()).toBe('following');
  });

  test('one made a primary by hand is not read any more: it would go its own way in silence', async () => {
    const way = followReplica(quick.knex, quick.second, { waitMs: 60, step: 10, restMs: 0 });
    await askServer(replica.url, 'select pg_promote()');
    expect([await way.choose(), way.state()]).toEqual([quick.knex, 'away']);
    // What was acknowledged is there: this is what a fail-over starts from.
    const rows = await askServer<{ n: number }>(replica.url, `select count(*)::integer as n from data_version where layer like 'r%'`);
    expect(rows[0]?.n).toBe(31);
  });
});
