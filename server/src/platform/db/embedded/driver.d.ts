// Two inner modules of the driver and of knex that carry no types.
declare module 'pg/lib/utils.js' {
  export function prepareValue(value: unknown): string | Buffer | null;
}
declare module 'knex/lib/dialects/postgres/index.js' {
  import type { Knex } from 'knex';
  export default class PostgresClient extends Knex.Client {
    config: Knex.Config;
    checkVersion(connection: unknown): Promise<string>;
    version: string;
  }
}
