-- As it was: 202611260420_papers_as_of_faster.
create or replace function asset_as_of(until timestamptz) returns setof asset language sql stable as $$
  with later as materialized (
    select c.asset_id, c.id, c.op, c.before from asset_action x join asset_change c on c.commune_id = x.commune_id and c.action_id = x.id
    where x.commune_id = current_commune() and x.at >= until),
  born as materialized (select distinct on (l.asset_id) l.asset_id, l.op from later l order by l.asset_id, l.id),
  patch as (
    select k.asset_id, jsonb_object_agg(k.key, k.value) as value from (
      select distinct on (l.asset_id, e.key) l.asset_id, e.key, e.value from later l join born b on b.asset_id = l.asset_id cross join lateral jsonb_each(l.before) e
      where b.op <> 'insert' and l.before is not null order by l.asset_id, e.key, l.id) k group by k.asset_id),
  whole as (
    select p.asset_id, a as now, case when a.id is null or p.value ?| array['level','land_area_m2','footprint_m2','useful_area_m2','built_area_m2'] then
        p.value || jsonb_build_object('register_area_m2', case v.level when 'building' then coalesce(v.footprint, v.land) when 'unit' then coalesce(v.useful, v.built, v.land) when 'room' then coalesce(v.useful, v.built, v.land) else v.land end)
      else p.value end || jsonb_build_object('id', p.asset_id, 'commune_id', current_commune()) as value
    from patch p left join asset a on a.commune_id = current_commune() and a.id = p.asset_id
    cross join lateral (select case when p.value ? 'level' then p.value ->> 'level' else a.level end as level, case when p.value ? 'land_area_m2' then (p.value ->> 'land_area_m2')::numeric else a.land_area_m2 end as land,
      case when p.value ? 'footprint_m2' then (p.value ->> 'footprint_m2')::numeric else a.footprint_m2 end as footprint, case when p.value ? 'useful_area_m2' then (p.value ->> 'useful_area_m2')::numeric else a.useful_area_m2 end as useful,
      case when p.value ? 'built_area_m2' then (p.value ->> 'built_area_m2')::numeric else a.built_area_m2 end as built) v)
  select a.* from asset a where a.commune_id = current_commune() and a.created_at < until and not exists (select from born b where b.asset_id = a.id)
  union all
  select r.* from whole w cross join lateral jsonb_populate_record(w.now, w.value) r $$;

drop index ledger_allocation_due;
create index ledger_allocation_due on ledger_allocation (commune_id, due_id);
