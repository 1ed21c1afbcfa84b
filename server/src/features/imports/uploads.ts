import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Files } from '../../platform/files.ts';

const Kept = z.object({ name: z.string(), bytes: z.number(), person: z.string().nullable() });
/** A file that waits for its options, for a day at most. */
export interface Upload { id: string; path: string; name: string; bytes: number }
const DAY = 86_400_000;
const ID = /^[0-9a-f-]{36}$/;

const folderOf = (files: Files, commune: number): Promise<string> => files.folder('imports', String(commune));

/** Keeps a received file; what was left for more than a day goes. */
export async function keepUpload(files: Files, commune: number, received: { path: string; name: string; bytes: number }, person: string | null): Promise<Upload> {
  const folder = await folderOf(files, commune), id = randomUUID(), path = join(folder, id);
  await rename(received.path, path);
  await writeFile(`${path}.json`, JSON.stringify({ name: received.name, bytes: received.bytes, person }), { mode: 0o600 });
  for (const name of await readdir(folder)) {
    const old = await stat(join(folder, name)).catch(() => null);
    if (old !== null && Date.now() - old.mtimeMs > DAY) await files.remove(join(folder, name));
  }
  return { id, path, name: received.name, bytes: received.bytes };
}

/** The upload of that id in this commune, if it is still there. */
export async function findUpload(files: Files, commune: number, id: string): Promise<Upload | undefined> {
  if (!ID.test(id)) return undefined;
  const path = join(await folderOf(files, commune), id);
  const text = await readFile(`${path}.json`, 'utf8').catch(() => null);
  if (text === null) return undefined;
  const kept = Kept.parse(JSON.parse(text));
  return { id, path, name: kept.name, bytes: kept.bytes };
}

export async function removeUpload(files: Files, upload: Upload): Promise<void> {
  await files.remove(upload.path);
  await files.remove(`${upload.path}.json`);
}
