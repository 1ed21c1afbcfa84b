import { nightsRange, SAN_FRANCISCO } from '@sommier/domain/listings';
import { potentialOf, type VacantPotential } from '@sommier/domain/leads';
import type { Tx } from '../../platform/db/index.ts';
import { today } from '../occupations/index.ts';
import { ABOVE, ASSET_SHOWN } from './leads.queries.ts';

type Rows<T> = { rows: T[] };
/** Metres round vacant premises in which whole dwellings let are their neighbours; the disc of each must lie near enough to count. */
const RADIUS_M = 400;
const VACANT = `s.state = 'vacant' and s.from_on <= cast(:day as date) and (s.to_on is null or s.to_on > cast(:day as date))`;
interface Neighbours { id: string; price: string; reviews: number; minimum: number | null; nights: number }

async function figured(tx: Tx, assets: readonly VacantPotential['asset'][]): Promise<VacantPotential[]> {
  const { rows: [c] } = await tx.raw('select currency from commune where id = current_commune()') as Rows<{ currency: string }>;
  const out: VacantPotential[] = [];
  for (const asset of assets) {
    // One place at a time: the list is a page long, and each look-up is one search of the index.
    const { rows } = asset.lon === null || asset.lat === null ? { rows: [] } : await tx.raw(`select l.id, l.price_minor::text as price, l.reviews_ltm as reviews, l.minimum_nights as minimum, l.estimated_nights as nights from listing l
      cross join (select st_transform(st_setsrid(st_makepoint(:lon, :lat), 4326), 3857) as at, cast(:radius as float8) / cos(radians(:lat)) as reach) p
      where l.commune_id = current_commune() and l.g3857 && (select st_expand(st_transform(st_setsrid(st_makepoint(:lon, :lat), 4326), 3857), :radius / cos(radians(:lat)))) and st_dwithin(l.g3857, p.at, p.reach)
        and not l.gone and l.reviews_ltm > 0 and l.price_minor > 0 and l.room_type ~* '(entire|entier|logement)' order by l.id limit 2000`, { lon: asset.lon, lat: asset.lat, radius: RADIUS_M }) as Rows<Neighbours>;
    const figures = potentialOf(rows.map((n) => { const { low, high } = nightsRange(n.reviews, n.minimum); return { price: BigInt(n.price), nights: n.nights, nightsLow: low, nightsHigh: high }; }));
    const { compared: _compared, ...shown } = figures ?? { compared: 0 };
    out.push({ asset, radiusM: RADIUS_M, compared: rows.length, model: { name: SAN_FRANCISCO.name, version: SAN_FRANCISCO.version }, currency: c?.currency ?? '', figures: figures === null ? null : shown as NonNullable<VacantPotential['figures']> });
  }
  return out;
}

/** What one property might bring, when it stands vacant and has a place; else null. */
export async function potentialOfAsset(tx: Tx, id: string): Promise<VacantPotential | null> {
  const { rows } = await tx.raw(`select ${ASSET_SHOWN} as asset from asset a ${ABOVE} join occupancy_span s on s.commune_id = a.commune_id and s.asset_id = a.id where a.commune_id = current_commune() and a.id = :id and ${VACANT}`, { id, day: await today(tx) }) as Rows<{ asset: VacantPotential['asset'] }>;
  return (await figured(tx, rows.map((r) => r.asset)))[0] ?? null;
}
/** Vacant premises with a place, by code. */
export async function readVacant(tx: Tx, { page, size }: { page: number; size: number }): Promise<{ total: number; rows: VacantPotential[] }> {
  const day = await today(tx);
  const where = `a.commune_id = current_commune() and a.geom is not null and coalesce(a.nature, '') not in ('road', 'cemetery', 'land') and ${VACANT}`;
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from asset a join occupancy_span s on s.commune_id = a.commune_id and s.asset_id = a.id where ${where}`, { day }) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${ASSET_SHOWN} as asset from asset a ${ABOVE} join occupancy_span s on s.commune_id = a.commune_id and s.asset_id = a.id where ${where} order by a.code limit :size offset :skip`, { day, size, skip: (page - 1) * size }) as Rows<{ asset: VacantPotential['asset'] }>;
  return { total: n?.total ?? 0, rows: await figured(tx, rows.map((r) => r.asset)) };
}
