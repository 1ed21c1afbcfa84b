import { nobodyYet, newSetupLink } from '../features/people/index.ts';
import type { Deps } from '../platform/deps.ts';
import { isLoopback } from '../platform/loopback.ts';
import { demo } from '../features.ts';

/** An installation without people: the embedded one fills itself with the demo, any other prints the link that names the first administrator. */
export async function firstStart(deps: Deps, address: string, onStage: (stage: string) => void): Promise<void> {
  if (!(await deps.db.asOwner(nobodyYet))) return;
  const load = deps.env.databaseUrl === undefined && isLoopback(deps.env.host) ? await demo() : undefined;
  if (load) {
    onStage('seeding');
    await load(deps);
    return;
  }
  const token = await deps.db.asOwner(newSetupLink);
  // The token stands after #, which browsers never send nor log.
  process.stdout.write(`Name the first administrator, within the hour:\n  ${address}/setup#token=${token}\n`);
}
