import { nightsRange } from '@sommier/domain/listings';
import type { Lead, LeadFile, LeadPage, LeadQuery, LeadSheet } from '@sommier/domain/leads';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { BY } from '../history/index.ts';
import { today } from '../occupations/index.ts';

type Rows<T> = { rows: T[] };
export const ASSET_SHOWN = `jsonb_build_object('id', a.id::text, 'code', a.code, 'name', a.name, 'nameAr', a.name_ar, 'level', a.level, 'useLabel', a.use_label, 'address', a.address, 'domainClass', a.domain_class, 'areaM2', a.register_area_m2::float8,
  'state', (select s.state from occupancy_span s where s.commune_id = a.commune_id and s.asset_id = a.id and s.from_on <= cast(:day as date) and (s.to_on is null or s.to_on > cast(:day as date)) limit 1), 'siteName', u.name, 'siteNameAr', u.name_ar, 'lon', u.lon, 'lat', u.lat)`;
/** What `asset a` stands in, uppermost, and the nearest place known of it. */
export const ABOVE = `left join lateral (select coalesce(g.name, p.name) as name, coalesce(g.name_ar, p.name_ar) as name_ar, st_x(st_centroid(coalesce(a.geom, p.geom, g.geom))) as lon, st_y(st_centroid(coalesce(a.geom, p.geom, g.geom))) as lat
  from (select 1) one left join asset p on p.commune_id = a.commune_id and p.id = a.parent_id left join asset g on g.commune_id = p.commune_id and g.id = p.parent_id) u on true`;
const LISTING_SHOWN = `jsonb_build_object('id', l.id::text, 'platform', l.platform, 'externalId', l.external_id, 'title', l.name, 'hostName', case when cast(:personal as boolean) then l.host_name end, 'roomType', l.room_type, 'accommodates', l.accommodates, 'bedrooms', l.bedrooms,
  'priceMinor', l.price_minor::text, 'minimumNights', l.minimum_nights, 'reviewsOfYear', l.reviews_ltm, 'estimatedNights', l.estimated_nights, 'license', l.license, 'neighbourhood', l.neighbourhood, 'gone', l.gone, 'lon', st_x(l.geom), 'lat', st_y(l.geom), 'uncertaintyM', l.uncertainty_m)`;
const WHY = `case when cast(:personal as boolean) then d.reasons else (select jsonb_agg(case when r ->> 'reason' = 'name' then r || '{"register":null,"listing":null}' else r end order by n) from jsonb_array_elements(d.reasons) with ordinality e(r, n)) end`;
const ROW = `d.id, d.kind, d.score, d.weight, d.share, d.rivals, d.model, d.state, ${WHY} as reasons, ${ASSET_SHOWN} as asset, ${LISTING_SHOWN} as listing, case when o.id is not null then jsonb_build_object('id', o.id::text, 'reference', o.reference, 'type', o.type) end as occupation,
  d.found_at as "foundAt", ${BY('w', 'd.decided_by')} as "decidedBy", d.decided_at as "decidedAt", d.note`;
const FROM = `from lead d join asset a on a.commune_id = d.commune_id and a.id = d.asset_id ${ABOVE} join listing l on l.commune_id = d.commune_id and l.id = d.listing_id left join occupation o on o.commune_id = d.commune_id and o.id = d.occupation_id left join person w on w.id = d.decided_by`;
type Raw = Omit<Lead, 'foundAt' | 'decidedAt' | 'listing'> & { foundAt: Date; decidedAt: Date | null; listing: Omit<Lead['listing'], 'nightsLow' | 'nightsHigh'> };
const toLead = ({ foundAt, decidedAt, listing, ...r }: Raw): Lead => {
  const { low, high } = nightsRange(listing.reviewsOfYear, listing.minimumNights);
  return { ...r, weight: Math.round(r.weight * 10) / 10, listing: { ...listing, nightsLow: low, nightsHigh: high }, foundAt: foundAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null };
};

