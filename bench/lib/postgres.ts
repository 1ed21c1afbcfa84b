import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import knex, { type Knex } from 'knex';

const run = promisify(execFile);
const BASE = process.env['DATABASE_URL'] ?? 'postgres://postgres:postgres@127.0.0.1:5432/postgres';

/** The same server, another database. */
export const urlOf = (name: string): string => {
  const url = new URL(BASE);
  url.pathname = `/${name}`;
  return url.toString();
};

async function onServer(sql: string): Promise<void> {
  const k = knex({ client: 'pg', connection: BASE });
  await k.raw(sql).finally(() => k.destroy());
}

/** An empty database of that name, the former one dropped; answers its URL. Throws when no PostGIS answers. */
export async function freshDatabase(name: string): Promise<string> {
  await dropDatabase(name);
  await onServer(`create database "${name}"`);
  return urlOf(name);
}
export const dropDatabase = (name: string): Promise<void> => onServer(`drop database if exists "${name}" with (force)`);

/** The server the bench runs on, in a sentence: what of its settings moves the figures. */
export async function describeDatabase(): Promise<string> {
  const k = knex({ client: 'pg', connection: BASE });
  const { rows: [at] } = await k.raw<{ rows: { version: string; buffers: string; wal: string; fsync: string }[] }>(
    `select current_setting('server_version') as version, current_setting('shared_buffers') as buffers, current_setting('max_wal_size') as wal, current_setting('fsync') as fsync`).finally(() => k.destroy());
  return `PostgreSQL ${at?.version.split(' ')[0] ?? ''}, shared_buffers ${at?.buffers ?? ''}, max_wal_size ${at?.wal ?? ''}, fsync ${at?.fsync ?? ''}.`;
}

/** Plain SQL as the server's owner, past the policies: the other side of a ratio, and what prepares it. */
export const asOwner = (url: string): Knex => knex({ client: 'pg', connection: url, pool: { min: 0, max: 2 } });

/** Connection variables for pgbench, psql and the like. */
export function libpq(url: string, role?: string): NodeJS.ProcessEnv {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    ...process.env, PGHOST: hostname, PGPORT: port || '5432', PGUSER: decodeURIComponent(username), PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1), ...(role === undefined ? {} : { PGOPTIONS: `-c role=${role}` }),
  };
}

/** GDAL's way to name the same database. */
export function ogrTarget(url: string): string {
  const { PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE } = libpq(url);
  return `PG:host=${String(PGHOST)} port=${String(PGPORT)} user=${String(PGUSER)} password=${String(PGPASSWORD)} dbname=${String(PGDATABASE)}`;
}

/** True when the program is installed. */
export const has = (program: string): Promise<boolean> => run('which', [program]).then(() => true, () => false);
export { run };
