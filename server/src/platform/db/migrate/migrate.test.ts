import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { engines, testEnv } from '../../../../../tests/support/db.ts';
import { embeddedKnex } from '../embedded/client.ts';
import { EmbeddedConnection } from '../embedded/connection.ts';
import { databaseFolder } from '../embedded/database.ts';
import { openDatabase } from '../index.ts';
import { ownerPool } from '../pg/open.ts';
import { migrateDown, migrateUp } from './run.ts';
import { schemaText } from './schema.ts';
import { MIGRATIONS, migrationNames } from './source.ts';

describe.each(await engines())('the migrations, %s', (engine) => {
  let knex: Knex;
  let own: Awaited<ReturnType<typeof testEnv>>;
  const text = (): Promise<string> => knex.transaction(schemaText);

  beforeAll(async () => {
    own = await testEnv(engine);
    const { databaseUrl, dataDir } = own.env;
    knex = databaseUrl === undefined ? embeddedKnex(() => EmbeddedConnection.open(databaseFolder(dataDir))) : ownerPool(databaseUrl);
  });
  afterAll(async () => {
    await knex.destroy();
    await own.remove();
  });

  test('make the schema that migrations/schema.sql says (npm run db:dump writes it)', async () => {
    expect(await text()).toBe(readFileSync(`${MIGRATIONS}schema.sql`, 'utf8'));
  });

  test('go down to nothing and up again to the same', async () => {
    const before = await text();
    const names = await migrationNames();
    expect((await migrateDown(knex)).sort()).toEqual(names);
    expect(await text()).not.toMatch(/create (table|function|schema)|leakproof/);
    expect(await migrateUp(knex, { alone: true })).toEqual(names);
    expect(await text()).toBe(before);
    expect(await migrateUp(knex, { alone: true })).toEqual([]);
  });

  test('take over the lock of a migrator that was killed', async () => {
    await knex.raw('update knex_migrations_lock set is_locked = 1');
    expect(await migrateUp(knex, { alone: true })).toEqual([]);
  });
});

test('two servers starting together on an empty database migrate it once', async () => {
  if (!(await engines()).includes('server')) return;
  const { env, remove } = await testEnv('server');
  const owner = ownerPool(env.databaseUrl ?? '');
  await migrateDown(owner);
  const opened = await Promise.all([openDatabase(env), openDatabase(env), openDatabase(env)]);
  const { rows } = await owner.raw<{ rows: { name: string }[] }>('select name from knex_migrations order by id');
  await Promise.all([owner.destroy(), ...opened.map((db) => db.close())]);
  await remove();
  expect(rows.map(({ name }) => name)).toEqual(await migrationNames());
});
