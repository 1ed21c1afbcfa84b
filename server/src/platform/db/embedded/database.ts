import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Database } from '../database.ts';
import { migrateUp } from '../migrate/run.ts';
import { onConnection, scoped } from '../scoped.ts';
import type { OnStage } from '../stage.ts';
import { SESSION } from '../types.ts';
import { embeddedKnex } from './client.ts';
import { EmbeddedConnection, type Result } from './connection.ts';
import { copyCsv } from './copy.ts';
import { createFolder, isCreated } from './create.ts';
import { lockFolder } from './lock.ts';
import { localNotices } from './notify.ts';

/** The folder of the database inside the data folder. */
export const databaseFolder = (dataDir: string): string => join(dataDir, 'database');

/** Opens the database of a data folder, creating and migrating it when it is new. Throws FolderHeld when another process has it. */
export async function openEmbeddedDatabase(dataDir: string, onStage: OnStage): Promise<Database> {
  const lock = lockFolder(dataDir);
  let knex: Knex | undefined;
  try {
    const folder = databaseFolder(dataDir);
    if (!isCreated(folder)) {
      onStage('creating');
      await createFolder(folder);
    }
    onStage('opening');
    let session = '';
    knex = embeddedKnex(async () => {
      const connection = await EmbeddedConnection.open(folder);
      if (session !== '') await connection.run(session);
      return connection;
    });
    await knex.raw('select 1');
    onStage('migrating');
    await migrateUp(knex, { alone: true });
    session = SESSION;
    await knex.raw(session);
    return assembled(knex, lock.release);
  } catch (error) {
    await knex?.destroy();
    lock.release();
    throw error;
  }
}

function assembled(knex: Knex, release: () => void): Database {
  return {
    knex, ...scoped(knex, { single: true }), copyCsv, ...localNotices(), parallel: false, warnings: [], replica: () => undefined,
    prepared: <Row>(_name: string, sql: string, values: readonly unknown[]) => onConnection(knex, async (connection: EmbeddedConnection) => (await connection.run(sql, values) as Result).rows as Row[]),
    bytesOf: (fn, asked) => onConnection(knex, async (connection: EmbeddedConnection) => (await connection.run(`select * from ${fn}($1)`, [JSON.stringify(asked)]) as Result).rows.map((row) =>
      Object.values(row).map((field) => (field === null ? null : typeof field === 'string' ? Buffer.from(field) : field as Buffer)))),
    async close() {
      await knex.destroy();
      release();
    },
  };
}
