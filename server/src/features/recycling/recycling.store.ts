import { AppError } from '@sommier/domain/shared';
import { bumpVersion, keepCells } from '../tiles/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { liveOccupations, readFamily, withBinShown } from './recycling.queries.ts';
import { countTies } from './ties.queries.ts';

export interface Recycled { person: string; reason: string | null; /** Do nothing when the property is not there (any more). */ ifLive?: boolean }

/** Some properties leave or come back: the counts of the map and its version follow. */
async function moving<T>(tx: Tx, ids: readonly string[], work: () => Promise<T>): Promise<T> {
  const done = await keepCells(tx, 'assets', ids, work);
  await bumpVersion(tx, 'assets');
  return done;
}

/** A bin with the given properties in it; they are out of every reading from here on. */
export async function fillBin(tx: Tx, kind: 'recycled' | 'merged', root: { id: string; code: string; name: string }, ids: readonly string[], { person, reason }: Recycled): Promise<string> {
  const { rows: [bin] } = await tx.raw(`insert into asset_bin (commune_id, kind, root_id, root_code, root_name, assets, reason, binned_by)
    values (current_commune(), :kind, :root, :code, :name, :count, :reason, :person) returning id`, { kind, root: root.id, code: root.code, name: root.name, count: ids.length, reason, person }) as { rows: { id: string }[] };
  if (bin === undefined) throw new Error('no bin');
  await moving(tx, ids, () => withBinShown(tx, async () => { await tx.raw(`update asset set bin_id = :bin, version = version + 1, updated_at = clock_timestamp() where commune_id = current_commune() and id = any(cast(:ids as bigint[]))`, { bin: bin.id, ids: `{${ids.join(',')}}` }); }));
  return bin.id;
}

/** Stage one: a property and all that stands under it. Throws `rule_refused` while an occupation is alive on any of them. Answers how many went. */
export async function recycle(tx: Tx, id: string, how: Recycled): Promise<number> {
  await tx.raw('select 1 from asset where commune_id = current_commune() and id = :id for update', { id });
  const family = await readFamily(tx, id);
  const root = family[0];
  if (root === undefined) {
    if (how.ifLive === true) return 0;
    throw new AppError('not_found', `no property ${id}`);
  }
  const ids = family.map((a) => a.id);
  const [live] = await liveOccupations(tx, ids);
  if (live !== undefined) throw new AppError('rule_refused', 'a live occupation', { reason: 'recycling.live_occupation', reference: live.reference, asset: live.asset });
  await fillBin(tx, 'recycled', root, ids, how);
  return ids.length;
}

interface Row { id: string; kind: 'recycled' | 'merged'; state: string; rootId: string; code: string; binnedBy: string | null }
async function lockBin(tx: Tx, id: string): Promise<Row> {
  const { rows: [bin] } = await tx.raw(`select b.id, b.kind, b.state, b.root_id as "rootId", b.root_code as code, b.binned_by as "binnedBy" from asset_bin b where b.commune_id = current_commune() and b.id = :id for update`, { id }) as { rows: Row[] };
  if (bin === undefined) throw new AppError('not_found', `no bin ${id}`);
  if (bin.state !== 'binned') throw new AppError('conflict', `bin ${id} is ${bin.state}`, { reason: 'recycling.closed' });
  return bin;
}
const close = (tx: Tx, id: string, state: 'restored' | 'deleted', person: string): Promise<unknown> =>
  tx.raw(`update asset_bin set state = :state, closed_by = :person, closed_at = now() where commune_id = current_commune() and id = :id`, { id, state, person });

/** Brings a whole set back under its codes. A set whose own parent is in the bin waits for it; a merged property comes back with the merge alone (`merged`). */
export async function unbin(tx: Tx, id: string, person: string, merged = false): Promise<{ code: string; rootId: string; count: number }> {
  const bin = await lockBin(tx, id);
  if (bin.kind === 'merged' && !merged) throw new AppError('rule_refused', 'merged', { reason: 'recycling.merged' });
  const ids = await withBinShown(tx, async () => {
    const { rows: [parent] } = await tx.raw(`select p.code from asset a join asset p on p.commune_id = a.commune_id and p.id = a.parent_id where a.commune_id = current_commune() and a.bin_id = :id and p.bin_id is not null and p.bin_id <> :id limit 1`, { id }) as { rows: { code: string }[] };
    if (parent !== undefined) throw new AppError('rule_refused', 'the parent is in the bin', { reason: 'recycling.parent_binned', code: parent.code });
    return (await tx.raw('select a.id from asset a where a.commune_id = current_commune() and a.bin_id = :id', { id }) as { rows: { id: string }[] }).rows.map((a) => a.id);
  });
  await moving(tx, ids, () => withBinShown(tx, async () => { await tx.raw('update asset set bin_id = null, version = version + 1, updated_at = clock_timestamp() where commune_id = current_commune() and bin_id = :id', { id }); }));
  await close(tx, id, 'restored', person);
  return { code: bin.code, rootId: bin.rootId, count: ids.length };
}

/** Stage two: the rows go for good, by another person than stage one's; what is tied to an act, a title, an occupation or a document stays in the bin. Codes stay spent. */
export async function deleteBin(tx: Tx, id: string, person: string): Promise<{ code: string; rootId: string; count: number }> {
  const bin = await lockBin(tx, id);
  if (bin.binnedBy === person) throw new AppError('rule_refused', 'the same person', { reason: 'recycling.own' });
  if (bin.kind === 'merged') throw new AppError('rule_refused', 'merged', { reason: 'recycling.merged' });
  const count = await withBinShown(tx, async () => {
    const { rows } = await tx.raw('select a.id from asset a where a.commune_id = current_commune() and a.bin_id = :id for update', { id }) as { rows: { id: string }[] };
    const tied = await countTies(tx, rows.map((r) => r.id));
    if (tied.length > 0) throw new AppError('rule_refused', 'tied', { reason: 'recycling.tied', tables: tied.map((t) => `${t.kind} ${String(t.count)}`).join(', '), tied });
    await tx.raw('delete from asset where commune_id = current_commune() and bin_id = :id', { id });
    return rows.length;
  });
  await close(tx, id, 'deleted', person);
  return { code: bin.code, rootId: bin.rootId, count };
}
