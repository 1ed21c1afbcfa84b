import { GUARDED_COLUMNS, sameValue, STRICT_CAUSES, UNDOABLE_CAUSES, type UndoRefusal, type UndoResult } from '@sommier/domain/history';
import { AppError } from '@sommier/domain/shared';
import { recycle, unbin } from '../recycling/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { NET, netOfAction, type Net } from './history.queries.ts';
import { lockStates, type State } from './state.queries.ts';
import { applyStates, type Patch } from './state.store.ts';
import { lockAction, movedSince, type Action } from './undo.queries.ts';

const SHOWN = 100;

function whyNot(net: Net, state: State | undefined, columns: readonly string[], moved: ReadonlySet<string>): UndoRefusal['reason'] | undefined {
  if (state === undefined) return 'gone';
  if (moved.has(net.id) || columns.some((c) => !sameValue(state.values[c], net.after[c]))) return 'changed_since';
  if (state.review === 'validated') return 'validated';
  return undefined;
}

/** Puts back the fields that an action changed, row by row; answers what was left and why. */
async function putBack(tx: Tx, action: Action): Promise<{ done: number; refusals: UndoRefusal[] }> {
  const nets = (await netOfAction(tx, action.id)).map((net) => ({ net, columns: Object.keys(net.before).filter((c) => !GUARDED_COLUMNS.includes(c)) })).filter((n) => n.columns.length > 0 && !action.made.includes(n.net.id));
  const states = await lockStates(tx, nets.map((n) => n.net.id));
  const moved = STRICT_CAUSES.includes(action.cause ?? '') ? await movedSince(tx, action.id, nets.map((n) => n.net.id)) : new Set<string>();
  const refusals: UndoRefusal[] = [];
  const patches: Patch[] = [];
  for (const { net, columns } of nets) {
    const state = states.get(net.id);
    const reason = whyNot(net, state, columns, moved);
    if (reason === undefined) patches.push({ id: net.id, columns });
    else refusals.push({ id: net.id, code: state?.code ?? '', name: state?.name ?? '', reason });
  }
  if (patches.length > 0) await applyStates(tx, patches, { sql: `select n.asset_id as id, n.before as vals from (${NET('c.action_id = :action', false)}) n`, bindings: { action: action.id } });
  return { done: patches.length, refusals };
}

/**
 * Takes back one's own action: fields return, what was made goes to the bin, what went to the bin returns. Rows changed since stay, and are named.
 * Throws when it is not hers, not to be undone so, undone before, or when no row at all could be put back.
 */
export async function undo(tx: Tx, id: string, person: string): Promise<UndoResult> {
  const action = await lockAction(tx, id);
  if (action === undefined) throw new AppError('not_found', `no action ${id}`);
  if (action.person !== person) throw new AppError('forbidden', 'another person’s action', { reason: 'history.not_yours' });
  if (action.undoneBy !== null) throw new AppError('conflict', 'undone before', { reason: 'history.undone_before' });
  if (!(UNDOABLE_CAUSES as readonly string[]).includes(action.cause ?? '')) throw new AppError('rule_refused', `not undoable: ${action.cause ?? ''}`, { reason: 'history.not_undoable' });
  await tx.raw(`select set_config('sommier.undo_of', :id, true)`, { id });
  const { done, refusals } = await putBack(tx, action);
  let restored = done;
  for (const bin of action.bins) restored += (await unbin(tx, bin, person)).count;
  // Children first would each make a bin of their own: the topmost takes them along.
  for (const made of action.made) restored += await recycle(tx, made, { person, reason: null, ifLive: true });
  if (restored === 0) throw new AppError('conflict', 'nothing could be undone', { reason: 'history.nothing_undone', refused: refusals.length, refusals: refusals.slice(0, SHOWN) });
  const { rows: [now] } = await tx.raw(`select nullif(current_setting('sommier.action', true), '') as action`) as { rows: { action: string | null }[] };
  return { action: now?.action ?? null, total: restored + refusals.length, restored, refused: refusals.length, refusals: refusals.slice(0, SHOWN) };
}

/** The reason a property may not be changed but by a proposal. Called by every write a person makes on one. */
export function refuseValidated(review: string): void {
  if (review === 'validated') throw new AppError('rule_refused', 'validated: propose the change', { reason: 'reviews.validated' });
}
