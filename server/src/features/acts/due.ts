import { record } from '../../platform/audit/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { assetsDue } from './acts.queries.ts';
import { followAssets } from './acts.store.ts';
import { today } from './sequences.queries.ts';

const HOUR = 3_600_000;

/** Makes every property what the acts that have come into effect say, commune by commune; answers how many changed. Run twice it changes nothing more. */
export async function followDue({ db }: Pick<Deps, 'db'>): Promise<number> {
  const communes = await db.asOwner(async (tx) => (await tx.raw('select id from commune order by id') as { rows: { id: number }[] }).rows);
  let changed = 0;
  for (const { id } of communes) {
    changed += await db.inCommune({ commune: id }, async (tx) => {
      const day = await today(tx);
      const assets = await followAssets(tx, await assetsDue(tx, day), day);
      if (assets.length > 0) await record(tx, { commune: id, via: 'system' }, [{ action: 'act.took_effect', subject: `day:${day}`, detail: { assets: assets.slice(0, 100), changed: assets.length } }]);
      return assets.length;
    });
  }
  return changed;
}

/** Acts take effect on their day though nobody touches them: looked at soon after the start, then every hour. Several servers do no harm. */
export function everyHour(deps: Deps): void {
  const turn = (): void => { followDue(deps).catch((err: unknown) => { deps.log.warn({ err }, 'acts that take effect could not be followed'); }); };
  setTimeout(turn, 60_000).unref();
  setInterval(turn, HOUR).unref();
}
