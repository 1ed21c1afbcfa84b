import { FIELD_BY_KEY, type AssetChange, type AssetSheet } from '@sommier/domain/assets';
import { BULK_LIMIT, type BulkEdit, type BulkPreview, type BulkRefusal } from '@sommier/domain/bulk';
import { columnOf, fieldOf, sameValue } from '@sommier/domain/history';
import { AppError, type Language } from '@sommier/domain/shared';
import { checkFamily, checkValues, refuseByHand, selectedIds, todayOf } from '../assets/index.ts';
import { keptColumns, lockStates, stateSql, type State, type Values } from '../history/index.ts';
import type { Tx } from '../../platform/db/index.ts';

const SLICE = 1000;
const SHOWN = 50;
/** One row with what becomes of it; `values` holds the columns that change. */
export interface Planned { state: State; fate: 'changed' | 'unchanged' | 'proposed' | BulkRefusal; values: Values }
interface Wish { change: AssetChange; columns: Values; extra: Record<string, unknown> | undefined; person: string; today: string; family: boolean }

/** The fields asked for as columns, with the values the database would hold. Throws `invalid` on a code no list has, `rule_refused` on a number that only one property may carry. */
async function readWish(tx: Tx, change: AssetChange, person: string, language: Language): Promise<Wish> {
  const { provenance: _, extra, ...fields } = change;
  if (fields.inventoryNumber != null) throw new AppError('rule_refused', 'one number', { reason: 'bulk.one_number' });
  await checkValues(tx, change, {}, false, language);
  const names = Object.keys(fields).map(columnOf);
  const columns = (await keptColumns(tx)).filter((c) => names.includes(c.name));
  const raw = Object.fromEntries(Object.entries(fields).map(([key, value]) => [columnOf(key), value]));
  const { rows: [row] } = columns.length === 0 ? { rows: [{ values: {} }] }
    : await tx.raw(`select ${stateSql(columns, 'r')} as "values" from jsonb_populate_record(cast(null as asset), cast(:raw as jsonb)) r`, { raw: JSON.stringify(raw) }) as { rows: { values: Values }[] };
  return { change, columns: row?.values ?? {}, extra, person, today: await todayOf(tx), family: 'parentId' in fields || 'level' in fields || 'nature' in fields };
}

/** What is known of the fields a person declares for many: each row keeps the marks of its other fields. */
function marks(state: State, values: Values, wish: Wish): Values {
  const before = state.values['provenance'] as Record<string, unknown> | null ?? {};
  const after: Record<string, unknown> = { ...before };
  for (const [column, value] of Object.entries(values)) {
    const key = fieldOf(column);
    if (FIELD_BY_KEY.get(key)?.provenance !== true) continue;
    if (value === null) delete after[key];
    else after[key] = { kind: 'declared', on: wish.today, by: wish.person };
  }
  return sameValue(before, after) ? {} : { provenance: after };
}

async function fateOf(tx: Tx, state: State, wish: Wish): Promise<Planned> {
  const { values: now } = state;
  const values: Values = Object.fromEntries(Object.entries(wish.columns).filter(([c, v]) => !sameValue(now[c], v)));
  if (wish.extra !== undefined) {
    const merged = Object.fromEntries(Object.entries({ ...(now['extra'] as object), ...wish.extra }).filter(([, v]) => v !== null));
    if (!sameValue(now['extra'], merged)) values['extra'] = merged;
  }
  if (Object.keys(values).length === 0) return { state, fate: 'unchanged', values };
  try {
    refuseByHand(wish.change, { status: now['status'] as AssetSheet['status'], domainClass: now['domain_class'] as AssetSheet['domainClass'] });
    const parent = 'parent_id' in values ? values['parent_id'] : now['parent_id'];
    if (wish.family) await checkFamily(tx, { id: state.id, level: ('level' in values ? values['level'] : now['level']) as AssetSheet['level'], nature: ('nature' in values ? values['nature'] : now['nature']) as AssetSheet['nature'], parentId: parent == null ? null : String(parent as number) });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { state, fate: error.detail['reason'] === 'assets.status_follows_acts' ? 'status_follows_acts' : 'family', values: {} };
  }
  return state.review === 'validated' ? { state, fate: 'proposed', values } : { state, fate: 'changed', values: { ...values, ...marks(state, values, wish) } };
}

export type Figures = Pick<BulkPreview, 'rows' | 'changed' | 'unchanged' | 'proposed' | 'refused' | 'refusals'>;
/**
 * Goes through the rows of a selection, slice by slice, their rows held if `hold`, and hands each slice with what becomes of it to `take`. Figures add up to
 * the rows selected. Throws `rule_refused` when there are more than a bulk change may hold.
 */
export async function plan(tx: Tx, edit: BulkEdit, person: string, language: Language, hold: boolean, take: (slice: Planned[], done: number, total: number) => Promise<void>): Promise<Figures> {
  const wish = await readWish(tx, edit.change, person, language);
  const ids = await selectedIds(tx, edit.selection, BULK_LIMIT + 1);
  if (ids.length > BULK_LIMIT) throw new AppError('rule_refused', 'too many', { reason: 'bulk.too_many', rows: ids.length, limit: BULK_LIMIT });
  const asked = new Set(edit.selection.ids ?? []);
  const figures: Figures = { rows: ids.length, changed: 0, unchanged: 0, proposed: 0, refused: 0, refusals: [] };
  // What was ticked and is no longer there is said, when nothing else narrows the choice.
  if (edit.selection.filter === undefined && edit.selection.shape === undefined) {
    for (const id of asked) if (!ids.includes(id)) { figures.rows += 1; figures.refused += 1; if (figures.refusals.length < SHOWN) figures.refusals.push({ id, code: '', name: '', reason: 'gone' }); }
  }
  for (let i = 0; i < ids.length; i += SLICE) {
    const slice: Planned[] = [];
    for (const state of (await lockStates(tx, ids.slice(i, i + SLICE), hold)).values()) slice.push(await fateOf(tx, state, wish));
    for (const { state, fate } of slice) {
      if (fate === 'changed' || fate === 'unchanged' || fate === 'proposed') figures[fate] += 1;
      else { figures.refused += 1; if (figures.refusals.length < SHOWN) figures.refusals.push({ id: state.id, code: state.code, name: state.name, reason: fate }); }
    }
    await take(slice, Math.min(i + SLICE, ids.length), ids.length);
  }
  return figures;
}
