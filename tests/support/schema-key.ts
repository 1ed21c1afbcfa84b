import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { MIGRATIONS, migrationNames } from '../../server/src/platform/db/migrate/source.ts';

/** Names the schema by what its migrations say, so that a prepared database is never an old one. */
export async function schemaKey(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of await migrationNames()) hash.update(name).update(await readFile(`${MIGRATIONS}${name}.up.sql`));
  return hash.digest('hex').slice(0, 12);
}
