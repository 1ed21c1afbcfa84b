import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { checkKey, type BlobStore } from './types.ts';

/** Keeps documents as files under `root`; a file appears under its key only when it is whole and on disk. */
export function folderStore(root: string): BlobStore {
  const pathOf = (key: string): string => join(root, ...checkKey(key).split('/'));
  const size = async (key: string): Promise<number | undefined> => (await stat(pathOf(key)).catch(() => undefined))?.size;
  return {
    kind: 'folder',
    size,
    async put(key, file, { bytes }) {
      if (await size(key) === bytes) return;
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const scratch = join(root, 'scratch');
      await mkdir(scratch, { recursive: true, mode: 0o700 });
      const part = join(scratch, randomUUID());
      try {
        await copyFile(file, part);
        const handle = await open(part, 'r+');
        try { await handle.chmod(0o600); await handle.sync(); } finally { await handle.close(); }
        await rename(part, path);
      } finally {
        await rm(part, { force: true });
      }
    },
    async open(key) {
      const bytes = await size(key);
      return bytes === undefined ? undefined : { bytes, stream: createReadStream(pathOf(key)) };
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    async* keys(prefix) {
      const at = join(root, ...checkKey(prefix, false).split('/'));
      for (const entry of await readdir(at, { recursive: true, withFileTypes: true }).catch(() => [])) {
        if (entry.isFile()) yield relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
      }
    },
  };
}
