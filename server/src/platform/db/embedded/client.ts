import knex, { type Knex } from 'knex';
import PostgresClient from 'knex/lib/dialects/postgres/index.js';
import { QUIET } from '../types.ts';
import type { EmbeddedConnection } from './connection.ts';

/** knex's PostgreSQL dialect over the embedded connection: the same SQL, another wire. */
class EmbeddedClient extends PostgresClient {
  _driver(): unknown { return {}; }
  override async acquireRawConnection(): Promise<EmbeddedConnection> {
    const { open } = (this.config as EmbeddedConfig).userParams;
    const connection = await open();
    this.version ??= await this.checkVersion(connection);
    return connection;
  }
  override async destroyRawConnection(connection: EmbeddedConnection): Promise<void> { await connection.end(); }
  override validateConnection(connection: EmbeddedConnection): Promise<boolean> { return Promise.resolve(!connection.lost); }
}

interface EmbeddedConfig extends Knex.Config { userParams: { open: () => Promise<EmbeddedConnection> } }

const PATIENCE_MS = 600_000;

/** A pool of exactly one: PGlite is one session. `open` is asked again when the connection was lost. */
export function embeddedKnex(open: () => Promise<EmbeddedConnection>): Knex {
  const config: EmbeddedConfig = {
    client: EmbeddedClient,
    log: QUIET,
    compileSqlOnError: false,
    connection: {},
    // Opening takes seconds, on a slow or busy machine a minute; a slice of an import may hold the connection. Whoever waits, waits for it.
    pool: { min: 0, max: 1, idleTimeoutMillis: 2 ** 31 - 1, propagateCreateError: true, createTimeoutMillis: PATIENCE_MS, acquireTimeoutMillis: PATIENCE_MS },
    acquireConnectionTimeout: PATIENCE_MS,
    userParams: { open },
  };
  return knex(config);
}
