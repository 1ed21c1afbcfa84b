import { estimatedNights, nightsRange, SAN_FRANCISCO, type ListingRow } from '@sommier/domain/listings';
import { AppError } from '@sommier/domain/shared';
import { CERTAIN_SHARE, ZoneIndex, type ZoneAnswer, type ZoneGround } from '@sommier/domain/zones';
import type { Tx } from '../../platform/db/index.ts';
import { zoneWithListings } from '../activity/index.ts';
import { listingRows } from '../listings/index.ts';

export type Question = { zone: string } | { polygon: object };
interface Disc { id: string; share: number; reviews: number; minimum: number | null }

/** Beyond a drawn zone, how far a disc may lie and still reach it. */
const REACH_DEGREES = 0.02;

interface Sums { certain: number; possible: number; expected: number; active: number; nights: number; low: number; high: number; total: number }
interface Answer { sums: Sums; area: number; shown: { id: string; share: number }[] }

/** Certain, possible and expected listings of a stored zone or a drawn one, with nights and one page of the listings. Throws not_found and invalid. */
export async function askZone(tx: Tx, question: Question, page: { page: number; size: number }): Promise<ZoneAnswer> {
  const { sums, area, shown } = 'zone' in question ? await stored(tx, question.zone, page) : summed(await drawn(tx, question.polygon), page);
  const rows: ListingRow[] = await listingRows(tx, shown.map(({ id }) => id));
  const ms = (n: number): number => Math.round(n * 1000) / 1000;
  return {
    certain: sums.certain, possible: sums.possible, expected: ms(sums.expected), active_expected: ms(sums.active), estimated_nights: Math.round(sums.nights),
    nights_range: { low: Math.round(sums.low), high: Math.round(sums.high) }, area_m2: area, model: { name: SAN_FRANCISCO.name, version: SAN_FRANCISCO.version },
    listings: { total: sums.total, page: page.page, size: page.size, rows: rows.map((row, i) => ({ ...row, share: shown[i]?.share ?? 0 })) },
  };
}

function summed({ discs, area }: { discs: Disc[]; area: number }, { page, size }: { page: number; size: number }): Answer {
  const sums: Sums = { certain: 0, possible: 0, expected: 0, active: 0, nights: 0, low: 0, high: 0, total: discs.length };
  for (const { share, reviews, minimum } of discs) {
    if (share >= CERTAIN_SHARE) sums.certain += 1;
    else sums.possible += 1;
    const { low, high } = nightsRange(reviews, minimum);
    sums.expected += share;
    sums.active += reviews > 0 ? share : 0;
    sums.nights += share * estimatedNights(reviews, minimum);
    sums.low += share * low;
    sums.high += share * high;
  }
  const weight = (d: Disc): number => estimatedNights(d.reviews, d.minimum);
  discs.sort((a, b) => b.share - a.share || weight(b) - weight(a) || (a.id.length - b.id.length || (a.id < b.id ? -1 : 1)));
  return { sums, area, shown: discs.slice((page - 1) * size, page * size) };
}

/** A stored zone: its kept sums, and the page of its list. */
async function stored(tx: Tx, zone: string, page: { page: number; size: number }): Promise<Answer> {
  const { rows: [found] } = await tx.raw('select area_m2 as area from zone where commune_id = current_commune() and id = ?', [zone]) as { rows: { area: number }[] };
  if (found === undefined) throw new AppError('not_found', `no zone ${zone}`);
  const { sum, shown } = await zoneWithListings(tx, zone, page);
  return { sums: { ...sum, total: sum.certain + sum.possible }, area: found.area, shown };
}

/** A zone that nothing keeps: the discs near it are reckoned for this answer. A crossed outline is repaired first. */
async function drawn(tx: Tx, polygon: object): Promise<{ discs: Disc[]; area: number }> {
  const { rows: [ground] } = await tx.raw(`select st_area(g::geography) as area, st_asgeojson(g, 15)::json -> 'coordinates' as polygons, st_asewkt(g) as wkt
    from (select st_multi(st_collectionextract(st_makevalid(st_setsrid(st_geomfromgeojson(?), 4326)), 3)) as g) made where not st_isempty(g)`, [JSON.stringify(polygon)]) as { rows: (ZoneGround & { area: number; wkt: string })[] };
  if (ground === undefined) throw new AppError('invalid', 'the polygon has no area');
  const index = new ZoneIndex([{ id: 'drawn', polygons: ground.polygons }]);
  const { rows } = await tx.raw(`select id, st_x(geom) as lon, st_y(geom) as lat, uncertainty_m as r, reviews_ltm as reviews, minimum_nights as minimum from listing
    where commune_id = current_commune() and not gone and g3857 && st_transform(st_expand(cast(:wkt as geometry), ${REACH_DEGREES}), 3857)`, { wkt: ground.wkt }) as { rows: (Disc & { lon: number; lat: number; r: number })[] };
  return { area: ground.area, discs: rows.flatMap((d) => index.shares(d.lon, d.lat, d.r).map(({ share }) => ({ id: d.id, share, reviews: d.reviews, minimum: d.minimum }))) };
}
