create or replace function asset_as_of(until timestamptz) returns setof asset language sql stable as $$
  with later as materialized (
    select c.asset_id, c.id, c.op, c.before from asset_action x join asset_change c on c.commune_id = x.commune_id and c.action_id = x.id
    where x.commune_id = current_commune() and x.at >= until),
  born as materialized (select distinct on (l.asset_id) l.asset_id, l.op from later l order by l.asset_id, l.id),
  patch as (
    select k.asset_id, jsonb_object_agg(k.key, k.value) as value from (
      select distinct on (l.asset_id, e.key) l.asset_id, e.key, e.value from later l join born b on b.asset_id = l.asset_id cross join lateral jsonb_each(l.before) e
      where b.op <> 'insert' and l.before is not null order by l.asset_id, e.key, l.id) k group by k.asset_id)
  select a.* from asset a where a.commune_id = current_commune() and a.created_at < until and not exists (select from born b where b.asset_id = a.id)
  union all
  select s.* from patch p left join asset a on a.commune_id = current_commune() and a.id = p.asset_id
    cross join lateral jsonb_populate_record(a, p.value || jsonb_build_object('id', p.asset_id, 'commune_id', current_commune())) r
    -- What the table computes from other columns follows them back.
    cross join lateral jsonb_populate_record(r, jsonb_build_object('register_area_m2', case r.level when 'building' then coalesce(r.footprint_m2, r.land_area_m2)
      when 'unit' then coalesce(r.useful_area_m2, r.built_area_m2, r.land_area_m2) when 'room' then coalesce(r.useful_area_m2, r.built_area_m2, r.land_area_m2) else r.land_area_m2 end)) s $$;
