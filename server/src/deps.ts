import { features } from './features.ts';
import { type Database, openDatabase, type OnStage } from './platform/db/index.ts';
import type { Deps } from './platform/deps.ts';
import type { Env } from './platform/env.ts';
import { openFiles } from './platform/files.ts';
import { createJobs } from './platform/jobs/index.ts';
import type { Logger } from './platform/log.ts';

/** Opens the database, or takes the one that `opening` is about to give, and builds what features are given, every kind of job known. `close` undoes it. */
export async function openDeps(env: Env, log: Logger, onStage?: OnStage, opening?: Promise<Database>): Promise<{ deps: Deps; close: () => Promise<void> }> {
  const db = await (opening ?? openDatabase(env, onStage));
  for (const warning of db.warnings) log.warn(warning);
  const deps: Deps = { db, env, log, files: openFiles(env.dataDir, env.documents), jobs: createJobs(() => deps) };
  for (const feature of features) if (feature.jobs) deps.jobs.register(feature.jobs);
  return { deps, close: async () => { await deps.jobs.stop(); await db.close(); } };
}
