import type { Knex } from 'knex';
import { sqlPairs } from './source.ts';

const LOCK = 0x50_4d_4d_45; // one number for all Sommier servers on one database

const config = (folder?: string): Knex.MigratorConfig => ({ migrationSource: sqlPairs(folder) });

/**
 * Brings the database to the newest schema, as the role that owns it; all that are due are one transaction, so that a kill leaves all or none. Answers the names applied.
 * `before` runs only where there is something to do. Servers starting together wait for the first one; a lock left by a killed one is taken over.
 */
export async function migrateUp(knex: Knex, options: { alone: boolean; folder?: string; before?: () => Promise<void> }): Promise<string[]> {
  const up = async (): Promise<string[]> => {
    if (options.before !== undefined && !(await isCurrent(knex, options.folder))) await options.before();
    await knex.migrate.forceFreeMigrationsLock(config(options.folder));
    const [, names] = await knex.migrate.latest(config(options.folder)) as [number, string[]];
    return names;
  };
  if (options.alone) return up();
  return knex.transaction(async (tx) => {
    await tx.raw('select pg_advisory_xact_lock(?)', [LOCK]);
    return up();
  });
}

/** Takes every migration back, newest first. For tests and for a deployment that leaves. */
export async function migrateDown(knex: Knex, folder?: string): Promise<string[]> {
  const [, names] = await knex.migrate.rollback(config(folder), true) as [number, string[]];
  return names;
}

/** True when the database already has every migration of this version; unknown later ones make it throw. */
export async function isCurrent(knex: Knex, folder?: string): Promise<boolean> {
  const [, pending] = await knex.migrate.list(config(folder)) as [unknown[], unknown[]];
  return pending.length === 0;
}
