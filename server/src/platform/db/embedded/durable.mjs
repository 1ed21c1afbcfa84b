// PGlite starts PostgreSQL with fsync off, and its folder on disk answers fsync with nothing done. Both are put right here, so that
// a committed transaction is on the disk when its answer leaves (docs/decisions/0003).
import { fsyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The data folder, with an fsync that reaches the disk. */
export function durableFolder(folder) {
  const fs = new NodeFS(folder);
  const init = fs.init.bind(fs);
  fs.init = async (pg, options) => {
    const ready = await init(pg, options);
    ready.emscriptenOpts.preRun.push((module) => {
      const { stream_ops: operations } = module.FS.filesystems.NODEFS;
      operations.fsync = (stream) => {
        try {
          if (typeof stream.nfd === 'number') fsyncSync(stream.nfd);
          return 0;
        } catch (error) {
          // A folder opened for reading cannot be synced on every system; PostgreSQL takes EINVAL for that and goes on.
          if (error.code === 'EINVAL' || error.code === 'EBADF') return 0;
          throw new module.FS.ErrnoError(29);
        }
      };
    });
    return ready;
  };
  return fs;
}

/** PGlite's own start without `-F`; fdatasync never reaches the folder, so the journal asks for fsync. */
export const durableStart = (params) => [
  ...params.filter((param) => param !== '-F'),
  '-c', 'wal_sync_method=fsync',
];
