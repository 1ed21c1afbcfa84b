-- A listing that may stand on a municipal property: one row for a listing and a property with all that stands on it (`site_id`, its uppermost part), naming the likeliest premises.
-- Its probability and the reasons that made it; what a person decided is never asked again.
create table lead (
  commune_id integer not null references commune, id bigint generated always as identity, listing_id bigint not null, asset_id bigint not null, site_id bigint not null,
  kind text not null check (kind in ('vacant_let','sublet','concession_breach','without_title')), occupation_id bigint,
  score smallint not null check (score between 0 and 100), weight real not null, share real not null, reasons jsonb not null, rivals smallint not null default 0, model smallint not null,
  found_at timestamptz not null default now(), seen_at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open','later','confirmed','rejected')), decided_by bigint references person, decided_at timestamptz, note text check (length(note) <= 2000),
  primary key (commune_id, id), foreign key (commune_id, asset_id) references asset, constraint lead_decided check ((state in ('open','later')) = (decided_at is null))
);
create unique index lead_pair on lead (commune_id, listing_id, site_id);
create index lead_asset on lead (commune_id, asset_id);
create index lead_queue on lead (commune_id, state, weight desc, id);
select guard_commune_table('lead');

-- The two files that a confirmed lead opens: the agent's (what stands on the property) and the officer's (the tax). `done` says what the decision wrote, so that it can be taken back.
create table lead_file (
  commune_id integer not null references commune, id bigint generated always as identity, lead_id bigint not null, side text not null check (side in ('property','tax')),
  state text not null default 'open' check (state in ('open','closed')), occupation_id bigint, done jsonb not null default '{}', opened_by bigint references person, opened_at timestamptz not null default now(),
  outcome text check (outcome in ('founded','unfounded','settled')), note text check (length(note) <= 2000), closed_by bigint references person, closed_at timestamptz,
  primary key (commune_id, id), foreign key (commune_id, lead_id) references lead, check ((state = 'closed') = (closed_at is not null and outcome is not null))
);
create unique index lead_file_side on lead_file (commune_id, lead_id, side);
create index lead_file_queue on lead_file (commune_id, side, state, id);
select guard_commune_table('lead_file');

-- What a person said of a listing and a piece of ground: this is it, or this is not.
create table listing_ground (
  commune_id integer not null references commune, id bigint generated always as identity, listing_id bigint not null, kind text not null check (kind in ('parcel','asset')), target_id bigint not null,
  verdict text not null check (verdict in ('confirmed','rejected')), note text check (length(note) <= 2000), decided_by bigint references person, decided_at timestamptz not null default now(),
  primary key (commune_id, id)
);
create unique index listing_ground_target on listing_ground (commune_id, listing_id, kind, target_id);
select guard_commune_table('listing_ground');

-- A listing's exact address, from a declaration, a registration, a report or a visit, never from a search. The published point is kept; later captures do not move the address.
create table listing_address (
  commune_id integer not null references commune, listing_id bigint not null, geom geometry(Point,4326) not null, published geometry(Point,4326), published_m real not null,
  source text not null check (source in ('declaration','registration','report','visit')), evidence text not null check (length(evidence) between 1 and 500), address text check (length(address) <= 500),
  ground_id bigint, decided_by bigint references person, decided_at timestamptz not null default now(), primary key (commune_id, listing_id)
);
select guard_commune_table('listing_address');
