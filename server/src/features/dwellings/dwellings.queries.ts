import { dwellingNights, type Dwelling, type PairPage, type PairQuery, type PairRow, type PairSide } from '@sommier/domain/dwellings';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { BY } from '../history/index.ts';

type Rows<T> = { rows: T[] };
const SIDE = (l: string): string => `jsonb_build_object('id', ${l}.id::text, 'platform', ${l}.platform, 'externalId', ${l}.external_id, 'title', ${l}.name, 'hostName', case when cast(:personal as boolean) then ${l}.host_name end, 'hostListings', ${l}.host_listings,
  'roomType', ${l}.room_type, 'accommodates', ${l}.accommodates, 'bedrooms', ${l}.bedrooms, 'priceMinor', ${l}.price_minor::text, 'licence', ${l}.license, 'neighbourhood', ${l}.neighbourhood, 'estimatedNights', ${l}.estimated_nights, 'gone', ${l}.gone,
  'lon', st_x(${l}.geom), 'lat', st_y(${l}.geom), 'uncertaintyM', ${l}.uncertainty_m, 'dwellingId', (select d.dwelling_id::text from dwelling_listing d where d.commune_id = ${l}.commune_id and d.listing_id = ${l}.id))`;
const PAIR = `from listing_pair p join listing l on l.commune_id = p.commune_id and l.id = p.low_id join listing h on h.commune_id = p.commune_id and h.id = p.high_id`;
const ROW = `p.id, p.score, p.weight, p.class, p.distance_m as "distanceM", p.model, case when cast(:personal as boolean) then p.reasons else (select jsonb_agg(case when r ->> 'reason' = 'host' then jsonb_set(r, '{detail}', 'null') else r end order by n) from jsonb_array_elements(p.reasons) with ordinality e(r, n)) end as reasons,
  p.state, p.verdict, ${SIDE('l')} as low, ${SIDE('h')} as high, ${BY('w', 'p.decided_by')} as "decidedBy", p.decided_at as "decidedAt", p.note`;
type Raw = Omit<PairRow, 'decidedAt'> & { decidedAt: Date | null };
const toRow = ({ decidedAt, ...r }: Raw): PairRow => ({ ...r, weight: Math.round(r.weight * 10) / 10, decidedAt: decidedAt?.toISOString() ?? null });

/** Pairs by state, the heaviest first; decided ones by the newest decision. `personal`: whether hosts are shown. */
export async function readPairs(tx: Tx, q: PairQuery, personal: boolean): Promise<PairPage> {
  const { rows: [n] } = await tx.raw(`select count(*) filter (where state = 'open')::integer as open, count(*) filter (where state = 'later')::integer as later, count(*) filter (where state = 'decided')::integer as decided, max(found_at) as at,
    (select count(*)::integer from dwelling where commune_id = current_commune()) as dwellings from listing_pair where commune_id = current_commune()`) as Rows<{ open: number; later: number; decided: number; dwellings: number; at: Date | null }>;
  const only = `${q.class === undefined ? '' : ` and ${q.state === 'decided' ? 'p.verdict' : 'p.class'} = :class`}${q.listing === undefined ? '' : ' and (p.low_id = :listing or p.high_id = :listing)'}`;
  const bind = { state: q.state, class: q.class ?? null, listing: q.listing ?? null, personal, size: q.size, skip: (q.page - 1) * q.size };
  const { rows: [total] } = await tx.raw(`select count(*)::integer as n from listing_pair p where p.commune_id = current_commune() and p.state = :state${only}`, bind) as Rows<{ n: number }>;
  const { rows } = await tx.raw(`select ${ROW} ${PAIR} left join person w on w.id = p.decided_by where p.commune_id = current_commune() and p.state = :state${only} order by ${q.state === 'decided' ? 'p.decided_at desc' : 'p.weight desc'}, p.id limit :size offset :skip`, bind) as Rows<Raw>;
  return { total: total?.n ?? 0, page: q.page, size: q.size, open: n?.open ?? 0, later: n?.later ?? 0, decided: n?.decided ?? 0, dwellings: n?.dwellings ?? 0, searchedAt: n?.at?.toISOString() ?? null, rows: rows.map(toRow) };
}
export async function readPairsOf(tx: Tx, ids: readonly string[], personal: boolean): Promise<PairRow[]> {
  const { rows } = await tx.raw(`select ${ROW} ${PAIR} left join person w on w.id = p.decided_by where p.commune_id = current_commune() and p.id = any(cast(:ids as bigint[])) order by p.id`, { ids: `{${ids.join(',')}}`, personal }) as Rows<Raw>;
  return rows.map(toRow);
}
/** The pairs of one listing that are not said different, the heaviest first. */
export async function readPairsOfListing(tx: Tx, listing: string, personal: boolean): Promise<PairRow[]> {
  const { rows } = await tx.raw(`select ${ROW} ${PAIR} left join person w on w.id = p.decided_by where p.commune_id = current_commune() and (p.low_id = :listing or p.high_id = :listing) and p.verdict is distinct from 'different' order by p.weight desc, p.id limit 12`, { listing, personal }) as Rows<Raw>;
  return rows.map(toRow);
}

type RawDwelling = Omit<Dwelling, 'nights' | 'nightsAt'> & { nightsAt: Date | null };
const DWELLING = `d.id, d.version, (select jsonb_agg(${SIDE('l')} order by l.id) from dwelling_listing m join listing l on l.commune_id = m.commune_id and l.id = m.listing_id where m.commune_id = d.commune_id and m.dwelling_id = d.id) as listings,
  d.nights_rule as "nightsRule", d.nights_listing::text as "nightsListing", ${BY('w', 'd.nights_by')} as "nightsBy", d.nights_at as "nightsAt", d.nights_note as "nightsNote" from dwelling d left join person w on w.id = d.nights_by`;
const toDwelling = ({ nightsAt, ...d }: RawDwelling): Dwelling => {
  const listings: PairSide[] = d.listings ?? [];
  return { ...d, listings, nightsAt: nightsAt?.toISOString() ?? null, nights: dwellingNights(d.nightsRule, listings.map((l) => ({ id: l.id, nights: l.estimatedNights })), d.nightsListing) };
};
export async function readDwellings(tx: Tx, { page, size }: { page: number; size: number }, personal: boolean): Promise<{ total: number; rows: Dwelling[] }> {
  const { rows: [n] } = await tx.raw('select count(*)::integer as total from dwelling where commune_id = current_commune()') as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${DWELLING} where d.commune_id = current_commune() order by d.id desc limit :size offset :skip`, { personal, size, skip: (page - 1) * size }) as Rows<RawDwelling>;
  return { total: n?.total ?? 0, rows: rows.map(toDwelling) };
}
/** One dwelling. Throws not_found. */
export async function readDwelling(tx: Tx, id: string, personal: boolean): Promise<Dwelling> {
  const { rows: [row] } = await tx.raw(`select ${DWELLING} where d.commune_id = current_commune() and d.id = :id`, { id, personal }) as Rows<RawDwelling>;
  if (row === undefined) throw new AppError('not_found', `no dwelling ${id}`);
  return toDwelling(row);
}
/** The dwelling a listing is of, if decisions made one. */
export async function dwellingOf(tx: Tx, listing: string, personal: boolean): Promise<Dwelling | null> {
  const { rows: [row] } = await tx.raw('select dwelling_id as id from dwelling_listing where commune_id = current_commune() and listing_id = ?', [listing]) as Rows<{ id: string }>;
  return row === undefined ? null : readDwelling(tx, row.id, personal);
}
