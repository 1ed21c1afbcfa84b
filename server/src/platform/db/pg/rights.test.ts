import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { serverUrl } from '../../../../../tests/support/db-server.ts';
import { readEnv, type Env } from '../../env.ts';
import { openDatabase } from '../index.ts';
import { ownerPool } from './open.ts';

/** A server where Sommier's own role is an ordinary one, as on managed PostgreSQL. */
const url = await serverUrl();
const name = `sommier_test_${randomBytes(6).toString('hex')}`;
const onServer = url === undefined ? test.skip : test;
let admin: Knex | undefined;
let inside: Knex | undefined;
let env: Env;

beforeAll(async () => {
  if (url === undefined) return;
  admin = ownerPool(url);
  await admin.raw(`create role ${name} login nosuperuser nocreaterole password 'ordinary'`);
  await admin.raw(`create database ${name} owner ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  inside = ownerPool(own.href);
  own.username = name;
  own.password = 'ordinary';
  env = readEnv({ DATABASE_URL: own.href });
});
afterAll(async () => {
  await inside?.destroy();
  await admin?.raw(`drop database if exists ${name} with (force)`);
  await admin?.raw(`drop role if exists ${name}`);
  await admin?.destroy();
});

onServer('says which commands an administrator must run, then works with the plans kept', async () => {
  const refused = await openDatabase(env).catch((error: unknown) => error) as Error;
  expect(refused.name).toBe('DatabaseRights');
  expect(refused.message).toContain(`The role ${name} may not prepare the database ${name}`);
  const commands = /superuser: (.*) Then start/.exec(refused.message)?.[1];
  expect(commands).toContain('CREATE EXTENSION postgis;');
  // The roles of a server are shared: on a used one sommier_app is there already.
  await inside?.raw(commands ?? '');

  // Nobody marks PostGIS leakproof here: views are pinned before the tables, and taken away once somebody does.
  const pinned = async (): Promise<number> => (await inside?.raw<{ rows: { n: number }[] }>(`select count(*)::integer as n from pg_class where relnamespace = to_regnamespace('sommier_pinned')`))?.rows[0]?.n ?? -1;
  const ordinary = await openDatabase(env);
  expect(ordinary.warnings).toEqual([]);
  await ordinary.close();
  expect(await pinned()).toBeGreaterThan(5);

  // Tables of another owner cannot be pinned: the warning says what may be done.
  await inside?.raw('alter table parcel owner to current_user');
  const slow = await openDatabase(env);
  expect(slow.warnings).toEqual([expect.stringMatching(/searches of parcel will be slow.*ALTER FUNCTION geometry_overlaps\(geometry, geometry\) LEAKPROOF;/)]);
  const marks = slow.warnings[0]?.slice(slow.warnings[0].indexOf('ALTER'));
  await slow.close();
  await inside?.raw(marks ?? '');

  const well = await openDatabase(env);
  expect(well.warnings).toEqual([]);
  expect(await pinned()).toBe(0);
  expect(await well.asPerson(null, async (tx) => (await tx.raw<{ rows: unknown[] }>('select current_user as role')).rows)).toEqual([{ role: 'sommier_app' }]);
  await well.close();
});
