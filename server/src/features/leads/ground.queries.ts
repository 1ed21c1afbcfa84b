import type { LeadAsset } from '@sommier/domain/leads';
import { LEAD_MODEL } from '@sommier/domain/leads';
import type { ZoneGround } from '@sommier/domain/zones';
import type { Tx } from '../../platform/db/index.ts';
import { today } from '../occupations/index.ts';

type Rows<T> = { rows: T[] };
/** A property where somebody could lodge: its finest known part, with where it lies. `polygons` null: known by a point alone. */
export interface Candidate { id: string; /** Its uppermost part. */ site: string; occupationId: string | null; asset: LeadAsset; areaM2: number; lon: number; lat: number; polygons: ZoneGround['polygons'] | null }
interface Raw {
  id: string; site: string; address: string | null; level: string | null; nature: string | null; use: string | null; areaM2: number | null; words: string; district: string | null; state: LeadAsset['state']; occupationId: string | null; type: string | null; activityKind: string | null;
  holders: { kind: 'natural' | 'legal'; name: string; nameAr: string | null }[] | null; lon: number; lat: number; polygons: ZoneGround['polygons'] | null; drawnM2: number | null;
}

/**
 * Municipal properties by their finest part (a building that has premises is looked at through them), a slice at a time. What is unknown of premises is read from what they stand in:
 * place, address, occupation. Ways, cemeteries and what the commune no longer has are left out.
 */
export async function readCandidates(tx: Tx, after: string, size: number): Promise<Candidate[]> {
  const { rows } = await tx.raw(`with here as materialized (
      select a.* from asset a where a.commune_id = current_commune() and a.id > cast(:after as bigint) and coalesce(a.level, 'site') <> 'room' and coalesce(a.nature, '') not in ('road', 'cemetery') and coalesce(a.status, 'active') not in ('disposed', 'demolished', 'deactivated', 'project')
        and not exists (select from asset c where c.commune_id = a.commune_id and c.parent_id = a.id and c.level in ('building', 'unit')) order by a.id limit :size),
    held as materialized (select h.id, s.state, s.occupation_id from here h cross join lateral (
        select s.state, s.occupation_id from (select h.id as at, 0 as up union all select p.id, 1 from asset p where p.commune_id = h.commune_id and p.id = h.parent_id union all select g.id, 2 from asset p join asset g on g.commune_id = p.commune_id and g.id = p.parent_id where p.commune_id = h.commune_id and p.id = h.parent_id) t
          join occupancy_span s on s.commune_id = h.commune_id and s.asset_id = t.at and s.from_on <= cast(:day as date) and (s.to_on is null or s.to_on > cast(:day as date)) order by t.up, s.from_on desc limit 1) s)
    select h.id, h.level, h.nature, h.use_label as use, h.register_area_m2::float8 as "areaM2", coalesce(h.district, p.district) as district, coalesce(g.id, p.id, h.id) as site,
      coalesce(h.address, p.address, g.address) as address, concat_ws(' ', h.name, h.name_ar, p.name, p.name_ar, g.name, g.name_ar) as words,
      o.state, o.occupation_id as "occupationId", r.type, r.activity_kind as "activityKind",
      (select jsonb_agg(distinct jsonb_build_object('kind', y.kind, 'name', y.name, 'nameAr', y.name_ar)) from occupation_party op join party y on y.commune_id = op.commune_id and y.id = op.party_id
        where op.commune_id = h.commune_id and op.occupation_id = o.occupation_id and op.role in ('tenant', 'beneficiary', 'concessionaire', 'occupant', 'subtenant')) as holders,
      st_x(st_centroid(e.shape)) as lon, st_y(st_centroid(e.shape)) as lat, case when e.own and st_dimension(e.shape) = 2 then st_asgeojson(st_multi(st_collectionextract(st_makevalid(e.shape), 3)), 9)::json -> 'coordinates' end as polygons, case when e.own then h.drawn_area_m2 end as "drawnM2"
    from here h left join asset p on p.commune_id = h.commune_id and p.id = h.parent_id left join asset g on g.commune_id = p.commune_id and g.id = p.parent_id
      cross join lateral (select coalesce(h.geom, p.geom, g.geom) as shape, h.geom is not null as own) e
      left join held o on o.id = h.id left join occupation r on r.commune_id = h.commune_id and r.id = o.occupation_id
    where e.shape is not null order by h.id`, { after, size, day: await today(tx) }) as Rows<Raw>;
  return rows.map((r) => ({
    id: r.id, site: r.site, occupationId: r.occupationId, lon: r.lon, lat: r.lat, polygons: r.polygons, areaM2: r.areaM2 ?? r.drawnM2 ?? LEAD_MODEL.unknownAreaM2,
    asset: {
      level: r.level, nature: r.nature, use: r.use, areaM2: r.areaM2 ?? r.drawnM2, address: r.address, words: r.words, district: r.district, state: r.state, holders: r.holders ?? [],
      occupation: r.type === null ? null : { type: r.type as NonNullable<LeadAsset['occupation']>['type'], activityKind: r.activityKind },
    },
  }));
}
/** The last id of the slice after `after`: candidates may be none of it, and reading goes on all the same. */
export async function lastOfSlice(tx: Tx, after: string, size: number): Promise<string | null> {
  const { rows: [row] } = await tx.raw(`select max(id)::text as last from (select a.id from asset a where a.commune_id = current_commune() and a.id > cast(:after as bigint) and coalesce(a.level, 'site') <> 'room' and coalesce(a.nature, '') not in ('road', 'cemetery')
      and coalesce(a.status, 'active') not in ('disposed', 'demolished', 'deactivated', 'project') and not exists (select from asset c where c.commune_id = a.commune_id and c.parent_id = a.id and c.level in ('building', 'unit')) order by a.id limit :size) s`, { after, size }) as Rows<{ last: string | null }>;
  return row?.last ?? null;
}

export interface LeadListingRow { id: string; title: string | null; hostName: string | null; roomType: string | null; accommodates: number | null; bedrooms: number | null; neighbourhood: string | null; number: string | null; lon: number; lat: number; r: number }
const LISTING = `l.id, l.name as title, l.host_name as "hostName", l.room_type as "roomType", l.accommodates, l.bedrooms, l.neighbourhood, l.license as number, st_x(l.geom) as lon, st_y(l.geom) as lat, l.uncertainty_m as r from listing l`;
/** Present listings with a place, a slice at a time. */
export async function readListings(tx: Tx, after: string, size: number): Promise<LeadListingRow[]> {
  const { rows } = await tx.raw(`select ${LISTING} where l.commune_id = current_commune() and l.id > cast(:after as bigint) and not l.gone and l.geom is not null order by l.id limit :size`, { after, size }) as Rows<LeadListingRow>;
  return rows;
}
