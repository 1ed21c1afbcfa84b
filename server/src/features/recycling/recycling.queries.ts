import type { Bin, Blocker, Cascade } from '@sommier/domain/recycling';
import { BY } from '../history/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { countTies } from './ties.queries.ts';

type Rows<T> = { rows: T[] };
/** Deeper than any register goes: a ring in the family would end here. */
const DEEPEST = 32;

/** A property with all that stands under it, in the order of the tree; empty where there is none. */
export async function readFamily(tx: Tx, id: string): Promise<Cascade['assets']> {
  const { rows } = await tx.raw(`with recursive down as (
      select a.id, a.code, a.name, a.name_ar, a.level, 0 as depth, array[a.code] as path from asset a where a.commune_id = current_commune() and a.id = :id
      union all select c.id, c.code, c.name, c.name_ar, c.level, d.depth + 1, d.path || c.code from down d join asset c on c.commune_id = current_commune() and c.parent_id = d.id where d.depth < ${DEEPEST})
    select d.id, d.code, d.name, d.name_ar as "nameAr", d.level, d.depth from down d order by d.path`, { id }) as Rows<Cascade['assets'][number]>;
  return rows;
}

/** Occupations that are alive on any of the properties: neither a draft nor ended, vacancy apart. What they say of the day after their end does not matter: an expired one is still there. */
export async function liveOccupations(tx: Tx, ids: readonly string[]): Promise<Blocker[]> {
  const { rows } = await tx.raw(`select 'live_occupation' as reason, a.code as asset, o.reference, o.type as kind from occupation_unit u
      join occupation o on o.commune_id = u.commune_id and o.id = u.occupation_id join asset a on a.commune_id = u.commune_id and a.id = u.asset_id
    where u.commune_id = current_commune() and u.asset_id = any(cast(:ids as bigint[])) and o.status not in ('draft', 'ended') and o.rank <> 'vacancy'
      and (o.ended_on is null or o.ended_on > (select (now() at time zone c.timezone)::date from commune c where c.id = current_commune()))
    order by a.code, o.reference limit 20`, { ids: `{${ids.join(',')}}` }) as Rows<Blocker>;
  return rows;
}

const SHOWN = 200;
/** What would go to the bin with a property, and what stands in the way; undefined where there is no such property. */
export async function readCascade(tx: Tx, id: string): Promise<Cascade | undefined> {
  const assets = await readFamily(tx, id);
  if (assets.length === 0) return undefined;
  const ids = assets.map((a) => a.id);
  const { rows: [root] } = await tx.raw('select a.version from asset a where a.commune_id = current_commune() and a.id = :id', { id }) as Rows<{ version: number }>;
  return { assets: assets.slice(0, SHOWN), count: assets.length, tied: await countTies(tx, ids), blockers: await liveOccupations(tx, ids), version: root?.version ?? 0 };
}

const BIN = `b.id, b.kind, b.root_id as "rootId", b.root_code as code, b.root_name as name, b.assets, b.reason, ${BY('p', 'b.binned_by')} as "binnedBy", b.binned_at as "binnedAt", b.state,
  ${BY('q', 'b.closed_by')} as "closedBy", b.closed_at as "closedAt", coalesce(b.binned_by = current_person(), false) as own,
  (select m.id from asset_merge m where m.commune_id = b.commune_id and m.bin_id = b.id limit 1) as merge`;
const FROM = `from asset_bin b left join person p on p.id = b.binned_by left join person q on q.id = b.closed_by where b.commune_id = current_commune()`;
type BinRow = Omit<Bin, 'binnedAt' | 'closedAt'> & { binnedAt: Date; closedAt: Date | null };
const toBin = ({ binnedAt, closedAt, ...b }: BinRow): Bin => ({ ...b, binnedAt: binnedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null });

export async function readBins(tx: Tx, { state, page, size }: { state: Bin['state']; page: number; size: number }): Promise<{ total: number; rows: Bin[] }> {
  const { rows: [n] } = await tx.raw('select count(*)::integer as total from asset_bin b where b.commune_id = current_commune() and b.state = :state', { state }) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${BIN} ${FROM} and b.state = :state order by coalesce(b.closed_at, b.binned_at) desc, b.id desc limit :size offset :skip`, { state, size, skip: (page - 1) * size }) as Rows<BinRow>;
  return { total: n?.total ?? 0, rows: rows.map(toBin) };
}
export async function readBin(tx: Tx, id: string): Promise<Bin | undefined> {
  const { rows: [row] } = await tx.raw(`select ${BIN} ${FROM} and b.id = :id`, { id }) as Rows<BinRow>;
  return row && toBin(row);
}

/** Lets the transaction see what is in the bin while `work` runs, and no longer. */
export async function withBinShown<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.raw(`select set_config('sommier.bin', 'shown', true)`);
  const done = await work();
  await tx.raw(`select set_config('sommier.bin', '', true)`);
  return done;
}
/** The properties of a bin, in the order of their codes. */
export const readBinned = (tx: Tx, bin: string): Promise<Cascade['assets']> => withBinShown(tx, async () => (await tx.raw(
  `select a.id, a.code, a.name, a.name_ar as "nameAr", a.level, 0 as depth from asset a where a.commune_id = current_commune() and a.bin_id = :bin order by a.code limit ${SHOWN}`, { bin }) as Rows<Cascade['assets'][number]>).rows);
