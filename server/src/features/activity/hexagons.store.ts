import { latLngToCell } from 'h3-js';
import type { Database, Tx } from '../../platform/db/index.ts';
import { present, type Filter } from './present.sql.ts';
import { SIZE, stampOf } from './zone-sums.store.ts';

export interface Hexagon { listings: number; nights: number }
export const RESOLUTIONS = [6, 7, 8, 9] as const;
const LATEST = '9999-12-31';
/** Rows in memory at a time: the hexagons stay, listings pass by. */
const FETCH = 5000;
const ROWS = 10_000;

interface Point { lon: number; lat: number; platform: string; room: string; hosts: string; nights: number }

/** The placed listings of a filter, some at a time. */
async function* pointsOf(tx: Tx, f: Filter): AsyncGenerator<readonly Point[]> {
  const p = present(f);
  await tx.raw(`declare hexagon_points no scroll cursor for with ${p.sql} select st_x(geom) as lon, st_y(geom) as lat, platform, coalesce(room_type, '') as room, ${SIZE} as hosts, nights from present where geom is not null`, p.bind);
  for (;;) {
    const { rows } = await tx.raw(`fetch ${FETCH} from hexagon_points`) as { rows: Point[] };
    if (rows.length === 0) break;
    yield rows;
  }
  await tx.raw('close hexagon_points');
}

/** Hexagons of the latest captures anew, unless they stand: at every resolution, by platform, kind and size of hosts. Others who come meanwhile wait and find them. */
async function keep(tx: Tx, stamp: string): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(hashtext('sommier.hexagons'), current_commune())`);
  if (await stands(tx, stamp)) return;
  const cells = new Map<string, Hexagon>();
  for await (const points of pointsOf(tx, { on: LATEST })) {
    for (const l of points) {
      for (const resolution of RESOLUTIONS) {
        const key = [resolution, latLngToCell(l.lat, l.lon, resolution), l.platform, l.hosts, l.room].join('\n'), c = cells.get(key);
        if (c === undefined) cells.set(key, { listings: 1, nights: l.nights });
        else { c.listings += 1; c.nights += l.nights; }
      }
    }
  }
  await tx.raw('delete from hexagon_sum where commune_id = current_commune()');
  const rows = [...cells].map(([key, c]) => { const [resolution, cell, platform, hosts, ...room] = key.split('\n'); return { resolution, cell, platform, hosts, room_type: room.join('\n'), ...c }; });
  for (let i = 0; i < rows.length; i += ROWS) {
    await tx.raw(`insert into hexagon_sum (commune_id, resolution, cell, platform, room_type, hosts, listings, nights)
      select current_commune(), r.resolution, r.cell, r.platform, r.room_type, r.hosts, r.listings, r.nights from json_to_recordset(cast(:rows as json)) r(resolution smallint, cell text, platform text, room_type text, hosts text, listings integer, nights float8)`, { rows: JSON.stringify(rows.slice(i, i + ROWS)) });
  }
  await tx.raw('insert into hexagon_kept (commune_id, stamp) values (current_commune(), :stamp) on conflict (commune_id) do update set stamp = excluded.stamp', { stamp });
}
const stands = async (tx: Tx, stamp: string): Promise<boolean> => ((await tx.raw('select from hexagon_kept where commune_id = current_commune() and stamp = :stamp', { stamp })) as { rows: unknown[] }).rows.length > 0;

/** The hexagons of the latest captures, after a capture: who looks first then waits for nothing. */
export const keepHexagons = (db: Database, scope: { commune: number; person?: string }): Promise<void> => db.inCommune(scope, async (tx) => { await keep(tx, (await stampOf(tx, LATEST, ['listings'])).stamp); });

/**
 * Listings and nights by hexagon. A listing counts where its point is drawn: the hexagons are wider than its disc. The latest captures are read from what is kept; an earlier
 * day and a class are counted from their listings as they pass by.
 */
export async function hexagons(tx: Tx, f: Filter, resolution: number): Promise<Map<string, Hexagon>> {
  const { stamp, latest } = await stampOf(tx, f.on, ['listings']);
  if (latest && f.lodgingClass === undefined) {
    if (!await stands(tx, stamp)) await keep(tx, stamp);
    const { rows } = await tx.raw(`select cell, sum(listings)::integer as listings, sum(nights) as nights from hexagon_sum where commune_id = current_commune() and resolution = :resolution
      and (cast(:platform as text) is null or platform = :platform) and (cast(:room as text) is null or room_type = :room) and (cast(:hosts as text) is null or hosts = :hosts) group by cell order by cell`,
    { resolution, platform: f.platform ?? null, room: f.roomType ?? null, hosts: f.hosts ?? null }) as { rows: (Hexagon & { cell: string })[] };
    return new Map(rows.map(({ cell, ...c }) => [cell, c]));
  }
  const cells = new Map<string, Hexagon>();
  for await (const points of pointsOf(tx, f)) {
    for (const l of points) {
      const cell = latLngToCell(l.lat, l.lon, resolution), c = cells.get(cell);
      if (c === undefined) cells.set(cell, { listings: 1, nights: l.nights });
      else { c.listings += 1; c.nights += l.nights; }
    }
  }
  return cells;
}
