import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { join, relative } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/db/index.ts';
import { checkDocuments, DOCUMENTS, putDocuments } from './documents.ts';
import { FORMAT, outcome, type Manifest, type Outcome } from './manifest.ts';
import { headsOf, lines, migrationsOf, sequencesOf, summing, tablesOf } from './tables.ts';
import { END, heading, padding } from './tar.ts';

/** A member's heading says its size, so a table travels in parts of about this many characters. */
const PART = 4_000_000;
type Put = (bytes: Buffer) => Promise<void>;

const putWhole = async (put: Put, name: string, content: Buffer): Promise<void> => {
  await put(heading(name, content.length));
  await put(content);
  await put(padding(content.length));
};

async function putTables(tx: Tx, put: Put): Promise<Manifest['tables']> {
  const sums: Manifest['tables'] = {};
  for (const table of await tablesOf(tx)) {
    const sum = summing();
    let part: string[] = [];
    let size = 0;
    let n = 0;
    const flush = async (): Promise<void> => {
      if (part.length > 0) await putWhole(put, `tables/${table.name}/${String(n += 1).padStart(6, '0')}.csv`, Buffer.from(part.join('')));
      part = [];
      size = 0;
    };
    for await (const rows of lines(tx, table)) {
      for (const line of rows) { sum.add(line); part.push(line); size += line.length; }
      if (size > PART) await flush();
    }
    await flush();
    sums[table.name] = sum.read();
  }
  return sums;
}

async function putFiles(root: string, put: Put, skipped: string | undefined): Promise<Manifest['files']> {
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const out: Manifest['files'] = [];
  for (const entry of found) {
    const full = join(entry.parentPath, entry.name);
    const path = relative(root, full);
    // What a task is working on belongs to nobody yet.
    if (!entry.isFile() || path.startsWith('scratch') || (skipped !== undefined && path.startsWith(skipped))) continue;
    const { size } = await stat(full);
    const member = `files/${String(out.length + 1).padStart(8, '0')}`;
    const hash = createHash('sha256');
    let bytes = 0;
    await put(heading(member, size));
    if (size > 0) {
      for await (const part of createReadStream(full, { end: size - 1 }) as AsyncIterable<Buffer>) { hash.update(part); bytes += part.length; await put(part); }
    }
    if (bytes !== size) throw new Error(`${path} changed while it was read`);
    await put(padding(size));
    out.push({ member, path, bytes, sha256: hash.digest('hex') });
  }
  return out;
}

/**
 * Writes the whole installation to one gzipped tar: every table as CSV of one moment, the files with their digests, where sequences and audit
 * trails stand. The file appears under its name only when it is complete and flushed.
 */
export async function backup(deps: Pick<Deps, 'db' | 'files'>, file: string): Promise<Outcome> {
  const partial = `${file}.part`;
  const gzip = createGzip({ level: 6 });
  const target = createWriteStream(partial, { mode: 0o600 });
  gzip.pipe(target);
  gzip.on('error', (error) => target.destroy(error));
  const done = finished(target);
  done.catch(() => undefined);
  const put: Put = async (bytes) => {
    if (target.destroyed) await done;
    if (bytes.length > 0 && !gzip.write(bytes)) await Promise.race([once(gzip, 'drain'), done]);
  };
  try {
    const manifest = await deps.db.asOwner(async (tx): Promise<Manifest> => {
      await tx.raw('set transaction isolation level repeatable read');
      const tables = Object.fromEntries((await tablesOf(tx)).map((t) => [t.name, t.columns]));
      const head = { format: FORMAT, madeAt: new Date().toISOString(), migrations: await migrationsOf(tx), tables };
      await putWhole(put, 'head.json', Buffer.from(JSON.stringify(head)));
      const sums = await putTables(tx, put);
      // In a bucket documents are read from there; a data folder holds them among its files.
      const store = deps.files.documents;
      const files = await putFiles(deps.files.root, put, store.kind === 'folder' ? undefined : DOCUMENTS);
      files.push(...await putDocuments(store, put, files.length));
      return { tables: sums, sequences: await sequencesOf(tx), communes: await headsOf(tx), files, documents: await checkDocuments(tx, files) };
    });
    await putWhole(put, 'manifest.json', Buffer.from(JSON.stringify(manifest)));
    await put(END);
    gzip.end();
    await done;
    const handle = await open(partial, 'r+');
    await handle.sync();
    await handle.close();
    await rename(partial, file);
    return outcome(file, (await stat(file)).size, manifest);
  } catch (error) {
    gzip.destroy();
    target.destroy();
    await rm(partial, { force: true });
    throw error;
  }
}
