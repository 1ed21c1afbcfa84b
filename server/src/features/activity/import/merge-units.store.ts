import type { Tx } from '../../../platform/db/index.ts';

const TOLD = ['name', 'platform', 'external_id', 'url', 'address', 'post_code', 'city', 'registration', 'land_registration', 'lodging_class', 'unit_kind', 'capacity', 'rooms'] as const;

/**
 * Brings the units that a stage names in, by their keys: what a file does not tell stays as it was. A place told by a file is exact or as wide as it says; else the
 * commune's own file of addresses gives it where one address alone is written the same; else the listing's disc. Needs `act_party`; answers the new ones' count.
 */
export async function mergeUnits(tx: Tx, stage: string, batch: string): Promise<{ made: number }> {
  await tx.raw(`create temporary table act_unit on commit drop as
    select distinct on (s.unit->>'unit_key') r.*, h.party_id as host, cast(s.unit->>'lon' as float8) as lon, cast(s.unit->>'lat' as float8) as lat, cast(null as bigint) as old_id
    from ${stage} s cross join lateral jsonb_populate_record(null::activity_unit, s.unit - 'lon' - 'lat') r left join act_party h on h.c = s.host where s.unit is not null order by s.unit->>'unit_key', s.row desc`);
  await tx.raw('update act_unit a set old_id = u.id from activity_unit u where u.commune_id = current_commune() and u.unit_key = a.unit_key');
  const place = 'case when a.lon is null then u.geom else st_setsrid(st_makepoint(a.lon, a.lat), 4326) end';
  const news = [...TOLD.map((c) => `coalesce(a.${c}, u.${c})`), 'coalesce(a.host, u.host_id)', place];
  const olds = [...TOLD.map((c) => `u.${c}`), 'u.host_id', 'u.geom'];
  const differs = `u.commune_id = current_commune() and u.id = a.old_id and (${news.join(', ')}) is distinct from (${olds.join(', ')})`;
  await tx.raw(`insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'activity_unit', u.id, (to_jsonb(u) - 'geom') || jsonb_build_object('geom', u.geom::text) from act_unit a join activity_unit u on ${differs}`, { batch });
  await tx.raw(`update activity_unit u set ${TOLD.map((c) => `${c} = coalesce(a.${c}, u.${c})`).join(', ')}, host_id = coalesce(a.host, u.host_id), geom = ${place}, batch_id = :batch,
      uncertainty_m = case when a.lon is null then u.uncertainty_m else coalesce(a.uncertainty_m, 0) end, place_from = case when a.lon is null then u.place_from else a.place_from end,
      search = fold_text(concat_ws(' ', coalesce(a.name, u.name), coalesce(a.address, u.address), coalesce(a.registration, u.registration)))
    from act_unit a where ${differs}`, { batch });
  const { rows: [made] } = await tx.raw(`with new as (insert into activity_unit (commune_id, unit_key, ${TOLD.join(', ')}, host_id, geom, uncertainty_m, place_from, batch_id, search)
      select current_commune(), a.unit_key, ${TOLD.map((c) => `a.${c}`).join(', ')}, a.host, st_setsrid(st_makepoint(a.lon, a.lat), 4326), case when a.lon is null then null else coalesce(a.uncertainty_m, 0) end,
        case when a.lon is null then null else a.place_from end, :batch, fold_text(concat_ws(' ', a.name, a.address, a.registration)) from act_unit a where a.old_id is null returning id),
    kept as (insert into import_before (commune_id, batch_id, entity, entity_id, before) select current_commune(), :batch, 'activity_unit', id, null from new)
    select count(*)::integer as n from new`, { batch }) as { rows: { n: number }[] };
  await linkUnits(tx, 'u.batch_id = cast(:batch as bigint)', { batch });
  return { made: made?.n ?? 0 };
}

/** Ties units to the listing they are, and places those without a point. `which` is a condition over `activity_unit u`. */
export async function linkUnits(tx: Tx, which: string, bind: Record<string, string>): Promise<void> {
  const unit = `u.commune_id = current_commune() and ${which}`;
  await tx.raw(`update activity_unit u set listing_id = l.id from listing l where ${unit} and u.listing_id is null and l.commune_id = u.commune_id
    and l.platform = u.platform and l.external_id = coalesce(u.external_id, substring(u.url from '/rooms/(\\d+)'))`, bind);
  await tx.raw(`update activity_unit u set listing_id = l.id from (select upper(regexp_replace(license, '[\\s.\\-/()+]', '', 'g')) as number, min(id) as id from listing
      where commune_id = current_commune() and license is not null group by 1 having count(*) = 1) l
    where ${unit} and u.listing_id is null and u.registration is not null and l.number = upper(regexp_replace(u.registration, '[\\s.\\-/()+]', '', 'g'))`, bind);
  await tx.raw(`update activity_unit u set geom = a.geom, uncertainty_m = 0, place_from = 'address' from (select search, (array_agg(geom))[1] as geom from address_point where commune_id = current_commune() group by 1 having count(*) = 1) a
    where ${unit} and u.geom is null and u.address is not null and a.search in (fold_text(u.address), fold_text(concat_ws(' ', u.address, u.post_code, u.city)))`, bind);
  await tx.raw(`update activity_unit u set geom = l.geom, uncertainty_m = case when l.placed then 0 else l.uncertainty_m end, place_from = 'listing' from listing l
    where ${unit} and u.geom is null and l.commune_id = u.commune_id and l.id = u.listing_id and l.geom is not null`, bind);
}
