-- A filter and an order somebody keeps under a name, for himself or for the commune. The search text holds codes only; words and shapes, which may
-- be personal, stand beside it and never in an address.
create table saved_view (
  commune_id integer not null references commune, id bigint generated always as identity, person_id bigint not null references person, screen text not null check (screen in ('register','map')),
  name text not null check (length(name) between 1 and 120), search text not null check (length(search) <= 4000), words text check (length(words) between 1 and 200), shape geometry(Geometry,4326),
  shared boolean not null default false, version integer not null default 1, created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  primary key (commune_id, id)
);
create unique index saved_view_name on saved_view (commune_id, person_id, screen, name);
create index saved_view_shared on saved_view (commune_id, screen) where shared;
select guard_commune_table('saved_view');
