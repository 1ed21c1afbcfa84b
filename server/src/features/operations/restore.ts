import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { verifyChain } from '../../platform/audit/index.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/db/index.ts';
import { checkDocuments, DOCUMENTS } from './documents.ts';
import { Head, Manifest, outcome, type Outcome } from './manifest.ts';
import { headsOf, migrationsOf, sumOf, tablesOf } from './tables.ts';
import { members, type Member } from './tar.ts';

/** Why an archive was not restored; nothing of it was kept. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused';
}

const json = async <S extends z.ZodType>(schema: S, member: Member): Promise<z.output<S>> => {
  const parts: Buffer[] = [];
  for await (const part of member.bytes) parts.push(part);
  const read = schema.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8')));
  if (!read.success) throw new RestoreRefused(`${member.name} is not what this version writes`);
  return read.data;
};

/** What the migrations themselves fill: it is there before anybody has entered anything, and the archive's takes its place. */
const SHIPPED: ReadonlySet<string> = new Set(['reference_default']);

async function refuseUnlessEmpty(tx: Tx): Promise<void> {
  for (const { name } of await tablesOf(tx)) {
    if (SHIPPED.has(name)) continue;
    const { rows } = await tx.raw<{ rows: unknown[] }>('select 1 from ?? limit 1', [name]);
    if (rows.length > 0) throw new RestoreRefused(`This installation is not empty (${name} has rows). Restore into a new data folder or a new database.`);
  }
}

/** References hold at the end, not row by row, so tables may come in any order and a property before its parent. */
async function foreignKeys(tx: Tx, mode: 'deferrable initially deferred' | 'not deferrable'): Promise<void> {
  const { rows } = await tx.raw<{ rows: { table: string; name: string }[] }>(`
    select c.relname as table, k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = 'public'::regnamespace`);
  for (const { table, name } of rows) await tx.raw(`alter table ?? alter constraint ?? ${mode}`, [table, name]);
}

/** Rows come back as they were: what a trigger adds or refuses was settled when they were written. What they come to is checked by their sums. */
async function triggers(tx: Tx, state: 'disable' | 'enable'): Promise<void> {
  for (const { name } of await tablesOf(tx)) await tx.raw(`alter table ?? ${state} trigger user`, [name]);
}

async function checkAll(tx: Tx, manifest: Manifest): Promise<void> {
  for (const table of await tablesOf(tx)) {
    const [want, have] = [manifest.tables[table.name], await sumOf(tx, table)];
    if (want?.rows !== have.rows || want.sum !== have.sum) throw new RestoreRefused(`${table.name}: ${have.rows} rows restored, ${want?.rows ?? 0} in the archive, or other content`);
  }
  if (JSON.stringify(await headsOf(tx)) !== JSON.stringify(manifest.communes)) throw new RestoreRefused('An audit trail does not end where the archive says');
  const { rows } = await tx.raw<{ rows: { id: number; code: string }[] }>('select id, code from commune order by id');
  for (const { id, code } of rows) {
    const { broken } = await verifyChain(tx, id);
    if (broken) throw new RestoreRefused(`The audit trail of ${code} is broken at entry ${broken.seq} (${broken.reason})`);
  }
}

async function load(deps: Pick<Deps, 'db'>, tx: Tx, archive: AsyncGenerator<Member>, folder: string): Promise<Manifest> {
  const first = await archive.next();
  if (first.done === true || first.value.name !== 'head.json') throw new RestoreRefused('This is not a backup made by Sommier');
  const head = await json(Head, first.value);
  if (JSON.stringify(head.migrations) !== JSON.stringify(await migrationsOf(tx))) {
    throw new RestoreRefused(`The archive was made by another version (last change ${head.migrations.at(-1) ?? 'none'}). Restore with that version, then upgrade.`);
  }
  const known = new Map((await tablesOf(tx)).map((t) => [t.name, t.columns]));
  let manifest: Manifest | undefined;
  const digests = new Map<string, string>();
  for await (const member of archive) {
    const [kind, name] = member.name.split('/');
    const columns = name === undefined ? undefined : head.tables[name];
    if (kind === 'tables' && name !== undefined && known.has(name) && columns) await deps.db.copyCsv(tx, name, columns, Readable.from(member.bytes));
    else if (kind === 'files' && name !== undefined) {
      const hash = createHash('sha256');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await pipeline(member.bytes, async function* (parts: AsyncIterable<Buffer>) { for await (const part of parts) { hash.update(part); yield part; } },
        createWriteStream(join(folder, basename(name)), { mode: 0o600 }));
      digests.set(member.name, hash.digest('hex'));
    } else if (member.name === 'manifest.json') manifest = await json(Manifest, member);
    else throw new RestoreRefused(`The archive holds something unknown: ${member.name}`);
  }
  if (!manifest) throw new RestoreRefused('The archive ends before its manifest');
  for (const f of manifest.files) {
    if (digests.get(f.member) !== f.sha256) throw new RestoreRefused(`${f.path} is damaged in the archive`);
    if (normalize(f.path).startsWith(`..${sep}`) || normalize(f.path) !== f.path) throw new RestoreRefused(`${f.path} is not a path of the files folder`);
  }
  return manifest;
}

/**
 * Fills an empty installation from an archive, in one transaction, then reads everything again: counts, sums, audit trails and file digests must
 * be the archive's, or nothing is kept. Throws RestoreRefused.
 */
export async function restore(deps: Pick<Deps, 'db' | 'files'>, file: string): Promise<Outcome> {
  const { size } = await stat(file);
  const folder = await deps.files.scratch('restore');
  try {
    const manifest = await deps.db.asOwner(async (tx) => {
      await refuseUnlessEmpty(tx);
      await foreignKeys(tx, 'deferrable initially deferred');
      await triggers(tx, 'disable');
      for (const name of SHIPPED) await tx.raw('delete from ??', [name]);
      const raw = createReadStream(file);
      const gunzip = createGunzip();
      raw.on('error', (error) => gunzip.destroy(error));
      const read = await load(deps, tx, members(raw.pipe(gunzip)), folder).catch((error: unknown) => {
        raw.destroy();
        if (error instanceof RestoreRefused) throw error;
        throw new RestoreRefused(`The archive cannot be restored: ${(error as Error).message}`, { cause: error });
      });
      await tx.raw('set constraints all immediate');
      await foreignKeys(tx, 'not deferrable');
      await triggers(tx, 'enable');
      for (const s of read.sequences) await tx.raw(`select setval(pg_get_serial_sequence(quote_ident(?), ?), ?::bigint, ?::boolean)`, [s.table, s.column, s.last, s.called]);
      await checkAll(tx, read);
      const documents = await checkDocuments(tx, read.files);
      if (JSON.stringify(documents) !== JSON.stringify(read.documents)) throw new RestoreRefused('The archive does not hold the documents it says it holds');
      for (const f of read.files) {
        if (f.path.startsWith(DOCUMENTS) && deps.files.documents.kind !== 'folder') {
          await deps.files.documents.put(f.path.replaceAll('\\', '/'), join(folder, basename(f.member)), { bytes: f.bytes, sha256: f.sha256, media: 'application/octet-stream' });
          continue;
        }
        await mkdir(dirname(join(deps.files.root, f.path)), { recursive: true, mode: 0o700 });
        await rename(join(folder, basename(f.member)), join(deps.files.root, f.path));
      }
      return read;
    });
    await deps.db.asOwner((tx) => tx.raw('analyze'));
    return outcome(file, size, manifest);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
