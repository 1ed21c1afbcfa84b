import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';

/** The project's migrations: `<time>_<feature>_<what>.up.sql` beside its `.down.sql`. */
export const MIGRATIONS = fileURLToPath(new URL('../../../../../migrations/', import.meta.url));

const UP = '.up.sql';

/** Names of the migrations in order, without extension: what the table knex_migrations holds. */
export async function migrationNames(folder = MIGRATIONS): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith(UP)).map((file) => file.slice(0, -UP.length)).sort();
}

/** knex reads every `?` as a binding, in SQL text too. */
const run = async (knex: Knex, file: string): Promise<void> => {
  await knex.raw((await readFile(file, 'utf8')).replaceAll('?', '\\?'));
};

/** Pairs of SQL files as knex migrations. */
export function sqlPairs(folder = MIGRATIONS): Knex.MigrationSource<string> {
  return {
    getMigrations: () => migrationNames(folder),
    getMigrationName: (name) => name,
    getMigration: (name) => Promise.resolve({
      up: (knex) => run(knex, `${folder}${name}.up.sql`),
      down: (knex) => run(knex, `${folder}${name}.down.sql`),
    }),
  };
}