async function select(tx: Tx, where: string, order: string, bind: Record<string, string | number | boolean | null>, personal: boolean): Promise<Lead[]> {
  const { rows } = await tx.raw(`select ${ROW} ${FROM} where d.commune_id = current_commune() and ${where} order by ${order}`, { ...bind, personal, day: await today(tx) }) as Rows<Raw>;
  return rows.map(toLead);
}

/** Leads of one state, the likeliest first; decided ones by the newest decision. `personal`: whether names are shown. */
export async function readLeads(tx: Tx, q: LeadQuery, personal: boolean): Promise<LeadPage> {
  const { rows: [n] } = await tx.raw(`select count(*) filter (where state = 'open')::integer as open, count(*) filter (where state = 'later')::integer as later, count(*) filter (where state = 'confirmed')::integer as confirmed,
    count(*) filter (where state = 'rejected')::integer as rejected, max(seen_at) as at from lead where commune_id = current_commune()`) as Rows<{ open: number; later: number; confirmed: number; rejected: number; at: Date | null }>;
  const where = `d.state = :state${q.kind === undefined ? '' : ' and d.kind = :kind'}${q.asset === undefined ? '' : ' and d.asset_id = :asset'}${q.listing === undefined ? '' : ' and d.listing_id = :listing'}`;
  const bind = { state: q.state, kind: q.kind ?? null, asset: q.asset ?? null, listing: q.listing ?? null };
  const { rows: [total] } = await tx.raw(`select count(*)::integer as n from lead d where d.commune_id = current_commune() and ${where}`, bind) as Rows<{ n: number }>;
  const rows = await select(tx, where, `${q.state === 'open' || q.state === 'later' ? 'd.weight desc' : 'd.decided_at desc'}, d.id limit :size offset :skip`, { ...bind, size: q.size, skip: (q.page - 1) * q.size }, personal);
  return { total: total?.n ?? 0, page: q.page, size: q.size, open: n?.open ?? 0, later: n?.later ?? 0, confirmed: n?.confirmed ?? 0, rejected: n?.rejected ?? 0, searchedAt: n?.at?.toISOString() ?? null, rows };
}
/** The leads of one listing that nobody rejected, the likeliest first. */
export const readLeadsOfListing = (tx: Tx, listing: string, personal: boolean): Promise<Lead[]> => select(tx, `d.listing_id = :listing and d.state <> 'rejected'`, 'd.weight desc, d.id limit 10', { listing }, personal);
/** The leads on a property and its parts, rejected ones last. */
export const readLeadsOfAsset = (tx: Tx, asset: string, personal: boolean): Promise<Lead[]> => select(tx, `(d.asset_id = :asset or d.site_id = :asset or exists (select from asset p where p.commune_id = d.commune_id and p.id = d.asset_id and p.parent_id = :asset))`, `d.state = 'rejected', d.weight desc, d.id limit 20`, { asset }, personal);

export async function readLead(tx: Tx, id: string, personal: boolean): Promise<Lead> {
  const [row] = await select(tx, 'd.id = :id', 'd.id', { id }, personal);
  if (row === undefined) throw new AppError('not_found', `no lead ${id}`);
  return row;
}

const FILE = `f.id, f.side, f.state, f.occupation_id::text as "occupationId", ${BY('b', 'f.opened_by')} as "openedBy", f.opened_at as "openedAt", f.outcome, f.note, ${BY('c', 'f.closed_by')} as "closedBy", f.closed_at as "closedAt", f.lead_id as lead
  from lead_file f left join person b on b.id = f.opened_by left join person c on c.id = f.closed_by`;
