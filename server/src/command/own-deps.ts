import { setTimeout as sleep } from 'node:timers/promises';
import { FolderHeld } from '../platform/db/index.ts';
import type { Deps } from '../platform/deps.ts';
import type { Env } from '../platform/env.ts';
import { openLog } from '../platform/log.ts';
import { openDeps } from '../deps.ts';

const PATIENCE_MS = 60_000;

/** Another process holds the folder and takes commands: the caller should ask it. */
export class ServerAppeared extends Error {
  override readonly name = 'ServerAppeared';
}

/** The database of a command that works alone, opened at the first need. A folder held by another command is waited for. */
export function ownDeps(env: Env, note: (line: string) => void, serverAnswers: () => Promise<boolean>): { open: () => Promise<Deps>; close: () => Promise<void> } {
  let opened: Promise<{ deps: Deps; close: () => Promise<void> }> | undefined;
  const open = async (): Promise<{ deps: Deps; close: () => Promise<void> }> => {
    const log = openLog(process.env['LOG_LEVEL'] ?? 'warn');
    for (let waited = 0; ; waited += 500) {
      try {
        return await openDeps(env, log, (stage) => { if (stage === 'creating') note('Creating the database…'); });
      } catch (fault) {
        if (!(fault instanceof FolderHeld) || waited >= PATIENCE_MS) throw fault;
        if (await serverAnswers()) throw new ServerAppeared();
        if (waited === 0) note(`The data folder is held by process ${fault.pid}; waiting for it…`);
        await sleep(500);
      }
    }
  };
  return {
    open: async () => (await (opened ??= open())).deps,
    async close() { if (opened) await (await opened.catch(() => undefined))?.close(); },
  };
}
