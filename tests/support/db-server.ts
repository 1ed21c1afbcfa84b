import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '../../server/src/platform/db/index.ts';
import { readEnv } from '../../server/src/platform/env.ts';
import { schemaKey } from './schema-key.ts';

const LOCAL = 'postgres://postgres:postgres@127.0.0.1:5432/postgres';
const LOCK = 7_215_004;

let found: Promise<string | undefined> | undefined;

/** The server tests may make databases on, if one answers and carries PostGIS. */
export const serverUrl = (): Promise<string | undefined> => (found ??= find());

async function find(): Promise<string | undefined> {
  const url = process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'] ?? LOCAL;
  try {
    return await withAdmin(url, async (admin) => {
      const { rows } = await admin.query(`select from pg_available_extensions where name = 'postgis'`);
      return rows.length > 0 ? url : undefined;
    });
  } catch (error) {
    if (url !== LOCAL) throw new Error(`The server of the tests does not answer: ${String(error)}`, { cause: error });
    return undefined;
  }
}

async function withAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await admin.connect();
  try { return await work(admin); } finally { await admin.end(); }
}

const named = (url: string, database: string): string => {
  const target = new URL(url);
  target.pathname = `/${database}`;
  return target.href;
};

/** A role as managed PostgreSQL gives one: it owns its database and is no superuser. TEST_OWNER=ordinary makes it the owner of every test's. */
const ORDINARY = 'sommier_test_owner';
const asOrdinary = (url: string): string => {
  const target = new URL(url);
  target.username = ORDINARY;
  target.password = 'ordinary';
  return target.href;
};

/** A database cloned from a template that holds the migrated schema; the template is made once for each schema. */
export async function cloneTemplate(ordinary = process.env['TEST_OWNER'] === 'ordinary'): Promise<{ url: string; drop: () => Promise<void> }> {
  const url = await serverUrl();
  if (url === undefined) throw new Error('No PostgreSQL server for tests.');
  const key = await schemaKey(), template = `sommier_template_${ordinary ? createHash('sha256').update(`ordinary ${key}`).digest('hex').slice(0, 12) : key}`;
  const name = `sommier_test_${randomBytes(6).toString('hex')}`;
  await withAdmin(url, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [LOCK]);
    const { rows } = await admin.query('select from pg_database where datname = $1 and datistemplate', [template]);
    if (rows.length === 0) await makeTemplate(admin, url, template, ordinary);
    await admin.query(`create database ${name} template ${template}${ordinary ? ` owner ${ORDINARY}` : ''}`);
  });
  const drop = (): Promise<void> => withAdmin(url, async (admin) => { await admin.query(`drop database if exists ${name} with (force)`); });
  return { url: ordinary ? asOrdinary(named(url, name)) : named(url, name), drop };
}

async function makeTemplate(admin: pg.Client, url: string, template: string, ordinary: boolean): Promise<void> {
  await admin.query(`drop database if exists ${template}`);
  await admin.query(`create database ${template} encoding 'UTF8' template template0`);
  const at = named(url, template);
  if (ordinary) await giveTo(at, admin, template);
  const db = await openDatabase(readEnv({ DATABASE_URL: ordinary ? asOrdinary(at) : at }));
  await db.close();
  await admin.query(`alter database ${template} is_template true`);
  await forgetOld(admin);
}

/** What an administrator does once for an ordinary role (the message of DatabaseRights says the same). */
async function giveTo(url: string, admin: pg.Client, template: string): Promise<void> {
  const { rows: roles } = await admin.query<{ rolname: string }>(`select rolname from pg_roles where rolname in ($1, 'sommier_app')`, [ORDINARY]);
  if (!roles.some(({ rolname }) => rolname === ORDINARY)) await admin.query(`create role ${ORDINARY} login nosuperuser nocreaterole password 'ordinary'`);
  if (!roles.some(({ rolname }) => rolname === 'sommier_app')) await admin.query('create role sommier_app nologin nobypassrls');
  await admin.query(`grant sommier_app to ${ORDINARY}; alter database ${template} owner to ${ORDINARY}`);
  await withAdmin(url, (inside) => inside.query(`create extension postgis; create extension pg_trgm; create extension unaccent; create extension btree_gist; create extension pgcrypto; grant create, usage on schema public to ${ORDINARY}`));
}

/** Templates made for the schemas of other days, and test databases that a killed run left. */
async function forgetOld(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string; template: boolean }>(
    `select quote_ident(datname) as name, datistemplate as template from pg_database
     where datname ~ '^sommier_(template|test)_[0-9a-f]{12}$' and (pg_stat_file('base/' || oid || '/PG_VERSION')).modification < now() - interval '1 day'
       and not exists (select from pg_stat_activity a where a.datid = pg_database.oid)`).catch(() => ({ rows: [] }));
  for (const { name, template } of rows) {
    if (template) await admin.query(`alter database ${name} is_template false`);
    await admin.query(`drop database if exists ${name}`);
  }
}