type RawFile = Omit<LeadFile, 'openedAt' | 'closedAt' | 'lead'> & { openedAt: Date; closedAt: Date | null; lead: string };
const toFile = ({ openedAt, closedAt, ...f }: RawFile) => ({ ...f, openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null });
export async function readFiles(tx: Tx, q: { side?: string | undefined; state: string; page: number; size: number }, personal: boolean): Promise<{ total: number; rows: LeadFile[] }> {
  const where = `f.commune_id = current_commune() and f.state = :state${q.side === undefined ? '' : ' and f.side = :side'}`;
  const bind = { state: q.state, side: q.side ?? null, size: q.size, skip: (q.page - 1) * q.size };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from lead_file f where ${where}`, bind) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${FILE} where ${where} order by f.id desc limit :size offset :skip`, bind) as Rows<RawFile>;
  const leads = new Map((await select(tx, 'd.id = any(cast(:ids as bigint[]))', 'd.id', { ids: `{${rows.map((r) => r.lead).join(',')}}` }, personal)).map((l) => [l.id, l]));
  return { total: n?.total ?? 0, rows: rows.flatMap((r) => { const lead = leads.get(r.lead); return lead === undefined ? [] : [{ ...toFile(r), lead }]; }) };
}
/** One file. Throws not_found. */
export async function readFile(tx: Tx, id: string, personal: boolean): Promise<LeadFile> {
  const { rows: [row] } = await tx.raw(`select ${FILE} where f.commune_id = current_commune() and f.id = ?`, [id]) as Rows<RawFile>;
  if (row === undefined) throw new AppError('not_found', `no file ${id}`);
  return { ...toFile(row), lead: await readLead(tx, row.lead, personal) };
}

/** How far beyond the disc the ground is drawn, as a part of its radius; and how many shapes at most. */
const ROOM = 1.25, MOST = 400;
/** A lead with the other properties of its listing's disc, its files and the ground to draw. */
export async function readLeadSheet(tx: Tx, id: string, personal: boolean): Promise<LeadSheet> {
  const lead = await readLead(tx, id, personal);
  const { rows: files } = await tx.raw(`select ${FILE} where f.commune_id = current_commune() and f.lead_id = ? order by f.side`, [id]) as Rows<RawFile>;
  const others = (await select(tx, 'd.listing_id = :listing and d.id <> :id', 'd.weight desc, d.id', { listing: lead.listing.id, id }, personal)).map((o) => ({ id: o.id, score: o.score, state: o.state, asset: o.asset }));
  const { rows: [box] } = await tx.raw(`select st_asewkt(st_expand(l.g3857, l.uncertainty_m * ${ROOM} / cos(radians(st_y(l.geom))))) as wkt from listing l where l.commune_id = current_commune() and l.id = ?`, [lead.listing.id]) as Rows<{ wkt: string | null }>;
  const shape = `st_asgeojson(st_simplifypreservetopology(s.geom, 0.000003), 6)::json as geometry`;
  const near = async <T>(columns: string, from: string): Promise<T[]> => box?.wkt == null ? [] : ((await tx.raw(`select ${columns} from ${from} s where s.commune_id = current_commune() and s.g3857 && cast(:wkt as geometry) limit ${String(MOST)}`, { wkt: box.wkt }) as Rows<T>).rows);
  const { rows: [seen] } = await tx.raw(`with me as (select * from listing where commune_id = current_commune() and id = ?), runs as (select seen_from, coalesce(seen_to, 2147483647) as seen_to from me union all select p.seen_from, p.seen_to from listing_past p join me on me.commune_id = p.commune_id and me.id = p.listing_id)
    select count(*)::integer as all, count(*) filter (where exists (select from runs r where c.moment between r.seen_from and r.seen_to))::integer as seen, min(c.captured_on) filter (where exists (select from runs r where c.moment between r.seen_from and r.seen_to)) as first
    from capture c join me on me.commune_id = c.commune_id and me.platform = c.platform`, [lead.listing.id]) as Rows<{ all: number; seen: number; first: string | null }>;
  return {
    ...lead, others, files: files.map((f) => { const { lead: _lead, ...rest } = toFile(f); return rest; }), captures: { all: seen?.all ?? 0, seen: seen?.seen ?? 0, first: seen?.first ?? lead.foundAt.slice(0, 10) },
    ground: { assets: await near(`s.id::text as id, s.code, ${shape}`, `(select * from asset where coalesce(nature, '') not in ('road', 'cemetery') and coalesce(level, 'site') <> 'room')`), parcels: (await near<{ geometry: LeadSheet['ground']['parcels'][number] }>(shape, 'parcel')).map((p) => p.geometry) },
  };
}
