-- A map somebody composed: the address of its state (codes only, never words of a person), kept under a name; and places one comes back to.
create table composition (
  commune_id integer not null references commune, id bigint generated always as identity, person_id bigint not null references person, name text not null check (length(name) between 1 and 120),
  note text check (length(note) <= 2000), state jsonb not null,
  -- Roles it is shared with, until the end of that day in the commune; empty: its maker's alone.
  readers text[] not null default '{}' check (readers <@ array['viewer','agent','officer','manager','auditor','admin']), shared_until date,
  version integer not null default 1, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), primary key (commune_id, id)
);
create unique index composition_name on composition (commune_id, person_id, name);
select guard_commune_table('composition');
create table map_bookmark (
  commune_id integer not null references commune, id bigint generated always as identity, person_id bigint not null references person, name text not null check (length(name) between 1 and 120),
  lon double precision not null check (lon between -180 and 180), lat double precision not null check (lat between -90 and 90), zoom double precision not null check (zoom between 0 and 24),
  shared boolean not null default false, primary key (commune_id, id)
);
create unique index map_bookmark_name on map_bookmark (commune_id, person_id, name);
select guard_commune_table('map_bookmark');
