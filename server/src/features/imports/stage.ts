import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Database, Scope, Tx } from '../../platform/db/index.ts';
import type { ImportFormat } from './format.ts';
import type { ReaderRefusal } from './reader/protocol.ts';

/** The staging tables of one import: rows and refusals, unlogged and without policies, seen by nobody else; a format may count cells ahead in `<rows>_cells`. */
export interface Stage {
  rows: string;
  refusals: string;
}

const cell = (value: unknown): string => (value === null || value === undefined ? '' : `"${String(value).replaceAll('"', '""').replaceAll('\u0000', '\uFFFD')}"`);

const ofJob = (commune: number, job: string): string => `j${commune}_${job}`;

/** Makes the tables. The name tells when they were made and for which job, so that what a killed process left can be found. */
export async function openStage(db: Database, scope: Scope, format: ImportFormat, job: string | null, now = Date.now()): Promise<Stage> {
  const name = `i_${now.toString(36)}_${job === null ? randomBytes(5).toString('hex') : ofJob(scope.commune, job)}`;
  const stage = { rows: `staging.${name}`, refusals: `staging.${name}_refused` };
  const columns = format.stagingColumns.map(([column, type]) => `"${column}" ${type}`).join(', ');
  await db.inCommune(scope, async (tx) => {
    await tx.raw(`create unlogged table ${stage.rows} (row integer not null, ${columns}) with (autovacuum_enabled = false)`);
    await tx.raw(`create unlogged table ${stage.refusals} (row bigint not null, ordinal integer not null, "column" text, value text, code text not null, params jsonb not null)`);
  });
  return stage;
}

/** Adds refusals to the stage; `ordinal` tells several refusals of one row apart. */
export async function addRefusals(db: Database, tx: Tx, stage: Stage, list: readonly ReaderRefusal[], first: number): Promise<void> {
  if (list.length === 0) return;
  const lines = list.map((r, i) => `${r.row},${first + i},${cell(r.column)},${cell(r.value?.slice(0, 200))},${cell(r.code)},${cell(JSON.stringify(r.params ?? {}))}\n`);
  await db.copyCsv(tx, stage.refusals, ['row', 'ordinal', 'column', 'value', 'code', 'params'], Readable.from([Buffer.from(lines.join(''))], { objectMode: false }));
}

export const dropStage = (db: Database, scope: Scope, stage: Stage): Promise<void> =>
  db.inCommune(scope, async (tx) => { await tx.raw(`drop table if exists ${stage.rows}, ${stage.refusals}, ${stage.rows}_cells`); });

/** Drops what a killed process left: the staging tables of `job`, whose worker is gone, and those made more than `age` milliseconds ago. Answers how many. */
export async function sweepStages(db: Database, age: number, job?: { commune: number; id: string }, now = Date.now()): Promise<number> {
  return db.asOwner(async (tx) => {
    const { rows } = await tx.raw(String.raw`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'staging' and c.relkind = 'r' and c.relname like 'i\_%'`) as { rows: { name: string }[] };
    const own = job === undefined ? undefined : ofJob(job.commune, job.id);
    const left = rows.filter(({ name }) => {
      const [, made = '', ...owner] = name.replace(/_(?:refused|cells)$/, '').split('_');
      return owner.join('_') === own || now - parseInt(made, 36) >= age;
    });
    for (const { name } of left) await tx.raw('drop table if exists ??.??', ['staging', name]);
    return left.length;
  });
}
