import { ZoneIndex, type ZoneGround } from '@sommier/domain/zones';
import type { Tx } from '../../platform/db/index.ts';

/** Discs a statement: small enough for the embedded engine, large enough to cost little. */
const SLICE = 40_000;
/** Metres beyond a redrawn zone in which a disc may change: no platform hides a listing further. */
const REACH_DEGREES = 0.02;

/** Which discs to share out again: of the listings in the temporary table `moved` in every set, or of one set near what the temporary table `redrawn` holds. */
export type Changed = { moved: true } | { set: string };

/** The zones of a set, ready to answer. */
export async function zoneIndex(tx: Tx, set: string): Promise<ZoneIndex> {
  const { rows } = await tx.raw(`select id, st_asgeojson(geom, 15)::json -> 'coordinates' as polygons from zone where commune_id = current_commune() and set_id = ? order by id`, [set]) as { rows: ZoneGround[] };
  return new ZoneIndex(rows);
}

/**
 * Shares the discs that changed out among the zones and keeps the answer in listing_zone. The geometry is reckoned here (ZoneIndex), in
 * slices; docs/decisions tells why not in SQL. Reports discs done, of how many.
 */
export async function refreshShares(tx: Tx, changed: Changed, progress: (done: number, total: number) => void): Promise<void> {
  const { rows: sets } = await tx.raw('select id from zone_set where commune_id = current_commune() order by id') as { rows: { id: string }[] };
  if (sets.length === 0) return;
  const moved = 'moved' in changed;
  if (!moved) {
    await tx.raw(`create temporary table moved on commit drop as select l.id as listing_id from listing l
      where l.commune_id = current_commune() and l.g3857 && (select st_transform(st_setsrid(st_expand(st_extent(geom)::geometry, ${REACH_DEGREES}), 4326), 3857) from redrawn)`);
  }
  await tx.raw('create index on moved (listing_id)');
  await tx.raw('analyze moved');
  const { rows: [count] } = await tx.raw('select count(*)::integer as n from moved') as { rows: { n: number }[] };
  const total = (count?.n ?? 0) * (moved ? sets.length : 1);
  let done = 0;
  for (const { id } of moved ? sets : [{ id: changed.set }]) {
    await tx.raw('delete from listing_zone where commune_id = current_commune() and set_id = ? and listing_id in (select listing_id from moved)', [id]);
    if (total === 0) continue;
    const index = await zoneIndex(tx, id);
    for (let last = '0'; ;) {
      const discs = await slice(tx, last);
      if (discs.length === 0) break;
      await keep(tx, id, index, discs);
      last = discs.at(-1)?.id ?? last;
      done += discs.length;
      progress(done, total);
    }
  }
  if (!moved) await tx.raw('drop table moved');
}

interface Disc { id: string; lon: number | null; lat: number; r: number }

const slice = async (tx: Tx, after: string): Promise<Disc[]> =>
  (await tx.raw(`select m.listing_id as id, st_x(l.geom) as lon, st_y(l.geom) as lat, l.uncertainty_m as r from (select listing_id from moved where listing_id > :after order by listing_id limit ${SLICE}) m
    left join listing l on l.commune_id = current_commune() and l.id = m.listing_id order by m.listing_id`, { after }) as { rows: Disc[] }).rows;

async function keep(tx: Tx, set: string, index: ZoneIndex, discs: readonly Disc[]): Promise<void> {
  const [listings, zones, shares]: [string[], string[], number[]] = [[], [], []];
  for (const { id, lon, lat, r } of discs) {
    // Gone with the batch, or without a place.
    if (lon === null) continue;
    for (const { zone, share } of index.shares(lon, lat, r)) {
      listings.push(id);
      zones.push(zone);
      shares.push(share);
    }
  }
  if (listings.length === 0) return;
  await tx.raw(`insert into listing_zone (commune_id, set_id, listing_id, zone_id, share) select current_commune(), :set, * from unnest(cast(:listings as bigint[]), cast(:zones as bigint[]), cast(:shares as real[]))`,
    { set, listings: `{${listings.join(',')}}`, zones: `{${zones.join(',')}}`, shares: `{${shares.join(',')}}` });
}
