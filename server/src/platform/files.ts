import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore, type BlobStore, type S3Options } from './store/index.ts';

/** The folder of files beside the database: uploads, exports, prints. Several servers on one database share it. */
export interface Files {
  root: string;
  /** The path of a folder under the root, made when absent. Parts come from the code, never from a request. */
  folder(...parts: string[]): Promise<string>;
  /** A fresh folder of its own for one task; its owner removes it. */
  scratch(task: string): Promise<string>;
  remove(path: string): Promise<void>;
  /** Where documents lie: here, or in a bucket. */
  documents: BlobStore;
}

/** Files kept under `<dataDir>/files`; documents in the bucket where one is named. */
export function openFiles(dataDir: string, s3?: S3Options): Files {
  const root = join(dataDir, 'files');
  const folder = async (...parts: string[]): Promise<string> => {
    const path = join(root, ...parts);
    await mkdir(path, { recursive: true, mode: 0o700 });
    return path;
  };
  return {
    root,
    folder,
    documents: openStore(root, s3),
    scratch: (task) => folder('scratch', `${task}-${randomUUID()}`),
    async remove(path) {
      if (!path.startsWith(root)) throw new Error('Only files of the data folder are removed');
      await rm(path, { recursive: true, force: true });
    },
  };
}
