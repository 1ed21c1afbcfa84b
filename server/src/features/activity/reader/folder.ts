import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { unpackArchive, UnsafeArchive } from '../../../platform/gdal/index.ts';
import { SourceRefused } from '../../../platform/source/index.ts';

/** One file of what was handed over. `name` is its own and `folder` the one it lay in ('' at the top), neither ever used as a path. */
export interface Piece { path: string; name: string; folder: string }
const MOST = 200;

/** Folders within are entered so deep: a feed has one for each language, a delivery one for each month. */
const DEEP = 3;
async function within(path: string, deep: number): Promise<{ path: string; name: string }[]> {
  const found = await readdir(path, { withFileTypes: true });
  const inner = deep === 0 ? [] : found.filter((e) => e.isDirectory() && !e.name.startsWith('.'));
  return [...found.filter((e) => e.isFile()).map((e) => ({ path: join(path, e.name), name: e.name })), ...(await Promise.all(inner.map((e) => within(join(path, e.name), deep - 1)))).flat()];
}

/** The files of a folder and those within, of an archive, or the one file; in the order of their names. Throws SourceRefused for an unsafe or empty one. */
export async function piecesOf(path: string, name: string, folder: string, kinds: readonly string[]): Promise<Piece[]> {
  const known = (file: string): boolean => kinds.includes(extname(file).toLowerCase()) && !basename(file).startsWith('.');
  if ((await stat(path)).isDirectory()) {
    return some((await within(path, DEEP)).filter((e) => known(e.name)).map((e) => ({ ...e, folder: relative(path, dirname(e.path)) })));
  }
  if (extname(name).toLowerCase() !== '.zip') return [{ path, name, folder: '' }];
  try {
    const work = join(folder, 'unpacked');
    const files = await unpackArchive(path, work, 'folders');
    return some(files.filter((f) => known(f.original)).map((f) => ({ path: join(work, f.file), name: basename(f.original), folder: dirname(f.original) === '.' ? '' : dirname(f.original) })));
  } catch (error) {
    if (error instanceof UnsafeArchive) throw new SourceRefused(error.reason === 'broken' || error.reason === 'empty' ? 'unreadable' : 'unsafe_archive', { params: { why: error.reason, entry: error.entry, files: MOST } });
    throw error;
  }
}

function some(found: Piece[]): Piece[] {
  if (found.length === 0) throw new SourceRefused('empty_file');
  if (found.length > MOST) throw new SourceRefused('unsafe_archive', { params: { why: 'files', files: MOST } });
  return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.folder < b.folder ? -1 : 1));
}
