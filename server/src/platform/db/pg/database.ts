import type { Knex } from 'knex';
import type pg from 'pg';
import type { Env } from '../../env.ts';
import type { Database } from '../database.ts';
import { migrateUp } from '../migrate/run.ts';
import type { OnStage } from '../stage.ts';
import { slowWarning, unmarked } from '../leakproof.ts';
import { onConnection, scoped } from '../scoped.ts';
import { callForBytes } from './binary.ts';
import { copyCsv } from './copy.ts';
import { pgNotices } from './notify.ts';
import { appPool, ownerPool } from './open.ts';
import { pin, unpin } from './pinned.ts';
import { followReplica } from './replica.ts';
import { explainRights } from './rights.ts';
import { waitForServer } from './wait.ts';

/** Migrates the server's database as its owner, then opens the pools of the application's role. */
export async function openServerDatabase(url: string, env: Env, onStage: OnStage): Promise<Database> {
  await waitForServer(url, onStage);
  const owner = ownerPool(url);
  let warnings: string[];
  try {
    onStage('migrating');
    await migrateUp(owner, { alone: false, before: () => unpin(owner) });
    warnings = await keepPlans(owner);
  } catch (error) {
    throw await explainRights(owner, error);
  } finally {
    await owner.destroy();
  }
  const knex = appPool(url);
  const second = env.databaseReadUrl === undefined ? undefined : appPool(env.databaseReadUrl);
  const replica = second && followReplica(knex, second);
  const notices = pgNotices(url);
  return {
    knex,
    ...scoped(knex, replica && { replica }),
    prepared: <Row>(name: string, sql: string, values: readonly unknown[]) =>
      onConnection(knex, async (connection: pg.Client) => (await connection.query({ name, text: sql, values: [...values] })).rows as Row[]),
    bytesOf: (fn, asked) => onConnection(knex, (connection: pg.Client) => callForBytes(connection, fn, asked)),
    copyCsv,
    notify: notices.notify,
    onNotify: notices.onNotify,
    parallel: true,
    warnings,
    replica: () => replica?.state(),
    async close() {
      await notices.close();
      await knex.destroy();
      await second?.destroy();
    },
  };
}

/** The functions marked leakproof, or else views pinned before their tables; answers what is slow with neither. */
async function keepPlans(owner: Knex): Promise<string[]> {
  const signatures = await unmarked(owner);
  if (signatures.length === 0) {
    await unpin(owner);
    return [];
  }
  const left = await pin(owner);
  return left.length === 0 ? [] : [slowWarning(signatures, left)];
}
