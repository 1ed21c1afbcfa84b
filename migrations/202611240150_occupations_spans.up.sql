-- The state of each unit in time, kept from the rights on it: one row while nothing changes. The map, the calendar and the indicators read it for any day.
create table occupancy_span (
  commune_id integer not null, asset_id bigint not null, from_on date not null, to_on date, state text not null check (state in ('own','let','permit','free','vacant','without_title')),
  expired boolean not null default false, occupation_id bigint not null, primary key (commune_id, asset_id, from_on), foreign key (commune_id, asset_id) references asset on delete cascade,
  foreign key (commune_id, occupation_id) references occupation on delete cascade, check (to_on is null or to_on > from_on)
);
create index occupancy_span_right on occupancy_span (commune_id, occupation_id);
create index occupancy_span_state on occupancy_span (commune_id, state, from_on);
select guard_commune_table('occupancy_span');

-- Spans of the units named (null: of all), as `occupancyOn` of the domain counts them (a test holds the two together). What stands since before anybody wrote it begins in the year 1.
create function occupancy_spans(commune integer, units bigint[]) returns table (asset_id bigint, from_on date, to_on date, state text, expired boolean, occupation_id bigint)
language sql stable set search_path = public, pg_temp as $$
  with fact as materialized (
    select u.asset_id, o.id, coalesce(o.starts_on, case when o.type = 'sans_titre' then coalesce(o.found_on, '0001-01-01'::date) end) as since, o.held_until,
      o.rank in ('principal', 'derived') and o.ended_on is null and o.status <> 'ended' as stays,
      case when o.type = 'sans_titre' then 'without_title' when o.rank = 'vacancy' then 'vacant' when o.type = 'affectation' then 'own' when o.free_of_charge then 'free'
        when o.type in ('aot','permis_stationnement','permission_voirie','aot_droits_reels','concession','affermage','emplacement_marche') then 'permit' else 'let' end as state
    from occupation_unit u join occupation o on o.commune_id = u.commune_id and o.id = u.occupation_id
    where u.commune_id = commune and (units is null or u.asset_id = any(units)) and o.validated_at is not null and o.status <> 'draft' and (o.starts_on is not null or o.type = 'sans_titre')
  ), cut as (
    select f.asset_id, f.since as on_day from fact f union select f.asset_id, f.held_until from fact f where f.held_until is not null
  ), part as (
    select c.asset_id, c.on_day, lead(c.on_day) over (partition by c.asset_id order by c.on_day) as next_day from cut c
  ), seen as (
    select distinct on (p.asset_id, p.on_day) p.asset_id, p.on_day, p.next_day, f.state, f.held_until is not null and f.held_until <= p.on_day as expired, f.id
    from part p join fact f on f.asset_id = p.asset_id and f.since <= p.on_day and (f.held_until is null or f.held_until > p.on_day or f.stays)
    order by p.asset_id, p.on_day, array_position(array['without_title','let','permit','free','own','vacant'], f.state), (f.held_until is not null and f.held_until <= p.on_day), f.id::text collate "C"
  ), run as (
    select s.*, s.on_day - coalesce(lag(s.next_day) over w, '0001-01-01'::date) <> 0 or (s.state, s.expired, s.id) is distinct from (lag(s.state) over w, lag(s.expired) over w, lag(s.id) over w) as begins
    from seen s window w as (partition by s.asset_id order by s.on_day)
  ), numbered as (
    select r.*, count(*) filter (where r.begins) over (partition by r.asset_id order by r.on_day) as span from run r
  )
  select n.asset_id, min(n.on_day), case when bool_or(n.next_day is null) then null else max(n.next_day) end, min(n.state), bool_or(n.expired), min(n.id) from numbered n group by n.asset_id, n.span
$$;
revoke all on function occupancy_spans(integer, bigint[]) from public;
grant execute on function occupancy_spans(integer, bigint[]) to sommier_app;
