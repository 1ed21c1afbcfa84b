import { Socket } from 'node:net';
import knex, { type Knex } from 'knex';
import type pg from 'pg';
import { QUIET, SESSION, typeParsers } from '../types.ts';
import { framedSocket } from './framed.ts';
import { PINNED } from './pinned.ts';

type AfterCreate = (error: Error | null | undefined, connection: pg.Client) => void;

/** As the driver makes its own under TLS, where the records are cut elsewhere. */
const socketFor = ({ ssl }: { ssl?: unknown } = {}): Socket => (ssl ? new Socket() : framedSocket());

interface PoolSize { min: number; max: number }

/** A pool on a PostgreSQL server; with `session` each new connection first runs it (the application's role and habits). */
function pool(url: string, size: PoolSize, session?: string): Knex {
  return knex({
    client: 'pg',
    log: QUIET,
    // What was asked goes into the message of a fault and from there to the log: the statement, never its values.
    compileSqlOnError: false,
    connection: { connectionString: url, types: typeParsers, application_name: 'sommier', stream: socketFor } as Knex.PgConnectionConfig,
    pool: {
      ...size,
      ...(session === undefined ? {} : {
        afterCreate: (connection: pg.Client, done: AfterCreate) => {
          connection.query(session, (error) => { done(error, connection); });
        },
      }),
    },
  });
}

/** Connections as the role that owns the schema: migrations only. */
export const ownerPool = (url: string): Knex => pool(url, { min: 0, max: 4 });

/** The server's connections, each working as `sommier_app`, who meets the pinned views before their tables. */
export const appPool = (url: string): Knex => pool(url, { min: 0, max: 10 }, `${SESSION}; set jit = off; select set_config('search_path', '${PINNED}, ' || current_setting('search_path'), false)`);
