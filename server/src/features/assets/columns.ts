import type { Database, Tx } from '../../platform/db/index.ts';
import { loadColumns, type Columns } from './columns-load.ts';
import { refreshed } from './columns-refresh.ts';

export type { Coded, Columns } from './columns-load.ts';

/**
 * What the columns are as of. `seen` moves with any write to properties (its layer's version, and what its history last took in: its last entry, and how many there are among the last thousand, where one that was
 * written earlier may appear later), `rest` with what a row's own
 * history does not tell (zones, tolerances). The transactions in progress say up to which entry of the history nothing can still appear: `last` was the
 * last entry seen when the next number of a transaction was `xmax`, and every transaction before `xmin` had ended.
 * `commune` names its database too: numbers of transactions are that server's own.
 */
interface Now { commune: string; seen: string; rest: string; last: string; xmin: string; xmax: string; writes: boolean }

async function nowOf(tx: Tx): Promise<Now> {
  const { rows: [row] } = await tx.raw(`select concat_ws(' ', current_commune(), current_database(), pg_postmaster_start_time()) as commune, concat_ws(' ', (select version from data_version v where v.commune_id = current_commune() and v.layer = 'assets'), h.last,
        (select count(*) from asset_change c where c.commune_id = current_commune() and c.id > h.last - 1000)) as seen,
      concat_ws(' ', (select version from data_version v where v.commune_id = current_commune() and v.layer = 'zones'), (select concat_ws(' ', s.area_tolerance_m2, s.area_tolerance_percent) from register_setting s where s.commune_id = current_commune())) as rest,
      coalesce(h.last, 0)::text as last, pg_snapshot_xmin(pg_current_snapshot())::text as xmin, pg_snapshot_xmax(pg_current_snapshot())::text as xmax, pg_current_xact_id_if_assigned() is not null as writes
    from (select max(h.id) as last from asset_change h where h.commune_id = current_commune()) h`) as { rows: Now[] };
  return row ?? { commune: '', seen: '', rest: '', last: '0', xmin: '0', xmax: '0', writes: false };
}

interface Held { now: Now; safe: string | undefined; columns: Promise<Columns> }
const COMMUNES = 16, MOMENTS = 32;
const held = new Map<string, Held>();
/** By commune, the last entry and the next transaction of former readings, the oldest first. */
const moments = new Map<string, { last: string; xmax: bigint }[]>();

/** The last entry of the history up to which nothing can appear any more after this moment; undefined where none is known. */
function safeAt({ commune, last, xmin, xmax }: Now): string | undefined {
  const list = moments.get(commune) ?? [];
  moments.set(commune, list);
  list.push({ last, xmax: BigInt(xmax) });
  const ended = list.findLastIndex((moment) => moment.xmax <= BigInt(xmin));
  if (ended > 0) list.splice(0, ended);
  if (list.length > MOMENTS) list.splice(1, 1);
  return ended >= 0 ? list[0]?.last : undefined;
}

/**
 * The commune's columns, read once for a version of the data by whoever asks first, and never answered for another: after a few changes those properties
 * alone are read again. A second instance reads its own; nothing is shared but the version in the database.
 */
export async function columnsOf(tx: Tx): Promise<Columns> {
  const now = await nowOf(tx), { commune } = now, found = held.get(commune);
  // What this transaction has written itself may never be: it reads for itself alone.
  if (now.writes) return loadColumns(tx);
  held.delete(commune);
  if (found?.now.seen === now.seen && found.now.rest === now.rest) {
    held.set(commune, found);
    return await found.columns;
  }
  const columns = found?.safe !== undefined && found.now.rest === now.rest ? broughtUp(tx, found.columns, found.safe) : loadColumns(tx);
  held.set(commune, { now, safe: safeAt(now), columns });
  columns.catch(() => { if (held.get(commune)?.columns === columns) held.delete(commune); });
  for (const oldest of held.keys()) { if (held.size <= COMMUNES) break; held.delete(oldest); moments.delete(oldest); }
  return await columns;
}

async function broughtUp(tx: Tx, before: Promise<Columns>, safe: string): Promise<Columns> {
  const columns = await before.catch(() => undefined);
  return (columns && await refreshed(tx, columns, safe)) ?? loadColumns(tx);
}

/** Reads the columns of communes large enough to wait for, before anybody asks: after a start the first question is answered like the next. */
export async function warmColumns(db: Database): Promise<void> {
  const { rows } = await db.asOwner((tx) => tx.raw('select commune_id as id from asset group by 1 having count(*) > 20000 order by count(*) desc limit 4')) as { rows: { id: number }[] };
  for (const { id } of rows) await db.inCommune({ commune: id }, columnsOf, { readOnly: true });
}
