-- The whole of a unit: validated principal rights may not together exceed it on any day (docs/decisions/0020-the-whole-of-a-unit.md).

-- The sum of fractions without a rounding: {numerator, denominator}.
create function add_share(total numeric[], num integer, den integer) returns numeric[] language sql immutable set search_path = pg_catalog as $$
  select array[total[1] * div(m, total[2]) + num * div(m, den), m] from (select lcm(total[2], den::numeric) as m) as common
$$;
create aggregate sum_of_shares(integer, integer) (sfunc = add_share, stype = numeric[], initcond = '{0,1}');

-- Every breach on the given units, the rights named in `extra` being counted as if they were validated.
-- whole: principal rights above 1 on a day. family: a right in a part while the whole above it is let (own service apart).
-- parent_dates, parent_unit, parent_share: a derived right beyond its parent's days, units or share.
create function occupation_breaches(commune integer, touched bigint[], extra bigint[]) returns table (kind text, asset_id bigint, from_on date, num numeric, den numeric, occupations bigint[])
language sql stable set search_path = public, pg_temp as $$
  with recursive up as (
    select a.id as unit, a.id as above, a.parent_id, 0 as depth from asset a where a.commune_id = commune and a.id = any(touched)
    union all select up.unit, p.id, p.parent_id, up.depth + 1 from up join asset p on p.commune_id = commune and p.id = up.parent_id where up.depth < 32
  ), down as (
    select a.id as unit, a.id as below, 0 as depth from asset a where a.commune_id = commune and a.id = any(touched)
    union all select down.unit, c.id, down.depth + 1 from down join asset c on c.commune_id = commune and c.parent_id = down.below where down.depth < 32
  ), family as (
    select above, unit as below from up where depth > 0 union select unit, below from down where depth > 0
  ), near as (
    select unnest(touched) as id union select above from family union select below from family
  ), held as materialized (
    select u.asset_id, o.id, o.type, o.starts_on, o.held_until, u.share_num, u.share_den from near n join occupation_unit u on u.commune_id = commune and u.asset_id = n.id
      join occupation o on o.commune_id = commune and o.id = u.occupation_id
    where o.rank = 'principal' and o.starts_on is not null and o.held_until is distinct from o.starts_on and (o.validated_at is not null or o.id = any(extra))
  ), whole as (
    select s.asset_id, s.starts_on, sum_of_shares(r.share_num, r.share_den) as load, array_agg(r.id order by r.id) as ids
    from (select distinct h.asset_id, h.starts_on from held h where h.asset_id = any(touched)) s
      join held r on r.asset_id = s.asset_id and r.starts_on <= s.starts_on and (r.held_until is null or r.held_until > s.starts_on)
    group by s.asset_id, s.starts_on
  ), let as (
    select h.* from held h where h.type <> 'affectation'
  ), pair as (
    select f.above, f.below, b.starts_on from family f join let b on b.asset_id = f.above where exists (select from let l where l.asset_id = f.below)
    union select f.above, f.below, b.starts_on from family f join let b on b.asset_id = f.below where exists (select from let l where l.asset_id = f.above)
  ), full_above as (
    select p.above, p.below, p.starts_on, sum_of_shares(r.share_num, r.share_den) as load, array_agg(r.id order by r.id) as ids
    from pair p join let r on r.asset_id = p.above and r.starts_on <= p.starts_on and (r.held_until is null or r.held_until > p.starts_on)
    group by p.above, p.below, p.starts_on having (sum_of_shares(r.share_num, r.share_den))[1] >= (sum_of_shares(r.share_num, r.share_den))[2]
  ), derived as materialized (
    select d.id, d.parent_id, d.starts_on, d.held_until, u.asset_id, u.share_num, u.share_den from occupation d join occupation_unit u on u.commune_id = commune and u.occupation_id = d.id
    where d.commune_id = commune and d.rank = 'derived' and d.starts_on is not null and d.held_until is distinct from d.starts_on and (d.validated_at is not null or d.id = any(extra))
      and (d.id in (select t.occupation_id from occupation_unit t where t.commune_id = commune and t.asset_id = any(touched))
        or d.parent_id in (select t.occupation_id from occupation_unit t where t.commune_id = commune and t.asset_id = any(touched)))
  ), lineage as (
    select d.asset_id as unit, d.asset_id as above, a.parent_id, 0 as depth from (select distinct asset_id from derived) d join asset a on a.commune_id = commune and a.id = d.asset_id
    union all select l.unit, p.id, p.parent_id, l.depth + 1 from lineage l join asset p on p.commune_id = commune and p.id = l.parent_id where l.depth < 32
  ), under as (
    select s.parent_id, s.asset_id, s.starts_on, sum_of_shares(r.share_num, r.share_den) as load, array_agg(r.id order by r.id) as ids
    from (select distinct parent_id, asset_id, starts_on from derived) s
      join derived r on r.parent_id = s.parent_id and r.asset_id = s.asset_id and r.starts_on <= s.starts_on and (r.held_until is null or r.held_until > s.starts_on)
    group by s.parent_id, s.asset_id, s.starts_on
  )
  select 'whole', w.asset_id, w.starts_on, w.load[1], w.load[2], w.ids from whole w where w.load[1] > w.load[2]
  union all
  select 'family', f.below, f.starts_on, f.load[1], f.load[2], f.ids || array(select l.id from let l where l.asset_id = f.below and l.starts_on <= f.starts_on and (l.held_until is null or l.held_until > f.starts_on) order by l.id)
  from full_above f where exists (select from let l where l.asset_id = f.below and l.starts_on <= f.starts_on and (l.held_until is null or l.held_until > f.starts_on))
  union all
  select 'parent_dates', d.asset_id, d.starts_on, null, null, array[d.id, d.parent_id] from derived d left join occupation p on p.commune_id = commune and p.id = d.parent_id
  where p.id is null or p.rank <> 'principal' or not (p.validated_at is not null or p.id = any(extra)) or p.starts_on > d.starts_on
    or (p.held_until is not null and (d.held_until is null or d.held_until > p.held_until))
  union all
  select 'parent_unit', d.asset_id, d.starts_on, null, null, array[d.id, d.parent_id] from derived d
  where not exists (select from lineage l join occupation_unit pu on pu.commune_id = commune and pu.occupation_id = d.parent_id and pu.asset_id = l.above where l.unit = d.asset_id)
  union all
  select 'parent_share', u.asset_id, u.starts_on, u.load[1], u.load[2], u.ids || u.parent_id from under u left join occupation_unit pu on pu.commune_id = commune and pu.occupation_id = u.parent_id and pu.asset_id = u.asset_id
  where u.load[1] * coalesce(pu.share_den, 1) > u.load[2] * coalesce(pu.share_num, 1)
