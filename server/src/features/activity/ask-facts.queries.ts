import { CERTAIN_SHARE, type ZoneIndex } from '@sommier/domain/zones';
import type { Tx } from '../../platform/db/index.ts';
import type { HostSize } from '@sommier/domain/activity';
import type { AskedZone, Ground } from './ask.queries.ts';
import { SIZES } from './present.sql.ts';

interface Span { from: string; on: string; platform?: string | undefined; lodgingClass?: string | undefined; roomType?: string | undefined; hosts?: HostSize | undefined }
export interface Lodging { declared: number; reported: number }
export interface Other { vehicles: number; declaredVehicles: number; statedTrips: number; stations: number; tripsCertain: number; tripsPossible: number; tripsExpected: number; deliveries: number }
/** Radius of the circle of the same ground as a hexagon of resolution 9 (0.105 km²): what is known of where a trip began. */
const HEXAGON_M = 183;

/** The part of a place in each zone asked for; the commune as a whole takes all. */
const sharesOf = (index: ZoneIndex | null, lon: number, lat: number, r: number): { zone: string; share: number }[] => (index === null ? [{ zone: 'all', share: 1 }] : index.shares(lon, lat, Math.max(r, 0.5)));
const into = <T extends object>(map: Map<string, T>, key: string, start: T): T => { const had = map.get(key); if (had !== undefined) return had; map.set(key, start); return start; };
const named = (zones: readonly AskedZone[], label: string | null): string | undefined => (label === null ? undefined : zones.find((z) => z.label === label)?.id);

/** Nights declared and reported by zone: by the zone that the author names, else by the unit's place with its uncertainty. The two are never added. */
export async function lodgingOf(tx: Tx, s: Span, zones: readonly AskedZone[], ground: Ground): Promise<Map<string, Lodging>> {
  // A kind or a size of host is known of what is tied to a listing.
  const kinds = [...(s.roomType === undefined ? [] : ['l.room_type = :roomType']), ...(s.hosts === undefined ? [] : [SIZES[s.hosts].replace('host_listings', 'coalesce(l.host_listings, 1)')])];
  const tied = kinds.length === 0 ? '' : ` and exists (select from listing l where l.commune_id = current_commune() and l.id = u.listing_id and ${kinds.join(' and ')})`;
  const { rows } = await tx.raw(`select f.source, f.zone_label as label, st_x(coalesce(f.geom, u.geom)) as lon, st_y(coalesce(f.geom, u.geom)) as lat, coalesce(case when f.geom is null then u.uncertainty_m else f.uncertainty_m end, 0) as r, sum(f.nights)::float8 as nights
    from activity_fact f left join activity_unit u on u.commune_id = f.commune_id and u.id = f.unit_id
    where f.commune_id = current_commune() and f.state = 'counted' and f.kind in ('stay', 'lodging') and f.source <> 'observed' and f.nights is not null and f.period_from >= cast(:from as date) and f.period_from <= cast(:on as date)
      and (cast(:platform as text) is null or f.platform = :platform) and (cast(:class as text) is null or coalesce(f.lodging_class, u.lodging_class) = :class)${tied} group by 1, 2, 3, 4, 5`, { from: s.from, on: s.on, platform: s.platform ?? null, class: s.lodgingClass ?? null, ...(s.roomType === undefined ? {} : { roomType: s.roomType }) }) as
    { rows: { source: 'declared' | 'reported'; label: string | null; lon: number | null; lat: number | null; r: number; nights: number }[] };
  const sums = new Map<string, Lodging>(), index = rows.length === 0 ? null : await ground();
  for (const f of rows) {
    const stated = named(zones, f.label);
    const parts = stated !== undefined ? [{ zone: stated, share: 1 }] : index === null ? [{ zone: 'all', share: 1 }] : f.lon === null || f.lat === null ? [] : sharesOf(index, f.lon, f.lat, f.r);
    for (const { zone, share } of parts) into(sums, zone, { declared: 0, reported: 0 })[f.source] += share * f.nights;
  }
  return sums;
}

/** Vehicles and stations of each system's latest snapshot, trips by their cells (a hexagon is known, not a point), deliveries by the zone their author names. */
export async function otherOf(tx: Tx, s: Span, zones: readonly AskedZone[], ground: Ground): Promise<Map<string, Other>> {
  const sums = new Map<string, Other>();
  const of = (zone: string): Other => into(sums, zone, { vehicles: 0, declaredVehicles: 0, statedTrips: 0, stations: 0, tripsCertain: 0, tripsPossible: 0, tripsExpected: 0, deliveries: 0 });
  const bind = { from: s.from, on: s.on, platform: s.platform ?? null };
  const { rows: points } = await tx.raw(`with latest as (select distinct on (system) id from mobility_snapshot where commune_id = current_commune() and taken_on <= cast(:on as date) and (cast(:platform as text) is null or system = :platform) order by system, taken_at desc)
    select p.what, st_x(p.geom) as lon, st_y(p.geom) as lat, count(*)::integer as n from mobility_point p join latest t on t.id = p.snapshot_id where p.commune_id = current_commune() group by 1, 2, 3`, bind) as { rows: { what: 'vehicle' | 'station'; lon: number | null; lat: number | null; n: number }[] };
  const whole = zones.length === 0, index = points.length === 0 ? null : await ground();
  for (const p of points) {
    const best = index === null ? 'all' : p.lon === null || p.lat === null ? undefined : index.shares(p.lon, p.lat, 0.5).sort((a, b) => b.share - a.share)[0]?.zone;
    if (best !== undefined) of(best)[p.what === 'vehicle' ? 'vehicles' : 'stations'] += p.n;
  }
  const { rows: cells } = await tx.raw(`select st_x(centre) as lon, st_y(centre) as lat, sum(starts)::integer as n from trip_cell where commune_id = current_commune() and day >= cast(:from as date) and day <= cast(:on as date) and (cast(:platform as text) is null or operator = :platform) group by centre`, bind) as { rows: { lon: number; lat: number; n: number }[] };
  const under = cells.length === 0 ? null : await ground();
  for (const c of cells) {
    for (const { zone, share } of sharesOf(under, c.lon, c.lat, HEXAGON_M)) {
      const o = of(zone);
      if (share >= CERTAIN_SHARE) o.tripsCertain += c.n; else o.tripsPossible += c.n;
      o.tripsExpected += share * c.n;
    }
  }
  // Statements name their zone. They stand beside the counts: the same vehicle or trip may be in both.
  const { rows: stated } = await tx.raw(`select f.kind, f.zone_label as label, coalesce(sum(f.trips), 0)::integer as trips, coalesce(sum(f.deliveries), 0)::integer as deliveries, coalesce(sum(f.vehicles) filter (where f.last), 0)::integer as vehicles from (
      select *, rank() over (partition by kind, operator_id, vehicle_type, zone_label order by period_from desc) = 1 as last from activity_fact where commune_id = current_commune() and state = 'counted' and population = 'all' and kind in ('trips', 'deliveries', 'vehicles') and fact_key not like 'trips/%/%/____-__-__/%'
        and period_from >= cast(:from as date) and period_from <= cast(:on as date) and (cast(:platform as text) is null or platform = :platform)) f group by 1, 2`, bind) as { rows: { kind: string; label: string | null; trips: number; deliveries: number; vehicles: number }[] };
  for (const f of stated) {
    const zone = whole ? 'all' : named(zones, f.label);
    if (zone === undefined) continue;
    const o = of(zone);
    o.deliveries += f.deliveries;
    o.statedTrips += f.trips;
    o.declaredVehicles += f.vehicles;
  }
  return sums;
}
