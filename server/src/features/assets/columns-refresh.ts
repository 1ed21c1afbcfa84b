import type { Tx } from '../../platform/db/index.ts';
import { AREAS_DIFFER } from './asset-sql.ts';
import { CODED, type Column, type Columns, loadColumns } from './columns-load.ts';

/** More properties than these changed: reading all of them again is no dearer. */
const MOST = 2000;
type Rows<T> = { rows: T[] };
type Numbers = Float64Array | Uint8Array | Uint16Array | Uint32Array;

/** What happened to properties after an entry of their history: their ids, and the columns that moved. Undefined where it is too much. */
async function changedSince(tx: Tx, safe: string): Promise<{ ids: string[]; moved: Set<string> } | undefined> {
  const { rows: [r] } = await tx.raw(`with h as (select asset_id, before from asset_change where commune_id = current_commune() and id > cast(:safe as bigint) order by id limit ${String(MOST + 1)})
    select (select count(*)::integer from h) as n, array(select distinct asset_id::text from h) as ids, array(select distinct k from h cross join lateral jsonb_object_keys(coalesce(h.before, '{}')) k) as moved`, { safe }) as Rows<{ n: number; ids: string[]; moved: string[] }>;
  return r === undefined || r.n > MOST ? undefined : { ids: r.ids, moved: new Set(r.moved) };
}

/** A copy with some rows' values put in; the same array where nothing differs. */
function patched<T extends Numbers>(of: T, rows: readonly number[], values: Numbers): T {
  const same = rows.every((row, i) => Object.is(of[row], values[i]));
  if (same) return of;
  const out = of.slice() as T;
  rows.forEach((row, i) => { out[row] = values[i] as number; });
  return out;
}

/** The small column's codes as places among the large one's words, which grow by what is new. */
function patchedColumn(large: Column, small: Column, rows: readonly number[]): Column {
  const words = [...large.words], places = new Map(words.map((word, i) => [word, i]));
  const at = small.words.map((word) => {
    const known = places.get(word);
    if (known !== undefined) return known;
    places.set(word, words.length);
    return words.push(word) - 1;
  });
  const values = Uint32Array.from(small.of, (place) => at[place] as number);
  // A sixteen-bit column whose words outgrow it is read anew as a whole.
  const of = words.length >= 65_536 && large.of instanceof Uint16Array ? Uint32Array.from(large.of) : large.of;
  return { words, of: patched(of, rows, values) };
}

const NUMBERS = (text: string | null): number[] => (text === null ? [] : text.split(',').map(Number));

/**
 * The columns brought up to the present by what the properties' history says since `safe`; undefined where reading them whole is the way (made or gone
 * properties, too many changes). Whether areas differ hangs on contracts too: units of contracts, before and now, are looked at again.
 */
export async function refreshed(tx: Tx, c: Columns, safe: string): Promise<Columns | undefined> {
  const changed = await changedSince(tx, safe);
  if (changed === undefined) return undefined;
  const small = await loadColumns(tx, changed.ids);
  const row = new Map<number, number>(), wanted = new Set(changed.ids.map(Number));
  c.ids.forEach((id, i) => { if (wanted.has(id)) row.set(id, i); });
  if (row.size !== wanted.size || small.ids.length !== wanted.size) return undefined;
  const rows = [...small.ids].map((id) => row.get(id) ?? 0);
  const { rows: [let_] } = await tx.raw(`select string_agg(a.id::text, ',') as units, string_agg(a.id::text, ',') filter (where ${AREAS_DIFFER}) as differ
    from asset a where a.commune_id = current_commune() and a.bin_id is null and (a.id = any (cast(:before as bigint[])) or a.id in (select u.asset_id from occupation_unit u where u.commune_id = current_commune()))`,
  { before: `{${[...c.units].join(',')}}` }) as Rows<{ units: string | null; differ: string | null }>;
  const units = new Set(NUMBERS(let_?.units ?? null)), differing = new Set(NUMBERS(let_?.differ ?? null)), differ = patched(c.differ, rows, small.differ), checked = differ === c.differ ? c.differ.slice() : differ;
  if (units.size > 0) c.ids.forEach((id, i) => { if (units.has(id)) checked[i] = differing.has(id) ? 1 : 0; });
  return {
    ids: c.ids, byId: c.byId, differ: checked, units,
    coded: Object.fromEntries(CODED.map((name) => [name, patchedColumn(c.coded[name], small.coded[name], rows)])) as Columns['coded'],
    boxes: c.boxes.map((box, i) => patched(box, rows, small.boxes[i] as Float64Array)) as Columns['boxes'],
    // An order whose column nobody touched stands; what a condition let through may not.
    kept: new Map([...c.kept].filter(([, { column }]) => column !== undefined && !changed.moved.has(column))),
  };
}
