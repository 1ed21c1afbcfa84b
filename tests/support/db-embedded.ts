import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../server/src/platform/db/index.ts';
import { readEnv } from '../../server/src/platform/env.ts';
import { schemaKey } from './schema-key.ts';

const STORE = fileURLToPath(new URL('../../.tmp/', import.meta.url));
const ABANDONED_MS = 180_000;
const KEPT_MS = 24 * 3_600_000;

/** Makes `folder` the data folder of a migrated, empty embedded database, by copying one prepared for this schema. */
export async function copyPreparedFolder(folder: string): Promise<void> {
  const prepared = join(STORE, `embedded-${await schemaKey()}`);
  while (!existsSync(prepared)) {
    if (claim(`${prepared}.making`)) {
      try { await prepare(prepared); } finally { rmSync(`${prepared}.making`, { recursive: true, force: true }); }
    } else await wait(200);
  }
  cpSync(join(prepared, 'database'), join(folder, 'database'), { recursive: true });
}

/** True for the one worker that is to prepare; a claim left by a killed run is cleared. */
function claim(mark: string): boolean {
  mkdirSync(STORE, { recursive: true });
  try {
    mkdirSync(mark);
    return true;
  } catch {
    const since = statSync(mark, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > ABANDONED_MS) rmSync(mark, { recursive: true, force: true });
    return false;
  }
}

async function prepare(prepared: string): Promise<void> {
  if (existsSync(prepared)) return;
  const making = mkdtempSync(join(STORE, 'making-'));
  const db = await openDatabase(readEnv({ SOMMIER_DATA: making }));
  await db.close();
  renameSync(making, prepared);
  forgetOld();
}

/** Folders prepared for the schemas of other days. */
function forgetOld(): void {
  for (const name of readdirSync(STORE)) {
    const path = join(STORE, name);
    const since = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (/^(embedded|making)-/.test(name) && Date.now() - since > KEPT_MS) rmSync(path, { recursive: true, force: true });
  }
}
