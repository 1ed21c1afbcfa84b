import type { Knex } from 'knex';
import { allCells, cellsOf, someCells } from './cell-sql.ts';

type Tx = Knex.Transaction;
interface Cell { gx: number; gy: number }

/** From this many features on, counting the whole layer again costs less. */
const MANY = 1000;

const isCounted = async (tx: Tx, layer: string): Promise<boolean> => (await tx.raw('select 1 from tile_cell where commune_id = current_commune() and layer = ? limit 1', [layer]) as { rows: unknown[] }).rows.length > 0;

/**
 * Counts a layer again at every zoom from 6 up, for the commune of the transaction: 64 x 64 cells a tile with the number of features
 * and their centre in EPSG:3857. Only cells that changed are written.
 * Call it after an import or an undo, in the same transaction; `keepCells` is for a change of few features.
 * @param layer `listings`, `assets`, `parcels`, or the name of an uploaded layer. Zones are never counted.
 * @param ahead the table in which `countAhead` has counted them already; taken for a layer that had no cells
 */
export async function rebuildCells(tx: Tx, layer: string, ahead?: string): Promise<void> {
  if (layer === 'zones') return;
  const fresh = allCells(layer);
  if (!await isCounted(tx, layer)) {
    await tx.raw(`insert into tile_cell (commune_id, layer, z, x, y, cell, n, px, py)
      select current_commune(), f.* from (${ahead === undefined ? `${fresh} order by z, x, y, cell` : `table ${ahead}`}) f`, ahead === undefined ? { layer } : {});
    return;
  }
  await tx.raw(`create temporary table cell_fresh on commit drop as ${fresh}`, { layer });
  await tx.raw('create unique index on cell_fresh (z, x, y, cell)');
  await tx.raw(`delete from tile_cell t where commune_id = current_commune() and layer = ? and not exists
    (select from cell_fresh f where f.z = t.z and f.x = t.x and f.y = t.y and f.cell = t.cell
      and (f.n, f.px, f.py) is not distinct from (t.n, t.px, t.py))`, [layer]);
  await tx.raw(`insert into tile_cell (commune_id, layer, z, x, y, cell, n, px, py)
    select current_commune(), f.* from cell_fresh f where not exists
      (select from tile_cell t where t.commune_id = current_commune() and t.layer = ? and t.z = f.z and t.x = f.x and t.y = f.y and t.cell = f.cell)`, [layer]);
  await tx.raw('drop table cell_fresh');
}

/**
 * Counts the cells of a layer from rows that are still to be written, into a table of its own: a second connection can do so while the first writes them.
 * @param source selects `id` and `p` (a point in EPSG:3857) of everything the layer will hold
 */
export async function countAhead(tx: Tx, layer: string, source: string, table: string): Promise<void> {
  await tx.raw(`create unlogged table ${table} with (autovacuum_enabled = false) as ${allCells(layer, source)} order by z, x, y, cell`, { layer });
}

/**
 * Does a change of a few features and counts again only the cells in which they stood before or stand after it: the cost follows the change,
 * not the layer. Counts are those of `rebuildCells`; centres may differ from it by their rounding.
 * @param ids the features the change may move, hide or show; answers what `change` answers
 */
export async function keepCells<T>(tx: Tx, layer: string, ids: readonly string[], change: () => Promise<T>): Promise<T> {
  if (ids.length > MANY || !await isCounted(tx, layer)) {
    const done = await change();
    await rebuildCells(tx, layer);
    return done;
  }
  const stand = async (): Promise<Cell[]> => (await tx.raw(cellsOf(layer), { layer, ids: `{${ids.join(',')}}` }) as { rows: Cell[] }).rows;
  const before = await stand(), done = await change(), cells = new Map([...before, ...await stand()].map((c) => [`${c.gx} ${c.gy}`, c]));
  if (cells.size === 0) return done;
  const list = [...cells.values()], pairs = { layer, gx: `{${list.map((c) => c.gx).join(',')}}`, gy: `{${list.map((c) => c.gy).join(',')}}` };
  await tx.raw(`with f as materialized (${someCells(layer)}),
      emptied as (delete from tile_cell t using f where t.commune_id = current_commune() and t.layer = f.layer and t.z = f.z and t.x = f.x and t.y = f.y and t.cell = f.cell and f.n = 0)
    insert into tile_cell as t (commune_id, layer, z, x, y, cell, n, px, py) select current_commune(), f.* from f where f.n > 0
    on conflict (commune_id, layer, z, x, y, cell) do update set n = excluded.n, px = excluded.px, py = excluded.py`, pairs);
  return done;
}
