import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedConnection } from './connection.ts';

/** True once a database stands in the folder. */
export const isCreated = (folder: string): boolean => existsSync(join(folder, 'PG_VERSION'));

/**
 * Makes an empty database beside the folder and gives it its name when it is whole, so that a start killed half way begins anew. The thread
 * that made it ends: its memory is not needed again.
 */
export async function createFolder(folder: string): Promise<void> {
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  const connection = await EmbeddedConnection.open(making);
  await connection.end();
  renameSync(making, folder);
  const parent = openSync(dirname(folder), 'r');
  try { fsyncSync(parent); } finally { closeSync(parent); }
}
