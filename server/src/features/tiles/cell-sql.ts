/** The finest zoom that is answered from cells: points stay cells to 14, shapes to 13. */
export const CELL_ZOOMS = { points: 14, shapes: 13 } as const;
export const LOWEST = 6;
const WORLD = 40075016.685578488;

export const finestOf = (layer: string): number => (layer === 'listings' ? CELL_ZOOMS.points : CELL_ZOOMS.shapes);

/** What counts in a cell: an id and a point in EPSG:3857. The rows are named `f`, for conditions that follow. */
const SOURCES: Readonly<Record<string, string>> = {
  listings: 'select f.id, f.g3857 as p from listing f where f.commune_id = current_commune() and not f.gone and f.g3857 is not null',
  assets: 'select f.id, st_centroid(f.g3857) as p from asset f where f.commune_id = current_commune() and f.g3857 is not null',
  parcels: 'select f.id, st_centroid(f.g3857) as p from parcel f where f.commune_id = current_commune() and f.g3857 is not null',
};
const UPLOADED = `select f.id, st_centroid(f.g3857) as p from layer_feature f join layer l on l.commune_id = f.commune_id and l.id = f.layer_id
  where f.commune_id = current_commune() and l.name = :layer and f.g3857 is not null`;
const sourceOf = (layer: string): string => SOURCES[layer] ?? UPLOADED;

const grid = (value: string, zoom: number): string =>
  `least(greatest(floor((${value}) / ${WORLD} * ${2 ** (zoom + 6)}), 0), ${2 ** (zoom + 6) - 1})::int`;
const gridOf = (zoom: number): string => `${grid(`px + ${WORLD / 2}`, zoom)} as gx, ${grid(`${WORLD / 2} - py`, zoom)} as gy`;
/** `offset 0` keeps the coordinates from being read out of the geometry once more at each mention. */
const points = (source: string): string => `(select st_x(p) as px, st_y(p) as py from (${source}) s offset 0) q`;
const UP = 'sum(n)::int as n, sum(n * px) / nullif(sum(n), 0) as px, sum(n * py) / nullif(sum(n), 0) as py';

/** Cells as the table holds them, from the levels `c6` to the finest. */
const cells = (finest: number): string => `select cast(:layer as text) as layer, z::smallint as z, gx >> 6 as x, gy >> 6 as y, ((gy & 63) * 64 + (gx & 63))::smallint as cell,
      n, floor(px * 100 + 0.5) / 100 as px, floor(py * 100 + 0.5) / 100 as py
    from (${Array.from({ length: finest - LOWEST + 1 }, (_, i) => LOWEST + i).map((z) => `select ${z} as z, gx, gy, n, px, py from c${z}`).join(' union all ')}) u`;
const downFrom = (finest: number): number[] => Array.from({ length: finest - LOWEST }, (_, i) => finest - 1 - i);

/** All levels of a layer in one statement: the finest from the rows (`source` selects their id and p), each one above summed from the one below. */
export function allCells(layer: string, source = sourceOf(layer)): string {
  const finest = finestOf(layer);
  const first = `c${finest} as materialized (select ${gridOf(finest)}, count(*)::int as n, avg(px) as px, avg(py) as py from ${points(source)} where px is not null group by 1, 2)`;
  const above = downFrom(finest).map((z) => `c${z} as materialized (select gx >> 1 as gx, gy >> 1 as gy, ${UP} from c${z + 1} group by 1, 2)`);
  return `with ${[first, ...above].join(', ')} ${cells(finest)}`;
}

/** The finest cells in which some features (`:ids`) stand. */
export const cellsOf = (layer: string): string => `select distinct gx, gy from (select ${gridOf(finestOf(layer))} from ${points(`${sourceOf(layer)} and f.id = any(cast(:ids as bigint[]))`)} where px is not null) g`;

/** The finest cells given (`:gx`, `:gy`, in pairs) counted again from the features in them, and what stands above them from the cells below; an empty one has n = 0. `offset 0`: each is found by its key. */
export function someCells(layer: string): string {
  const finest = finestOf(layer), side = WORLD / 2 ** (finest + 6);
  // A hair wider than the cell: a point on its edge belongs to one side by `grid` alone.
  const box = `st_makeenvelope(t.gx * ${side} - ${WORLD / 2} - 0.01, ${WORLD / 2} - (t.gy + 1) * ${side} - 0.01, (t.gx + 1) * ${side} - ${WORLD / 2} + 0.01, ${WORLD / 2} - t.gy * ${side} + 0.01, 3857)`;
  const first = `c${finest} as materialized (select t.gx, t.gy, count(q.px)::int as n, avg(q.px) as px, avg(q.py) as py
    from unnest(cast(:gx as integer[]), cast(:gy as integer[])) t(gx, gy)
    left join lateral (select k.* from (select px, py, ${gridOf(finest)} from ${points(`${sourceOf(layer)} and f.g3857 && ${box}`)}) k where k.gx = t.gx and k.gy = t.gy) q on true group by 1, 2)`;
  const above = downFrom(finest).map((z) => `c${z} as materialized (select p.gx, p.gy, ${UP} from (select distinct gx >> 1 as gx, gy >> 1 as gy from c${z + 1}) p
    cross join lateral (select f.n, f.px, f.py from c${z + 1} f where f.gx >> 1 = p.gx and f.gy >> 1 = p.gy
      union all select k.n, k.px, k.py from (select 2 * p.gx + i as gx, 2 * p.gy + j as gy from (values (0, 0), (0, 1), (1, 0), (1, 1)) o(i, j) offset 0) d
        cross join lateral (select t.n, t.px, t.py from tile_cell t where t.commune_id = current_commune() and t.layer = :layer and t.z = ${z + 1} and t.x = d.gx >> 6 and t.y = d.gy >> 6
          and t.cell = (d.gy & 63) * 64 + (d.gx & 63) and not exists (select from c${z + 1} f where f.gx = d.gx and f.gy = d.gy) offset 0) k) u group by 1, 2)`);
  return `with ${[first, ...above].join(', ')} ${cells(finest)}`;
}
