import type { MergeRequest } from '@sommier/domain/duplicates';
import { columnOf, fieldOf, sameValue, SHAPE_COLUMNS } from '@sommier/domain/history';
import { AppError } from '@sommier/domain/shared';
import { applyStates, lockStates, netOfAction, keptColumns, stateSql, type State } from '../history/index.ts';
import { fillBin, readFamily, unbin } from '../recycling/index.ts';
import { bumpVersion } from '../tiles/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { moveBack, moveLinks, type Moved } from './links.store.ts';
import { decideTwin, lockTwin, reopenTwin } from './twins.store.ts';

/** What a merge may not bring along: each property's own marks, its state of review, its place in the tree. */
const OWN = ['code', 'inventory_number', 'provenance', 'attributes', 'parent_id'];

async function both(tx: Tx, low: string, high: string): Promise<{ low: State; high: State }> {
  const states = await lockStates(tx, [low, high]);
  const [a, b] = [states.get(low), states.get(high)];
  if (a === undefined || b === undefined) throw new AppError('not_found', 'one of the pair is gone');
  return { low: a, high: b };
}

/** Makes one property of a pair: fields chosen, then everything tied to the other; the other goes to a bin of its own. Answers the merge's id. */
export async function merge(tx: Tx, id: string, wish: MergeRequest, person: string, stale: (a: State, b: State) => never): Promise<string> {
  const twin = await lockTwin(tx, id);
  const { low, high } = await both(tx, twin.low, twin.high);
  if (low.version !== wish.versions[0] || high.version !== wish.versions[1]) stale(low, high);
  if (wish.keep !== low.id && wish.keep !== high.id) throw new AppError('rule_refused', 'not of the pair', { reason: 'duplicates.not_of_pair' });
  if (low.review === 'validated' || high.review === 'validated') throw new AppError('rule_refused', 'validated', { reason: 'duplicates.validated' });
  const [kept, gone] = wish.keep === low.id ? [low, high] : [high, low];
  for (const [above, below] of [[kept, gone], [gone, kept]] as const) {
    if ((await readFamily(tx, above.id)).some((a) => a.id === below.id)) throw new AppError('rule_refused', 'a family', { reason: 'duplicates.family' });
  }
  const columns = wish.take.flatMap((f) => (f === 'geometry' ? [...SHAPE_COLUMNS] : [columnOf(f)])).filter((c) => c in gone.values && !OWN.includes(c) && !sameValue(kept.values[c], gone.values[c]));
  if (columns.length > 0) {
    await applyStates(tx, [{ id: kept.id, columns }], { sql: `select cast(:kept as bigint) as id, ${stateSql(await keptColumns(tx), 'g')} as vals from asset g where g.commune_id = current_commune() and g.id = :gone`, bindings: { kept: kept.id, gone: gone.id } });
  }
  const moved = await moveLinks(tx, gone.id, kept.id);
  const bin = await fillBin(tx, 'merged', gone, [gone.id], { person, reason: wish.note ?? null });
  const { rows: [made] } = await tx.raw(`insert into asset_merge (commune_id, kept_id, gone_id, bin_id, fields, moved, action_id, merged_by)
    values (current_commune(), :kept, :gone, :bin, cast(:fields as text[]), cast(:moved as jsonb), cast(nullif(current_setting('sommier.action', true), '') as bigint), :person) returning id`,
    { kept: kept.id, gone: gone.id, bin, fields: `{${[...new Set(columns.map(fieldOf))].sort().join(',')}}`, moved: JSON.stringify(moved), person }) as { rows: { id: string }[] };
  await decideTwin(tx, id, 'merged', person, wish.note ?? null);
  await bumpVersion(tx, 'assets');
  if (made === undefined) throw new Error('no merge');
  return made.id;
}

interface Held { kept: string; gone: string; bin: string; action: string | null; moved: Moved[]; undone: boolean }
/** Makes two of one again. Throws `rule_refused` when a field the merge brought was changed since: that change is settled first. */
export async function unmerge(tx: Tx, id: string, person: string): Promise<{ kept: string; gone: string }> {
  const { rows: [m] } = await tx.raw(`select m.kept_id as kept, m.gone_id as gone, m.bin_id as bin, m.action_id as action, m.moved, m.undone_at is not null as undone from asset_merge m where m.commune_id = current_commune() and m.id = :id for update`, { id }) as { rows: Held[] };
  if (m === undefined) throw new AppError('not_found', `no merge ${id}`);
  if (m.undone) throw new AppError('conflict', 'undone before', { reason: 'duplicates.undone' });
  const state = (await lockStates(tx, [m.kept])).get(m.kept);
  if (state === undefined) throw new AppError('not_found', `no property ${m.kept}`);
  if (state.review === 'validated') throw new AppError('rule_refused', 'validated', { reason: 'duplicates.validated' });
  const net = m.action === null ? undefined : (await netOfAction(tx, m.action)).find((n) => n.id === m.kept);
  const columns = Object.keys(net?.before ?? {}).filter((c) => !OWN.includes(c) && !['review', 'submitted_by', 'submitted_at', 'validated_by', 'validated_at', 'bin_id'].includes(c));
  const changed = columns.filter((c) => !sameValue(state.values[c], net?.after[c]));
  if (changed.length > 0) throw new AppError('rule_refused', 'changed since', { reason: 'duplicates.changed_since', fields: changed.map(fieldOf).join(', ') });
  if (columns.length > 0 && m.action !== null) {
    await applyStates(tx, [{ id: m.kept, columns }], {
      sql: `select c.asset_id as id, jsonb_object_agg(e.key, c.before -> e.key) as vals from asset_change c cross join lateral jsonb_object_keys(c.before) e(key)
        where c.commune_id = current_commune() and c.action_id = :action and c.asset_id = :kept and c.op = 'update' group by 1`, bindings: { action: m.action, kept: m.kept },
    });
  }
  await unbin(tx, m.bin, person, true);
  await moveBack(tx, m.moved, m.kept, m.gone);
  await tx.raw('update asset_merge set undone_by = :person, undone_at = now() where commune_id = current_commune() and id = :id', { id, person });
  await reopenTwin(tx, m.kept, m.gone);
  return { kept: m.kept, gone: m.gone };
}
