-- Sheets a commune keeps under a name: what stands round a map, and the logo at its head (drawn anew as a small PNG when it is received).
create table print_template (
  commune_id integer not null references commune, id bigint generated always as identity, name text not null check (length(name) between 1 and 80),
  sheet jsonb not null, layers text[] check (cardinality(layers) between 1 and 20), scale integer check (scale between 100 and 1000000), rotation double precision check (rotation between -180 and 180),
  logo bytea check (length(logo) <= 400000), created_by bigint references person, version integer not null default 1, updated_at timestamptz not null default now(),
  primary key (commune_id, id)
);
create unique index print_template_name on print_template (commune_id, name);
select guard_commune_table('print_template');
