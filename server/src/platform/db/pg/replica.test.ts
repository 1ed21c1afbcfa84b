import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { engines, fixtureCommune, testEnv } from '../../../../../tests/support/db.ts';
import { openDatabase, type Database } from '../index.ts';

const onServer = (await engines()).includes('server') ? test : test.skip;
let close: (() => Promise<void>)[] = [];
let db: Database;
let commune: number;

// Two databases stand for a primary and its replica: what each question finds tells which one answered.
beforeAll(async () => {
  if (!(await engines()).includes('server')) return;
  const [primary, replica] = await Promise.all([testEnv('server'), testEnv('server')]);
  const behind = await openDatabase(replica.env);
  const there = await fixtureCommune(behind, 'REPLICA');
  await behind.inCommune({ commune: there.id }, (tx) => tx.raw(`insert into data_version (commune_id, layer) values (?, 'replica')`, [there.id]));
  await behind.close();
  db = await openDatabase({ ...primary.env, databaseReadUrl: replica.env.databaseUrl });
  commune = (await fixtureCommune(db, 'PRIMARY')).id;
  await db.inCommune({ commune }, (tx) => tx.raw(`insert into data_version (commune_id, layer) values (?, 'primary')`, [commune]));
  close = [() => db.close(), primary.remove, replica.remove];
});
afterAll(async () => { for (const work of close) await work(); });

const layers = (readOnly: boolean): Promise<string[]> => db.inCommune({ commune }, async (tx) =>
  (await tx.raw<{ rows: { layer: string }[] }>('select layer from data_version')).rows.map(({ layer }) => layer), { readOnly });

onServer('reads that bear a delay go to the replica, everything else to the primary', async () => {
  expect(await layers(false)).toEqual(['primary']);
  expect(await layers(true)).toEqual(['replica']);
});
