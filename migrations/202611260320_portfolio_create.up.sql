-- Mass valuation: a run with its inputs frozen, a line a property, draft until another person adopts it.
create table mass_run (
  commune_id integer not null references commune, id bigint generated always as identity, name text not null check (length(name) between 1 and 200), day date not null, params jsonb not null,
  state text not null default 'computing' check (state in ('computing','draft','adopted','dropped')), hash text check (hash ~ '^[0-9a-f]{64}$'), previous_id bigint, job_id bigint,
  author_id bigint not null references person, created_at timestamptz not null default now(), adopted_by bigint references person, adopted_at timestamptz,
  primary key (commune_id, id), foreign key (commune_id, previous_id) references mass_run, constraint mass_run_second_person check (adopted_by is distinct from author_id),
  constraint mass_run_adopted check ((state = 'adopted') = (adopted_by is not null) and (adopted_by is null) = (adopted_at is null)), constraint mass_run_frozen check (state in ('computing','dropped') or hash is not null)
);
create index mass_run_state on mass_run (commune_id, state, day desc, id desc);
select guard_commune_table('mass_run');
-- What the market paid, as the run froze it: the deals themselves are named.
create table mass_price (
  commune_id integer not null references commune, run_id bigint not null, use_kind text not null, zone text not null, deals integer not null, per_m2_minor bigint not null, first_quarter bigint not null, third_quarter bigint not null, serves boolean not null, evidence bigint[] not null,
  primary key (commune_id, run_id, use_kind, zone), foreign key (commune_id, run_id) references mass_run on delete cascade
);
select guard_commune_table('mass_price');
-- A line outlives its property: a purge of the bin takes nothing from a run, so it keeps the name and refers to no row.
create table mass_line (
  commune_id integer not null references commune, run_id bigint not null, asset_id bigint not null, code text not null, name text not null, name_ar text, use_kind text, zone text, class text not null, area_m2 numeric, area_from text, per_m2_minor bigint, factor_bp integer not null, wider boolean not null default false,
  value_minor numeric(20,0), before_minor numeric(20,0), state text not null check (state in ('valued','held','accepted','excluded','none')), outliers text[] not null default '{}', reason text check (reason in ('no_market','no_area','no_evidence','within')),
  decided_by bigint references person, decided_at timestamptz, decision text check (length(decision) <= 1000),
  primary key (commune_id, run_id, asset_id), foreign key (commune_id, run_id) references mass_run on delete cascade,
  constraint mass_line_valued check ((state = 'none') = (value_minor is null) and (state = 'none') = (reason is not null)), constraint mass_line_decided check ((state in ('accepted','excluded')) = (decided_by is not null))
);
create index mass_line_state on mass_line (commune_id, run_id, state);
create index mass_line_asset on mass_line (commune_id, asset_id);
select guard_commune_table('mass_line');
-- An adopted run stands: neither its lines nor its prices change or go.
create function mass_run_stands() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'mass_run' then
    if old.state = 'adopted' then raise exception 'an adopted run does not change' using errcode = 'integrity_constraint_violation'; end if;
  elsif exists (select from mass_run r where r.commune_id = old.commune_id and r.id = old.run_id and r.state = 'adopted') then raise exception 'an adopted run does not change' using errcode = 'integrity_constraint_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger mass_run_stands before update or delete on mass_run for each row execute function mass_run_stands();
create trigger mass_price_stands before update or delete on mass_price for each row execute function mass_run_stands();
create trigger mass_line_stands before update or delete on mass_line for each row execute function mass_run_stands();
