import { loadDemo } from '../features/demo/index.ts';
import { nobodyYet, newSetupLink } from '../features/people/index.ts';
import type { Deps } from '../platform/deps.ts';
import { isLoopback } from '../platform/loopback.ts';

/** An installation without people: the embedded one fills itself with the demo, any other prints the link that names the first administrator. */
export async function firstStart(deps: Deps, address: string, onStage: (stage: string) => void): Promise<void> {
  if (!(await deps.db.asOwner(nobodyYet))) return;
  if (deps.env.databaseUrl === undefined && isLoopback(deps.env.host)) {
    onStage('seeding');
    await loadDemo(deps);
    return;
  }
  const token = await deps.db.asOwner(newSetupLink);
  // The token stands after #, which browsers never send nor log.
  process.stdout.write(`Name the first administrator, within the hour:\n  ${address}/setup#token=${token}\n`);
}
