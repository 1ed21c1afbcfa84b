import { cellToBoundary, cellToLatLng, latLngToCell } from 'h3-js';
import { openCount, type DensityQuestion } from '@sommier/domain/activity';
import type { z } from 'zod';
import type { Density } from '@sommier/domain/activity';
import type { Tx } from '../../platform/db/index.ts';
import { present } from './present.sql.ts';

interface Cell { listings: number; nights: number; vehicles: number; rooms: Map<string, { n: number; nights: number }> }
const MOST = 20_000;

/** Listings and vehicles by hexagon. A listing counts where its point is drawn: the hexagons are wider than its disc. */
async function cellsOf(tx: Tx, q: DensityQuestion & { on: string }): Promise<Map<string, Cell>> {
  const p = present({ on: q.on, platform: q.platform, roomType: q.roomType, hosts: q.hosts, lodgingClass: q.lodgingClass });
  const { rows } = await tx.raw(`with ${p.sql} select st_x(geom) as lon, st_y(geom) as lat, coalesce(room_type, '') as room, nights from present where geom is not null`, p.bind) as { rows: { lon: number; lat: number; room: string; nights: number }[] };
  const cells = new Map<string, Cell>();
  const of = (lat: number, lon: number): Cell => {
    const cell = latLngToCell(lat, lon, q.resolution), had = cells.get(cell);
    if (had !== undefined) return had;
    const made: Cell = { listings: 0, nights: 0, vehicles: 0, rooms: new Map() };
    cells.set(cell, made);
    return made;
  };
  for (const l of rows) {
    const c = of(l.lat, l.lon), room = c.rooms.get(l.room) ?? { n: 0, nights: 0 };
    c.listings += 1;
    c.nights += l.nights;
    c.rooms.set(l.room, { n: room.n + 1, nights: room.nights + l.nights });
  }
  const { rows: vehicles } = await tx.raw(`with latest as (select distinct on (system) id from mobility_snapshot where commune_id = current_commune() and taken_on <= cast(:on as date) and (cast(:platform as text) is null or system = :platform) order by system, taken_at desc)
    select st_x(p.geom) as lon, st_y(p.geom) as lat from mobility_point p join latest t on t.id = p.snapshot_id where p.commune_id = current_commune() and p.what = 'vehicle' and p.geom is not null`, { on: q.on, platform: q.platform ?? null }) as { rows: { lon: number; lat: number }[] };
  for (const v of vehicles) of(v.lat, v.lon).vehicles += 1;
  return cells;
}

export async function density(tx: Tx, q: DensityQuestion, today: string): Promise<z.output<typeof Density>> {
  const cells = await cellsOf(tx, { ...q, on: q.on ?? today });
  return { resolution: q.resolution, cells: [...cells].slice(0, MOST).map(([cell, c]) => ({ cell, listings: c.listings, nights: Math.round(c.nights), vehicles: c.vehicles, ring: cellToBoundary(cell, true).map(([lon, lat]) => [lon, lat] as [number, number]) })) };
}

/** Resolution of what is published: hexagons of about 0.7 km². */
export const OPEN_RESOLUTION = 8;
export interface OpenRow { cell: string; lon: number; lat: number; listings: number; nights: number | null }
/**
 * What may be published of a day: hexagons with at least five listings, counts by steps of five, nights by steps of a hundred, centres to three decimals. No name, number, host,
 * price or kind; no total, from which a hidden cell could be reckoned.
 */
export async function openRows(tx: Tx, on: string): Promise<OpenRow[]> {
  const cells = await cellsOf(tx, { on, resolution: OPEN_RESOLUTION });
  return [...cells].flatMap(([cell, c]) => {
    const listings = openCount(c.listings), [lat, lon] = cellToLatLng(cell);
    return listings === null ? [] : [{ cell, lon: Math.round(lon * 1000) / 1000, lat: Math.round(lat * 1000) / 1000, listings, nights: Math.floor(c.nights / 100) * 100 }];
  }).sort((a, b) => (a.cell < b.cell ? -1 : 1));
}