$$;

-- Locks the families of the units, then refuses a breach. The lock is a row that changes: whoever comes second reads what the first one wrote.
create function hold_whole(commune integer, touched bigint[]) returns void language plpgsql set search_path = public, pg_temp as $$
declare breach record;
begin
  if touched is null or cardinality(touched) = 0 then return; end if;
  insert into occupation_lock (commune_id, asset_id)
    with recursive up as (
      select a.id, a.parent_id, 0 as depth from asset a where a.commune_id = commune and a.id = any(touched)
      union select p.id, p.parent_id, up.depth + 1 from up join asset p on p.commune_id = commune and p.id = up.parent_id where up.depth < 32
    ) select commune, up.id from up where up.parent_id is null group by up.id order by up.id
    on conflict (commune_id, asset_id) do update set taken = occupation_lock.taken + 1;
  select * into breach from occupation_breaches(commune, touched, '{}') b order by b.asset_id, b.from_on limit 1;
  if found then
    raise exception 'occupation %: unit %, from %', breach.kind, breach.asset_id, breach.from_on using errcode = '23P01', constraint = 'occupation_' || breach.kind, table = 'occupation_unit',
      detail = jsonb_build_object('kind', breach.kind, 'asset', breach.asset_id::text, 'from', breach.from_on, 'occupations', to_jsonb(breach.occupations::text[]))::text;
  end if;
end $$;

create function occupation_changed() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare one record;
begin
  for one in select n.commune_id, array_agg(distinct u.asset_id) as touched from after_rows n join before_rows b on b.commune_id = n.commune_id and b.id = n.id
      join occupation_unit u on u.commune_id = n.commune_id and u.occupation_id = n.id
    where (n.validated_at is not null or b.validated_at is not null) and n.rank in ('principal', 'derived')
      and (n.starts_on, n.held_until, n.rank, n.type, n.parent_id, n.validated_at is null) is distinct from (b.starts_on, b.held_until, b.rank, b.type, b.parent_id, b.validated_at is null)
    group by n.commune_id order by n.commune_id loop
    perform hold_whole(one.commune_id, one.touched);
  end loop;
  return null;
end $$;
create function occupation_unit_changed() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare one record;
begin
  for one in select n.commune_id, array_agg(distinct n.asset_id) as touched from after_rows n join occupation o on o.commune_id = n.commune_id and o.id = n.occupation_id
    where o.validated_at is not null and o.rank in ('principal', 'derived') group by n.commune_id order by n.commune_id loop
    perform hold_whole(one.commune_id, one.touched);
  end loop;
  return null;
end $$;
-- A unit taken from under a parent's right may leave its derived rights without ground.
create function occupation_unit_gone() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare one record;
begin
  for one in select d.commune_id, array_agg(distinct u.asset_id) as touched from before_rows b join occupation d on d.commune_id = b.commune_id and d.parent_id = b.occupation_id and d.validated_at is not null
      join occupation_unit u on u.commune_id = d.commune_id and u.occupation_id = d.id group by d.commune_id order by d.commune_id loop
    perform hold_whole(one.commune_id, one.touched);
  end loop;
  return null;
end $$;
create function occupation_family_changed() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform hold_whole(new.commune_id, array[new.id]);
  return null;
end $$;

create trigger occupation_whole_update after update on occupation referencing old table as before_rows new table as after_rows for each statement execute function occupation_changed();
create trigger occupation_unit_whole_insert after insert on occupation_unit referencing new table as after_rows for each statement execute function occupation_unit_changed();
create trigger occupation_unit_whole_update after update on occupation_unit referencing old table as before_rows new table as after_rows for each statement execute function occupation_unit_changed();
create trigger occupation_unit_whole_gone after update on occupation_unit referencing old table as before_rows for each statement execute function occupation_unit_gone();
create trigger occupation_unit_whole_delete after delete on occupation_unit referencing old table as before_rows for each statement execute function occupation_unit_gone();
create trigger asset_whole_parent after update of parent_id on asset for each row when (new.parent_id is distinct from old.parent_id) execute function occupation_family_changed();

revoke all on function occupation_breaches(integer, bigint[], bigint[]), hold_whole(integer, bigint[]), add_share(numeric[], integer, integer) from public;
grant execute on function occupation_breaches(integer, bigint[], bigint[]), hold_whole(integer, bigint[]), add_share(numeric[], integer, integer) to sommier_app;
