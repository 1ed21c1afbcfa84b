import { SAN_FRANCISCO } from '@sommier/domain/listings';
import type { ActivityAnswer, ActivityAnswerRow, ActivityQuestion } from '@sommier/domain/activity';
import { addMonths, AppError } from '@sommier/domain/shared';
import { CERTAIN_SHARE, ZoneIndex, type ZoneGround } from '@sommier/domain/zones';
import type { Tx } from '../../platform/db/index.ts';
import { lodgingOf, otherOf } from './ask-facts.queries.ts';
import { model, nightsAt, present, type Filter } from './present.sql.ts';
import { NONE, storedSums, SUMS, type Sum } from './zone-sums.store.ts';

export interface AskedZone { id: string; label: string; polygons: ZoneGround['polygons'] }
/** The ground of the zones asked for, read once and only where something must be placed on it; null for the whole commune. */
export type Ground = () => Promise<ZoneIndex | null>;
const milli = (n: number): number => Math.round(n * 1000) / 1000;

/** The zones asked for, with their polygons where `grounds`; empty for the whole commune. Throws not_found and invalid. */
export async function zonesAsked(tx: Tx, place: ActivityQuestion['place'], grounds = true): Promise<AskedZone[]> {
  if ('everywhere' in place) return [];
  if ('polygon' in place) {
    const { rows: [made] } = await tx.raw(`select st_asgeojson(g, 15)::json -> 'coordinates' as polygons from (select st_multi(st_collectionextract(st_makevalid(st_setsrid(st_geomfromgeojson(?), 4326)), 3)) as g) m where not st_isempty(g)`, [JSON.stringify(place.polygon)]) as { rows: { polygons: AskedZone['polygons'] }[] };
    if (made === undefined) throw new AppError('invalid', 'the polygon has no area');
    return [{ id: 'drawn', label: '', polygons: made.polygons }];
  }
  const { rows } = await tx.raw(`select id, label, ${grounds ? `st_asgeojson(geom, 15)::json -> 'coordinates'` : `'[]'::json`} as polygons from zone where commune_id = current_commune() and ${'set' in place ? 'set_id' : 'id'} = :id order by label, id`, { id: 'set' in place ? place.set : place.zone }) as { rows: AskedZone[] };
  if (rows.length === 0) throw new AppError('not_found', 'no such zone');
  return rows;
}

/** Listings by zone: stored zones by their kept shares, the commune as a whole without, a drawn one by discs reckoned for this answer. */
async function listings(tx: Tx, q: ActivityQuestion, f: Filter, zones: readonly AskedZone[]): Promise<Map<string, Sum>> {
  const p = present(f);
  if ('everywhere' in q.place) {
    const { rows: [all] } = await tx.raw(`with ${p.sql} select ${SUMS} from (select *, 1.0::float8 as share from present) d`, p.bind) as { rows: Sum[] };
    return new Map([['all', all ?? NONE]]);
  }
  if (!('polygon' in q.place)) return storedSums(tx, f, zones, 'set' in q.place ? q.place.set : undefined);
  const index = new ZoneIndex(zones.map(({ id, polygons }) => ({ id, polygons })));
  const { rows } = await tx.raw(`with ${p.sql} select st_x(geom) as lon, st_y(geom) as lat, r, reviews, nights, price_minor::float8 as price, ${nightsAt(SAN_FRANCISCO.reviewRateHigh)} as low, ${nightsAt(SAN_FRANCISCO.reviewRateLow)} as high from present
    where geom && st_expand(st_geomfromgeojson(:polygon), 0.02)`, { ...p.bind, polygon: JSON.stringify(q.place.polygon) }) as { rows: { lon: number; lat: number; r: number; reviews: number; nights: number; price: number | null; low: number; high: number }[] };
  const sum = { ...NONE };
  for (const l of rows) {
    for (const { share } of index.shares(l.lon, l.lat, l.r)) {
      if (share >= CERTAIN_SHARE) sum.certain += 1; else sum.possible += 1;
      sum.expected += share;
      sum.active += l.reviews > 0 ? share : 0;
      sum.nights += share * l.nights;
      sum.low += share * l.low;
      sum.high += share * l.high;
      sum.revenue += share * l.nights * (l.price ?? 0);
    }
  }
  return new Map([['drawn', sum]]);
}

/** Answers a question over listings, facts and vehicles. `today` is the day without an `on`. */
export async function askActivity(tx: Tx, q: ActivityQuestion, today: string): Promise<ActivityAnswer> {
  const on = q.on ?? today, from = addMonths(on, -12);
  const f: Filter = { on, platform: q.platform, roomType: q.roomType, hosts: q.hosts, lodgingClass: q.lodgingClass };
  const zones = await zonesAsked(tx, q.place, false);
  const sums = await listings(tx, q, f, zones);
  let read: Promise<ZoneIndex | null> | undefined;
  const ground: Ground = () => (read ??= zones.length === 0 ? Promise.resolve(null) : zonesAsked(tx, q.place).then((all) => new ZoneIndex(all.map(({ id, polygons }) => ({ id, polygons })))));
  const lodging = await lodgingOf(tx, { from, on, platform: q.platform, lodgingClass: q.lodgingClass, roomType: q.roomType, hosts: q.hosts }, zones, ground), other = await otherOf(tx, { from, on, platform: q.platform }, zones, ground);
  const { rows: captures } = await tx.raw(`select platform, max(captured_on)::text as on from capture where commune_id = current_commune() and captured_on <= cast(:on as date) and (cast(:platform as text) is null or platform = :platform) group by 1 order by 1`, { on, platform: q.platform ?? null }) as { rows: ActivityAnswer['captures'] };
  const row = (id: string, label: string): ActivityAnswerRow => {
    const s = sums.get(id) ?? NONE, l = lodging.get(id), o = other.get(id);
    return {
      zoneId: /^\d+$/.test(id) ? id : null, label, listings: { certain: s.certain, possible: s.possible, expected: milli(s.expected) }, active: milli(s.active), nights: Math.round(s.nights), nightsLow: Math.round(s.low), nightsHigh: Math.round(s.high), revenueMinor: String(Math.round(s.revenue)),
      declaredNights: Math.round(l?.declared ?? 0), reportedNights: Math.round(l?.reported ?? 0), vehicles: o?.vehicles ?? 0, declaredVehicles: o?.declaredVehicles ?? 0, stations: o?.stations ?? 0, trips: { certain: o?.tripsCertain ?? 0, possible: o?.tripsPossible ?? 0, expected: milli(o?.tripsExpected ?? 0) }, statedTrips: o?.statedTrips ?? 0, deliveries: o?.deliveries ?? 0,
    };
  };
  return { on, from, model: model(), captures, rows: zones.length === 0 ? [row('all', '')] : zones.map((z) => row(z.id, z.label)) };
}
