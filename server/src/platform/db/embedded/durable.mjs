// PGlite starts PostgreSQL with fsync off, and its folder on disk answers fsync with nothing done. Both are put right here, so that
// a committed transaction is on the disk when its answer leaves (docs/decisions/0003).
import { closeSync, existsSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** Some systems refuse to sync a folder or a file opened for reading; PostgreSQL itself takes that as done. */
function sync(fd) {
  try {
    fsyncSync(fd);
  } catch (error) {
    if (error.code !== 'EINVAL' && error.code !== 'EBADF' && error.code !== 'EPERM') throw error;
  }
}

function syncPath(path) {
  const fd = openSync(path, 'r');
  try { sync(fd); } finally { closeSync(fd); }
}

/** The data folder, with an fsync that reaches the disk, for files and for folders. */
export function durableFolder(folder) {
  const fs = new NodeFS(folder);
  const init = fs.init.bind(fs);
  fs.init = async (pg, options) => {
    const ready = await init(pg, options);
    ready.emscriptenOpts.preRun.push(({ FS }) => {
      const { NODEFS } = FS.filesystems;
      NODEFS.stream_ops.fsync = (stream) => {
        try {
          if (typeof stream.nfd === 'number') sync(stream.nfd);
          else if (FS.isDir(stream.node.mode)) syncPath(NODEFS.realPath(stream.node));
          return 0;
        } catch {
          throw new FS.ErrnoError(29); // EIO: PostgreSQL stops rather than believe it
        }
      };
    });
    return ready;
  };
  return fs;
}

/** PGlite's own start without `-F`. Its fdatasync never reaches the folder, so the journal asks for fsync. */
export const durableStart = (params) => [
  ...params.filter((param) => param !== '-F'),
  '-c', 'wal_sync_method=fsync',
];

/** True before a database was ever created in the folder. */
export const isNew = (folder) => !existsSync(join(folder, 'PG_VERSION'));

/** Writes a whole new cluster to the disk: creation itself does not. */
export function syncTree(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncPath(path);
  }
  syncPath(folder);
}
