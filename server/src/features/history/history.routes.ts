import { Router } from 'express';
import { columnOf, fieldOf, getAssetHistory, getOwnActions, GUARDED_COLUMNS, restoreAsset, SHAPE_COLUMNS, sameValue, undoAction } from '@sommier/domain/history';
import { AppError } from '@sommier/domain/shared';
import { readAsset } from '../assets/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, versionTag } from '../../platform/http/index.ts';
import { holdToVersion } from './hold.ts';
import { readHistory, STATE_AT, stateAt } from './history.queries.ts';
import { lockStates } from './state.queries.ts';
import { applyStates } from './state.store.ts';
import { ownActions } from './undo.queries.ts';
import { refuseValidated, undo } from './undo.store.ts';

/** The parent of a restored state must still be there, and not be under the property itself. */
async function checkParent(tx: Tx, id: string, parent: unknown): Promise<void> {
  if (parent === null || parent === undefined) return;
  const { rows: [row] } = await tx.raw(`with recursive up as (
      select a.id, a.parent_id, 0 as depth from asset a where a.commune_id = current_commune() and a.id = cast(:parent as bigint)
      union all select p.id, p.parent_id, u.depth + 1 from up u join asset p on p.commune_id = current_commune() and p.id = u.parent_id where u.depth < 32)
    select exists (select from up) as there, exists (select from up where id = cast(:id as bigint)) as ring`, { id, parent: String(parent) }) as { rows: { there: boolean; ring: boolean }[] };
  if (row?.there !== true || row.ring) throw new AppError('rule_refused', 'no such parent', { reason: 'history.parent_gone' });
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, getAssetHistory, async ({ params, query }, { tx }) => {
    const page = await readHistory(tx, params.id, query.page, query.size);
    if (page.total === 0 && await readAsset(tx, params.id) === undefined) throw new AppError('not_found', `no property ${params.id}`);
    return page;
  });
  mount(r, deps, restoreAsset, async ({ params, body }, ctx) => {
    const { tx } = ctx;
    const state = (await lockStates(tx, [params.id])).get(params.id);
    if (state === undefined) throw new AppError('not_found', `no property ${params.id}`);
    await holdToVersion(ctx, params.id, state.version, await readAsset(tx, params.id));
    refuseValidated(state.review);
    const then = await stateAt(tx, params.id, body.at, body.side);
    if (then === undefined) throw new AppError('rule_refused', 'not a change of this property', { reason: 'history.unknown_change' });
    const asked = body.fields?.flatMap((f) => (f === 'geometry' ? [...SHAPE_COLUMNS] : [columnOf(f)]));
    const columns = Object.keys(then).filter((c) => !GUARDED_COLUMNS.includes(c) && (asked === undefined || asked.includes(c)) && !sameValue(then[c], state.values[c]));
    if (columns.length === 0) throw new AppError('rule_refused', 'nothing to restore', { reason: 'history.nothing_to_restore' });
    if (columns.includes('parent_id')) await checkParent(tx, params.id, then['parent_id']);
    await applyStates(tx, [{ id: params.id, columns }], 
      { sql: `select cast(:id as bigint) as id, jsonb_object_agg(t.key, t.value) as vals from (${STATE_AT(body.side)}) t`, bindings: { id: params.id, change: body.at } });
    const after = await readAsset(tx, params.id);
    if (after === undefined) throw new Error('the restored property is gone');
    ctx.record(`asset:${params.id}`, { code: after.code, version: after.version, at: body.at, side: body.side, fields: columns.map(fieldOf).sort() });
    ctx.res.setHeader('ETag', versionTag(after.version));
    return after;
  });
  mount(r, deps, getOwnActions, async (_input, { tx }) => ownActions(tx, (columns) => columns.filter((c) => !GUARDED_COLUMNS.includes(c)).map(fieldOf).sort()));
  mount(r, deps, undoAction, async ({ params }, ctx) => {
    const result = await undo(ctx.tx, params.id, ctx.person.id);
    ctx.record(`action:${params.id}`, { restored: result.restored, refused: result.refused });
    return result;
  });
  return r;
}
