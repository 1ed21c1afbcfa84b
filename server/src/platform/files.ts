import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of files beside the database: uploads, exports, prints. Several servers on one database share it. */
export interface Files {
  root: string;
  /** The path of a folder under the root, made when absent. Parts come from the code, never from a request. */
  folder(...parts: string[]): Promise<string>;
  /** A fresh folder of its own for one task; its owner removes it. */
  scratch(task: string): Promise<string>;
  remove(path: string): Promise<void>;
}

/** Files kept under `<dataDir>/files`. */
export function openFiles(dataDir: string): Files {
  const root = join(dataDir, 'files');
  const folder = async (...parts: string[]): Promise<string> => {
    const path = join(root, ...parts);
    await mkdir(path, { recursive: true, mode: 0o700 });
    return path;
  };
  return {
    root,
    folder,
    scratch: (task) => folder('scratch', `${task}-${randomUUID()}`),
    async remove(path) {
      if (!path.startsWith(root)) throw new Error('Only files of the data folder are removed');
      await rm(path, { recursive: true, force: true });
    },
  };
}
