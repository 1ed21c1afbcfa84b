-- How the commune writes its registration numbers, what counts as exempt, its night caps: one row a commune, an absent row is "no rule said".
create table registration_rule (
  commune_id integer primary key references commune, rules jsonb not null check (jsonb_typeof(rules) = 'object'), version integer not null default 1,
  updated_by bigint references person, updated_at timestamptz not null default now()
);
select guard_commune_table('registration_rule');

-- The commune's own list of registrations. `number_key` is the number without marks and blanks; `valid_to` is the first day it no longer holds. The holder is personal data.
create table registration (
  commune_id integer not null references commune, id bigint generated always as identity, number text not null check (length(number) between 1 and 60), number_key text collate "C" not null,
  holder text check (length(holder) <= 300), address text check (length(address) <= 500), capacity integer check (capacity between 1 and 10000), night_cap integer check (night_cap between 1 and 366),
  valid_from date, valid_to date, geom geometry(Point,4326), source text not null check (length(source) between 1 and 200), added_by bigint references person, added_at timestamptz not null default now(),
  version integer not null default 1, primary key (commune_id, id), check (valid_to is null or valid_from is null or valid_to > valid_from)
);
create unique index registration_number on registration (commune_id, number_key);
select guard_commune_table('registration');

-- What the check of a listing's number said at the latest search. `addresses` counts the places that the number's listings cannot share: over one it is a lead.
create table registration_check (
  commune_id integer not null references commune, listing_id bigint not null, verdict text not null check (verdict in ('absent','exempt','malformed','unknown','expired','other_address','over_capacity','valid')),
  also text[] not null default '{}', number_key text collate "C", registration_id bigint, addresses integer not null default 1, facts jsonb not null default '{}', checked_at timestamptz not null default now(),
  primary key (commune_id, listing_id)
);
create index registration_check_verdict on registration_check (commune_id, verdict, listing_id);
create index registration_check_number on registration_check (commune_id, number_key) where number_key is not null;
select guard_commune_table('registration_check');
