import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deps } from '../../platform/deps.ts';
import { signedHead, signingKey } from './sign.ts';

const HOUR_MS = 3_600_000;

/**
 * Writes today's signed head of every commune that has none yet, as `<folder>/<commune>/<day>.json`; answers how many. Days are UTC. A file that stands is
 * never written over: the morning's word counts, and instances that share the folder do not race.
 */
export async function writeHeads({ db, env, files }: Pick<Deps, 'db' | 'env' | 'files'>, now: Date): Promise<number> {
  const communes = (await db.asOwner((tx) => tx.raw('select c.id, c.code from commune c order by c.id'))).rows as { id: number; code: string }[];
  const key = await signingKey({ files, env });
  let written = 0;
  for (const { id, code } of communes) {
    const folder = join(env.headsDir, code);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const head = await db.inCommune({ commune: id }, (tx) => signedHead(tx, code, key));
    try {
      await writeFile(join(folder, `${now.toISOString().slice(0, 10)}.json`), `${JSON.stringify(head, null, 1)}\n`, { flag: 'wx', mode: 0o600, flush: true });
      written += 1;
    } catch (fault) { if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault; }
  }
  return written;
}

/** Looks each hour whether the day's heads are written, the first time at once. Answers how to stop. */
export function keepHeads(deps: Deps): () => void {
  const look = async (): Promise<void> => {
    try { const n = await writeHeads(deps, new Date()); if (n > 0) deps.log.info({ communes: n, folder: deps.env.headsDir }, 'heads of the audit trails written'); } catch (fault) { deps.log.error({ err: fault }, 'the heads of the audit trails could not be written'); }
  };
  const timer = setInterval(() => { void look(); }, HOUR_MS);
  void look();
  return () => { clearInterval(timer); };
}
