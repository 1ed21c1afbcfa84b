import type { Env } from '../env.ts';
import type { Database } from './database.ts';
import { openEmbeddedDatabase } from './embedded/database.ts';
import { openServerDatabase } from './pg/database.ts';
import type { OnStage } from './stage.ts';

export type { Database, Fields, Read, Scope, ScopeOptions, Tx } from './database.ts';
export type { OnStage, Stage } from './stage.ts';
export { EmbeddedDatabaseStopped } from './embedded/connection.ts';
export { FolderHeld } from './embedded/lock.ts';
export { DatabaseRights } from './pg/rights.ts';
export { DatabaseUnreachable } from './pg/wait.ts';

/**
 * Opens the deployment's database and brings it to the newest schema: the server named by DATABASE_URL, else the embedded one in the data
 * folder. Throws FolderHeld when another process holds that folder.
 */
export function openDatabase(env: Env, onStage: OnStage = () => undefined): Promise<Database> {
  return env.databaseUrl === undefined ? openEmbeddedDatabase(env.dataDir, onStage) : openServerDatabase(env.databaseUrl, env, onStage);
}
export { isAway, mayPass } from './passing.ts';
