import { type Database, type OnStage, openDatabase } from '../platform/db/index.ts';
import { type Env, EnvError, readEnv } from '../platform/env.ts';

let begun: { opened: Promise<Database>; hear: (onStage: OnStage) => void } | undefined;

/**
 * Begins to open the database of a server that is starting, before the application's own code is read: the two take about as long, and on the embedded
 * database on two threads. Whatever fails is told by whoever takes it.
 */
export function beginOpening(): void {
  let env: Env;
  try { env = readEnv(); } catch (fault) { if (fault instanceof EnvError) return; throw fault; }
  const stages: Parameters<OnStage>[0][] = [];
  let hear: OnStage = (stage) => { stages.push(stage); };
  const opened = openDatabase(env, (stage) => { hear(stage); });
  opened.catch(() => undefined);
  begun = { opened, hear: (onStage) => { stages.forEach(onStage); hear = onStage; } };
}

/** The database that was begun, once; undefined when none was. */
export function takeOpening(onStage: OnStage): Promise<Database> | undefined {
  begun?.hear(onStage);
  const opened = begun?.opened;
  begun = undefined;
  return opened;
}

/** Closes what nobody took. */
export async function dropOpening(): Promise<void> {
  const db = await takeOpening(() => undefined)?.catch(() => undefined);
  await db?.close();
}
