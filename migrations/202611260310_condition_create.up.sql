-- Condition: what was seen, which works are needed, what the building would cost new, how they fit in a budget.
alter table document drop constraint document_subject_kind_check;
-- The closed list of kinds is the application's: a feature that brings one does not alter this table again.
alter table document add constraint document_subject_kind_check check (subject_kind ~ '^[a-z][a-z_]{1,39}$');

create table inspection (
  commune_id integer not null references commune, id bigint generated always as identity, asset_id bigint not null, inspected_on date not null,
  class text not null check (class in ('very_good','good','bad','very_bad','ruin')), components jsonb not null default '[]' check (jsonb_typeof(components) = 'array'), note text check (length(note) <= 2000),
  author_id bigint not null references person, created_at timestamptz not null default now(), withdrawn_by bigint references person, withdrawn_at timestamptz, reason text check (length(reason) between 1 and 2000),
  primary key (commune_id, id), foreign key (commune_id, asset_id) references asset,
  constraint inspection_withdrawn check ((withdrawn_by is null) = (withdrawn_at is null) and (withdrawn_by is null) = (reason is null))
);
create index inspection_asset on inspection (commune_id, asset_id, inspected_on desc, id desc);
select guard_commune_table('inspection');
revoke delete on inspection from sommier_app;
create function inspection_stands() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.withdrawn_by is not null or (old.asset_id, old.inspected_on, old.class, old.components, old.note, old.author_id, old.created_at) is distinct from (new.asset_id, new.inspected_on, new.class, new.components, new.note, new.author_id, new.created_at)
  then raise exception 'an inspection is never overwritten' using errcode = 'integrity_constraint_violation'; end if;
  return new;
end $$;
create trigger inspection_stands before update on inspection for each row execute function inspection_stands();

create table work (
  commune_id integer not null references commune, id bigint generated always as identity, asset_id bigint not null, inspection_id bigint,
  component text not null check (component in ('structure','roof','envelope','openings','electricity','plumbing','climate','fire_safety','accessibility','finishes','outside')),
  title text not null check (length(title) between 1 and 300), note text check (length(note) <= 2000), cost_minor bigint check (cost_minor > 0), priority smallint not null check (priority between 1 and 4),
  wanted_year integer check (wanted_year between 1900 and 2200), state text not null default 'open' check (state in ('open','under_way','done','dropped')),
  opened_on date not null, closed_on date, author_id bigint not null references person, version integer not null default 1, updated_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, asset_id) references asset, foreign key (commune_id, inspection_id) references inspection,
  constraint work_closed check ((state in ('done','dropped')) = (closed_on is not null) and (closed_on is null or closed_on >= opened_on))
);
create index work_asset on work (commune_id, asset_id);
create index work_open on work (commune_id, priority, wanted_year) where state in ('open','under_way');
select guard_commune_table('work');
revoke delete on work from sommier_app;

-- What the building would cost new on a day, land left out; the latest before a day counts.
create table replacement_value (
  commune_id integer not null references commune, id bigint generated always as identity, asset_id bigint not null, valued_on date not null, amount_minor bigint not null check (amount_minor > 0),
  source text not null check (length(source) between 1 and 300), author_id bigint not null references person, created_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, asset_id) references asset
);
create index replacement_value_asset on replacement_value (commune_id, asset_id, valued_on desc, id desc);
select guard_commune_table('replacement_value');
revoke update, delete on replacement_value from sommier_app;

create table condition_setting (commune_id integer primary key references commune, scale jsonb not null, updated_at timestamptz not null default now());
select guard_commune_table('condition_setting');

create table works_plan (
  commune_id integer not null references commune, id bigint generated always as identity, name text not null check (length(name) between 1 and 200), first_year integer not null, budgets bigint[] not null check (array_length(budgets, 1) between 1 and 15),
  pins jsonb not null default '{}', state text not null default 'draft' check (state in ('draft','adopted')), author_id bigint not null references person, created_at timestamptz not null default now(),
  adopted_by bigint references person, adopted_at timestamptz, kept jsonb, version integer not null default 1, primary key (commune_id, id),
  constraint works_plan_second_person check (adopted_by is distinct from author_id), constraint works_plan_adopted check ((state = 'adopted') = (adopted_by is not null) and (adopted_by is null) = (kept is null) and (adopted_by is null) = (adopted_at is null))
);
select guard_commune_table('works_plan');
create function works_plan_stands() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin if old.state = 'adopted' then raise exception 'an adopted plan does not change' using errcode = 'integrity_constraint_violation'; end if; return new; end $$;
create trigger works_plan_stands before update on works_plan for each row execute function works_plan_stands();
revoke delete on works_plan from sommier_app;
