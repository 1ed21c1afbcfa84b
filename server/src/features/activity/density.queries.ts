import { cellToBoundary, cellToLatLng, latLngToCell } from 'h3-js';
import { openCount, type DensityQuestion } from '@sommier/domain/activity';
import type { z } from 'zod';
import type { Density } from '@sommier/domain/activity';
import type { Tx } from '../../platform/db/index.ts';
import { hexagons, type Hexagon } from './hexagons.store.ts';

interface Cell extends Hexagon { vehicles: number }
const MOST = 20_000;

/** Vehicles of the latest snapshots until the day, by place: many stand on one spot. */
async function vehiclesOf(tx: Tx, on: string, platform: string | undefined): Promise<{ lon: number; lat: number; n: number }[]> {
  const { rows } = await tx.raw(`with latest as (select distinct on (system) id from mobility_snapshot where commune_id = current_commune() and taken_on <= cast(:on as date) and (cast(:platform as text) is null or system = :platform) order by system, taken_at desc)
    select st_x(p.geom) as lon, st_y(p.geom) as lat, count(*)::integer as n from mobility_point p join latest t on t.id = p.snapshot_id where p.commune_id = current_commune() and p.what = 'vehicle' and p.geom is not null group by 1, 2`, { on, platform: platform ?? null }) as { rows: { lon: number; lat: number; n: number }[] };
  return rows;
}

/** Listings, nights and vehicles by hexagon; the fullest first, at most twenty thousand. */
export async function density(tx: Tx, q: DensityQuestion, today: string): Promise<z.output<typeof Density>> {
  const on = q.on ?? today, cells = new Map<string, Cell>();
  for (const [cell, c] of await hexagons(tx, { on, platform: q.platform, roomType: q.roomType, hosts: q.hosts, lodgingClass: q.lodgingClass }, q.resolution)) cells.set(cell, { ...c, vehicles: 0 });
  for (const v of await vehiclesOf(tx, on, q.platform)) {
    const cell = latLngToCell(v.lat, v.lon, q.resolution), had = cells.get(cell);
    if (had === undefined) cells.set(cell, { listings: 0, nights: 0, vehicles: v.n }); else had.vehicles += v.n;
  }
  const shown = [...cells].sort(([x, a], [y, b]) => b.listings - a.listings || b.vehicles - a.vehicles || (x < y ? -1 : 1)).slice(0, MOST);
  return { resolution: q.resolution, cells: shown.map(([cell, c]) => ({ cell, listings: c.listings, nights: Math.round(c.nights), vehicles: c.vehicles, ring: cellToBoundary(cell, true).map(([lon, lat]) => [lon, lat] as [number, number]) })) };
}

/** Resolution of what is published: hexagons of about 0.7 km². */
export const OPEN_RESOLUTION = 8;
export interface OpenRow { cell: string; lon: number; lat: number; listings: number; nights: number | null }
/**
 * What may be published of a day: hexagons with at least five listings, counts by steps of five, nights by steps of a hundred, centres to three decimals. No name, number, host,
 * price or kind; no total, from which a hidden cell could be reckoned.
 */
export async function openRows(tx: Tx, on: string): Promise<OpenRow[]> {
  return [...await hexagons(tx, { on }, OPEN_RESOLUTION)].flatMap(([cell, c]) => {
    const listings = openCount(c.listings), [lat, lon] = cellToLatLng(cell);
    return listings === null ? [] : [{ cell, lon: Math.round(lon * 1000) / 1000, lat: Math.round(lat * 1000) / 1000, listings, nights: Math.floor(c.nights / 100) * 100 }];
  }).sort((a, b) => (a.cell < b.cell ? -1 : 1));
}
