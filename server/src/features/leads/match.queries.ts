import { decibans, percentOf, tenth, within } from '@sommier/domain/shared';
import type { GroundCandidate, ListingLinks } from '@sommier/domain/leads';
import type { Tx } from '../../platform/db/index.ts';
import { BY } from '../history/index.ts';

type Rows<T> = { rows: T[] };
interface Raw { kind: 'parcel' | 'asset'; id: string; label: string; detail: string | null; share: number; distance: number; lon: number; lat: number; registered: boolean; lead: number | null; verdict: 'confirmed' | 'rejected' | null }
/** A registration's own place inside a piece of ground says nearly all there is to say. */
const REGISTERED = 25, REJECTED = -40, MOST = 12;

/**
 * The parcels and municipal properties a listing's disc meets, weighed: the part of the disc each covers, whether the registration's place lies in it, what the cross with the register
 * found. Ground a person confirmed or rejected says so. A search proposes; it never makes an address.
 */
export async function readGroundOf(tx: Tx, listing: string): Promise<GroundCandidate[]> {
  const { rows: [disc] } = await tx.raw(`select st_asewkt(g.around) as wkt, st_asewkt(st_envelope(g.around)) as box, st_area(g.around) as area, st_asewkt(l.g3857) as centre from listing l
    cross join lateral (select st_buffer(l.g3857, coalesce(a.published_m, l.uncertainty_m) / cos(radians(st_y(l.geom))), 16) as around from (select 1) one left join listing_address a on a.commune_id = l.commune_id and a.listing_id = l.id) g
    where l.commune_id = current_commune() and l.id = ? and l.geom is not null`, [listing]) as Rows<{ wkt: string; box: string; area: number; centre: string }>;
  if (disc === undefined) return [];
  const met = (kind: string, table: string, label: string, detail: string, more: string): string => `select '${kind}' as kind, s.id, ${label} as label, ${detail} as detail, ${kind === 'asset' ? `case when st_dimension(s.g3857) = 2 then st_area(st_intersection(st_makevalid(s.g3857), cast(:wkt as geometry))) / :area else least(1, coalesce(s.register_area_m2, 60) / (:area * cos(radians(st_y(st_centroid(s.geom)))) ^ 2)) end` : `st_area(st_intersection(st_makevalid(s.g3857), cast(:wkt as geometry))) / :area`} as share,
      st_distance(s.g3857, cast(:centre as geometry)) * cos(radians(st_y(st_centroid(s.geom)))) as distance, st_x(st_pointonsurface(s.geom)) as lon, st_y(st_pointonsurface(s.geom)) as lat,
      exists (select from registration_check c join registration r on r.commune_id = c.commune_id and r.id = c.registration_id where c.commune_id = s.commune_id and c.listing_id = :listing and r.geom is not null and st_intersects(s.geom, r.geom)) as registered,
      ${kind === 'asset' ? `(select d.weight from lead d where d.commune_id = s.commune_id and d.listing_id = :listing and d.asset_id = s.id)` : 'null::real'} as lead
    from ${table} s where s.commune_id = current_commune() and s.g3857 && cast(:box as geometry) and st_intersects(s.g3857, cast(:wkt as geometry))${more}`;
  const { rows } = await tx.raw(`with met as materialized ((${met('parcel', 'parcel', `coalesce(s.reference, s.source_key)`, `s.title_state`, '')} order by share desc limit 40)
      union all (${met('asset', 'asset', 's.code', 's.name', ` and coalesce(s.nature, '') not in ('road', 'cemetery') and coalesce(s.level, 'site') <> 'room'`)} order by lead desc nulls last, share desc limit 40))
    select m.*, g.verdict from met m left join listing_ground g on g.commune_id = current_commune() and g.listing_id = :listing and g.kind = m.kind and g.target_id = m.id`, { ...disc, listing }) as Rows<Raw>;
  return rows.map((r): GroundCandidate => {
    const share = within(1e-4, r.share, 0.999);
    const reasons: GroundCandidate['reasons'] = [
      ...(r.lead === null ? [{ reason: 'share' as const, weight: tenth(decibans(share / (1 - share))), detail: null }] : [{ reason: 'lead' as const, weight: tenth(r.lead), detail: null }]),
      ...(r.registered ? [{ reason: 'registration' as const, weight: REGISTERED, detail: null }] : []), ...(r.verdict === 'rejected' ? [{ reason: 'rejected' as const, weight: REJECTED, detail: null }] : []),
    ];
    const weight = tenth(reasons.reduce((n, x) => n + x.weight, 0));
    return { kind: r.kind, id: r.id, label: r.label, detail: r.detail, share: r.share, distanceM: r.distance, lon: r.lon, lat: r.lat, verdict: r.verdict, weight, score: percentOf(weight), reasons };
  }).sort((a, b) => Number(b.verdict === 'confirmed') - Number(a.verdict === 'confirmed') || b.weight - a.weight).slice(0, MOST);
}

/** The exact address a person confirmed, or null. */
export async function readAddress(tx: Tx, listing: string): Promise<ListingLinks['address']> {
  const { rows: [row] } = await tx.raw(`select a.source, a.evidence, a.address, st_x(a.geom) as lon, st_y(a.geom) as lat, a.published_m as "publishedM", ${BY('p', 'a.decided_by')} as "decidedBy", a.decided_at as at from listing_address a left join person p on p.id = a.decided_by
    where a.commune_id = current_commune() and a.listing_id = ?`, [listing]) as Rows<Omit<NonNullable<ListingLinks['address']>, 'decidedAt'> & { at: Date }>;
  if (row === undefined) return null;
  const { at, ...rest } = row;
  return { ...rest, decidedAt: at.toISOString() };
}
