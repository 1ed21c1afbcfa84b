import type { Knex } from 'knex';

type Tx = Knex.Transaction;

/** The finest zoom that is answered from cells: points stay cells to 14, shapes to 13. */
export const CELL_ZOOMS = { points: 14, shapes: 13 } as const;
const LOWEST = 6;

/** What counts in a cell: a point in EPSG:3857 and the weight that goes with it. */
const SOURCES: Readonly<Record<string, string>> = {
  listings: 'select g3857 as p, estimated_nights as w from listing where commune_id = current_commune() and not gone and g3857 is not null',
  assets: `select st_centroid(g3857) as p, coalesce(drawn_area_m2, land_area_m2, footprint_m2, built_area_m2, 0)::float8 as w
    from asset where commune_id = current_commune() and g3857 is not null`,
  parcels: 'select st_centroid(g3857) as p, coalesce(area_m2, 0) as w from parcel where commune_id = current_commune() and g3857 is not null',
};
const UPLOADED = `select st_centroid(f.g3857) as p, 0::float8 as w from layer_feature f join layer l on l.commune_id = f.commune_id and l.id = f.layer_id
  where f.commune_id = current_commune() and l.name = :layer and f.g3857 is not null`;

const grid = (value: string, zoom: number): string =>
  `least(greatest(floor((${value}) / 40075016.685578488 * ${2 ** (zoom + 6)}), 0), ${2 ** (zoom + 6) - 1})::int`;

/** All levels in one statement: the finest from the rows, each one above summed from the one below. */
function levels(source: string, finest: number): string {
  // `offset 0` keeps the coordinates from being read out of the geometry once more at each mention.
  const first = `c${finest} as materialized (select ${grid('px + 20037508.342789244', finest)} as gx, ${grid('20037508.342789244 - py', finest)} as gy,
    count(*)::int as n, sum(w) as w, avg(px) as px, avg(py) as py
    from (select st_x(p) as px, st_y(p) as py, w from (${source}) s offset 0) q where px is not null group by 1, 2)`;
  const above = Array.from({ length: finest - LOWEST }, (_, i) => finest - 1 - i).map((z) =>
    `c${z} as materialized (select gx >> 1 as gx, gy >> 1 as gy, sum(n)::int as n, sum(w) as w, sum(n * px) / sum(n) as px, sum(n * py) / sum(n) as py
      from c${z + 1} group by 1, 2)`);
  const all = Array.from({ length: finest - LOWEST + 1 }, (_, i) => LOWEST + i).map((z) => `select ${z} as z, * from c${z}`);
  return `with ${[first, ...above].join(', ')}
    select cast(:layer as text) as layer, z::smallint as z, gx >> 6 as x, gy >> 6 as y, ((gy & 63) * 64 + (gx & 63))::smallint as cell,
      n, floor(w * 1000 + 0.5) / 1000 as weight, floor(px * 100 + 0.5) / 100 as px, floor(py * 100 + 0.5) / 100 as py
    from (${all.join(' union all ')}) u`;
}

/**
 * Counts a layer again at every zoom from 6 up, for the commune of the transaction: 64 x 64 cells a tile with the number of features, the sum
 * of their weight (listings: estimated nights; property: square metres) and their centre in EPSG:3857. Only cells that changed are written.
 * Call it after an import or an undo, in the same transaction.
 * @param layer `listings`, `assets`, `parcels`, or the name of an uploaded layer. Zones are never counted.
 */
export async function rebuildCells(tx: Tx, layer: string): Promise<void> {
  if (layer === 'zones') return;
  const fresh = levels(SOURCES[layer] ?? UPLOADED, layer === 'listings' ? CELL_ZOOMS.points : CELL_ZOOMS.shapes);
  const kept = await tx.raw('select 1 from tile_cell where commune_id = current_commune() and layer = ? limit 1', [layer]) as { rows: unknown[] };
  if (kept.rows.length === 0) {
    await tx.raw(`insert into tile_cell (commune_id, layer, z, x, y, cell, n, weight, px, py)
      select current_commune(), f.* from (${fresh} order by z, x, y, cell) f`, { layer });
    return;
  }
  await tx.raw(`create temporary table cell_fresh on commit drop as ${fresh}`, { layer });
  await tx.raw('create unique index on cell_fresh (z, x, y, cell)');
  await tx.raw(`delete from tile_cell t where commune_id = current_commune() and layer = ? and not exists
    (select from cell_fresh f where f.z = t.z and f.x = t.x and f.y = t.y and f.cell = t.cell
      and (f.n, f.weight, f.px, f.py) is not distinct from (t.n, t.weight, t.px, t.py))`, [layer]);
  await tx.raw(`insert into tile_cell (commune_id, layer, z, x, y, cell, n, weight, px, py)
    select current_commune(), f.* from cell_fresh f where not exists
      (select from tile_cell t where t.commune_id = current_commune() and t.layer = ? and t.z = f.z and t.x = f.x and t.y = f.y and t.cell = f.cell)`, [layer]);
  await tx.raw('drop table cell_fresh');
}
