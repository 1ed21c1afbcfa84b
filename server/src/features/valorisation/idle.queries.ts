import { marketUseSql } from '@sommier/domain/comparables';
import { EVEN, type IdleFacts, type IdleKind, type ValorisationSetting } from '@sommier/domain/valorisation';
import type { Tx } from '../../platform/db/index.ts';
import { ENOUGH_DEALS, marketRents } from '../comparables/index.ts';
import { STANDS } from '../occupations/index.ts';

type Rows<T> = { rows: T[] };
export interface Idle extends IdleFacts { id: string; code: string; name: string; nameAr: string | null; kinds: IdleKind[]; offered: boolean }

export async function readSetting(tx: Tx): Promise<ValorisationSetting> {
  const { rows: [row] } = await tx.raw('select v.weights, v.places from valorisation_setting v where v.commune_id = current_commune()') as Rows<ValorisationSetting>;
  return row ?? { weights: EVEN, places: {} };
}
export const writeSetting = async (tx: Tx, s: ValorisationSetting): Promise<void> => { await tx.raw(`insert into valorisation_setting (commune_id, weights, places) values (current_commune(), cast(:weights as jsonb), cast(:places as jsonb))
  on conflict (commune_id) do update set weights = excluded.weights, places = excluded.places, updated_at = now()`, { weights: JSON.stringify(s.weights), places: JSON.stringify(s.places) }); };
export const readDistricts = async (tx: Tx): Promise<string[]> => (await tx.raw(`select distinct a.district from asset a where a.commune_id = current_commune() and a.district is not null order by a.district limit 200`) as Rows<{ district: string }>).rows.map((r) => r.district);

/**
 * Property that lies idle on the day: declared vacant, or lettable and in nobody's hands, nor any part of it (vacant); dormant or surplus by its status or a declaration;
 * let on less than half of its lettable area (underused). What somebody occupies without title is not idle. Income foregone: the idle square metres at
 * the market rent of that use and district, a year: the commune's own figure, else the middle of what was seen there (three deals at least), else the same for the whole commune, as the
 * revenue gap reckons it; not known where there is none.
 */
export async function readIdle(tx: Tx, day: string): Promise<Idle[]> {
  const { rows } = await tx.raw(`with stands as materialized (select o.id, o.rank, o.type from occupation o where o.commune_id = current_commune() and ${STANDS}),
    hold as materialized (select x.asset_id, bool_or(s.rank in ('principal', 'without_title')) as taken, bool_or(s.rank = 'without_title') as without_title, bool_or(s.type = 'vacant') as vacant, bool_or(s.type = 'dormant') as dormant, bool_or(s.type = 'excedentaire') as surplus,
        sum(coalesce(x.area_m2, 0)) filter (where s.rank = 'principal') as let_m2, bool_and(x.area_m2 is not null) filter (where s.rank = 'principal') as measured
      from stands s join occupation_unit x on x.commune_id = current_commune() and x.occupation_id = s.id group by x.asset_id),
    idle as (select a.id, a.code, a.name, a.name_ar, a.district, a.condition_class, a.title_state, a.domain_class like 'public%' as public_domain, a.charges <> '[]'::jsonb as charged, a.use_code, a.nature, a.level,
        coalesce(a.lettable_area_m2, a.useful_area_m2, a.built_area_m2, a.land_area_m2, a.drawn_area_m2)::float8 as area, coalesce(h.let_m2, 0)::float8 as let_m2,
        coalesce(h.vacant, false) or (a.lettable_area_m2 is not null and not coalesce(h.taken, false) and not exists (select from asset k join hold z on z.asset_id = k.id where k.commune_id = current_commune() and k.parent_id = a.id and z.taken)) as vacant, a.status is not distinct from 'dormant' or coalesce(h.dormant, false) as dormant, a.status is not distinct from 'surplus' or coalesce(h.surplus, false) as surplus,
        coalesce(h.taken and h.measured and a.lettable_area_m2 is not null and h.let_m2 < a.lettable_area_m2 / 2, false) as underused
      from asset a left join hold h on h.asset_id = a.id where a.commune_id = current_commune() and (a.status is null or a.status not in ('disposed', 'demolished', 'deactivated', 'project')) and not coalesce(h.without_title, false))
    select i.id, i.code, i.name, i.name_ar as "nameAr", i.district, i.condition_class as "conditionClass", i.title_state as "titleState", coalesce(i.public_domain, false) as "publicDomain", i.charged,
      case when i.underused then i.area - i.let_m2 else i.area end as "areaM2", array_remove(array[case when i.vacant then 'vacant' end, case when i.dormant then 'dormant' end, case when i.surplus then 'surplus' end, case when i.underused then 'underused' end], null) as kinds,
      round((case when i.underused then i.area - i.let_m2 else i.area end)::numeric * r.rent * 12)::text as "incomeMinor",
      exists (select from call_lot l join project_call c on c.commune_id = l.commune_id and c.id = l.call_id where l.commune_id = current_commune() and l.asset_id = i.id and l.state = 'offered' and c.state in ('draft', 'open', 'closed')) as offered
    from idle i left join lateral (select x.rent from (select m.minor_per_m2_month as rent, case when m.district is null then 2 else 0 end as far, m.from_on from market_rent m where m.commune_id = current_commune() and m.from_on <= cast(:on as date) and (m.district = i.district or m.district is null)
        and m.use_kind = case when i.use_code = 'housing' then 'dwelling' when i.nature = 'land' then 'other' else 'business' end
        union all select s.median::bigint, case when s.zone is null then 3 else 1 end, null from jsonb_to_recordset(cast(:seen as jsonb)) as s(use text, zone text, count integer, median text)
          where s.count >= ${String(ENOUGH_DEALS)} and (s.zone = i.district or s.zone is null) and s.use = ${marketUseSql('i')}) x order by x.far, x.from_on desc limit 1) r on true
    where i.vacant or i.dormant or i.surplus or i.underused order by i.id`, { on: day, seen: JSON.stringify(await marketRents(tx, { day })) }) as Rows<Idle>;
  return rows;
}
