// Writes migrations/schema.sql: the schema that the migrations make, read back from a fresh database.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../server/src/platform/db/index.ts';
import { schemaText } from '../server/src/platform/db/migrate/schema.ts';
import { MIGRATIONS } from '../server/src/platform/db/migrate/source.ts';
import { readEnv } from '../server/src/platform/env.ts';

const folder = mkdtempSync(join(tmpdir(), 'sommier-schema-'));
try {
  const db = await openDatabase(readEnv({ SOMMIER_DATA: folder }), (stage) => { console.error(stage); });
  const text = await db.asOwner(schemaText);
  await db.close();
  writeFileSync(join(MIGRATIONS, 'schema.sql'), text);
  console.error(`migrations/schema.sql: ${String(text.split('\n').length)} lines`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
