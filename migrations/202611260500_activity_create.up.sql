-- Platform activity: what platforms, operators and hosts did, one row per fact, whoever says it. Tax runs read it; declarations, reports and
-- counts write it. A fact without a place never gets a zone by guess.
create table activity_unit (
  commune_id integer not null references commune, id bigint generated always as identity, unit_key text not null check (length(unit_key) between 3 and 300),
  name text, platform text, external_id text, url text, address text, post_code text, city text, registration text, land_registration text,
  lodging_class text, unit_kind text, capacity integer check (capacity > 0), rooms integer check (rooms > 0),
  geom geometry(Point,4326), uncertainty_m real check (uncertainty_m >= 0), place_from text check (place_from in ('declared','reported','registration','address','listing','visit')),
  host_id bigint, listing_id bigint, batch_id bigint, search text not null default '', created_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, host_id) references party, check ((geom is null) = (place_from is null))
);
create unique index activity_unit_once on activity_unit (commune_id, unit_key);
create index activity_unit_geom on activity_unit using gist (geom);
create index activity_unit_registration on activity_unit (commune_id, registration) where registration is not null;
create index activity_unit_listing on activity_unit (commune_id, listing_id) where listing_id is not null;
create index activity_unit_host on activity_unit (commune_id, host_id) where host_id is not null;
select guard_commune_table('activity_unit');

create table activity_fact (
  commune_id integer not null references commune, id bigint generated always as identity,
  kind text not null check (kind in ('stay','lodging','vehicles','trips','deliveries','turnover')),
  source text not null check (source in ('declared','reported','observed')),
  -- held: waits for a person (a correction of what never came); withdrawn: its author took it back.
  state text not null default 'counted' check (state in ('counted','held','withdrawn')),
  -- Who wrote it: the format of a file, or 'declaration'; the key is the author's own and comes once.
  origin text not null check (length(origin) between 1 and 60), fact_key text not null check (length(fact_key) between 1 and 400), batch_id bigint, document_ref text,
  period_from date not null, period_to date not null, hour smallint check (hour between 0 and 23),
  platform text, unit_id bigint, taxpayer_id bigint, operator_id bigint,
  zone_label text, geography text, geom geometry(Point,4326), uncertainty_m real check (uncertainty_m >= 0),
  lodging_class text, vehicle_type text, goods text, population text not null default 'all',
  nights integer check (nights >= 0), guests integer check (guests >= 0), rooms integer check (rooms > 0), guest_groups jsonb not null default '[]', contract_on date,
  currency text check (currency ~ '^[A-Z]{3}$'), price_minor bigint, fees_minor bigint, tax_minor bigint,
  vehicles integer check (vehicles >= 0), per text check (per in ('hour','day','month','year')), fleet integer check (fleet >= 0),
  trips bigint check (trips >= 0), riders bigint check (riders >= 0), km numeric check (km >= 0), deliveries bigint check (deliveries >= 0), activities integer check (activities >= 0),
  -- The author withheld the quantity (MDS: -1): unknown, never zero.
  redacted boolean not null default false, detail jsonb not null default '{}', digest text not null default '', version integer not null default 1,
  created_by bigint, created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  primary key (commune_id, id), check (period_to > period_from), check (price_minor is null or currency is not null),
  foreign key (commune_id, unit_id) references activity_unit, foreign key (commune_id, taxpayer_id) references party, foreign key (commune_id, operator_id) references party
);
create unique index activity_fact_once on activity_fact (commune_id, origin, fact_key);
create index activity_fact_period on activity_fact (commune_id, kind, period_from);
create index activity_fact_unit on activity_fact (commune_id, unit_id) where unit_id is not null;
create index activity_fact_taxpayer on activity_fact (commune_id, taxpayer_id) where taxpayer_id is not null;
create index activity_fact_operator on activity_fact (commune_id, operator_id) where operator_id is not null;
create index activity_fact_batch on activity_fact (commune_id, batch_id) where batch_id is not null;
create index activity_fact_document on activity_fact (commune_id, origin, document_ref) where document_ref is not null;
create index activity_fact_geom on activity_fact using gist (geom);
select guard_commune_table('activity_fact');

-- Vehicles and stations of one snapshot of one operator. No id of a vehicle is kept: they are counted, never followed.
create table mobility_snapshot (
  commune_id integer not null references commune, id bigint generated always as identity, system text not null, taken_at timestamptz not null, taken_on date not null,
  operator_id bigint, batch_id bigint not null, vehicles integer not null default 0, stations integer not null default 0,
  primary key (commune_id, id), foreign key (commune_id, operator_id) references party
);
create unique index mobility_snapshot_once on mobility_snapshot (commune_id, system, taken_at);
create index mobility_snapshot_batch on mobility_snapshot (commune_id, batch_id);
select guard_commune_table('mobility_snapshot');
create table mobility_point (
  commune_id integer not null, id bigint generated always as identity, snapshot_id bigint not null, batch_id bigint not null, what text not null check (what in ('vehicle','station')),
  vehicle_type text, form_factor text, propulsion text, reserved boolean, disabled boolean, station_key text, name text, capacity integer, vehicles integer, docks integer,
  digest text not null, geom geometry(Point,4326), primary key (commune_id, id), foreign key (commune_id, snapshot_id) references mobility_snapshot on delete cascade
);
create index mobility_point_snapshot on mobility_point (commune_id, snapshot_id, what);
create index mobility_point_geom on mobility_point using gist (geom);
select guard_commune_table('mobility_point');

-- Trips as counts by cell (H3 resolution 9) and hour: starts and ends apart, so that no journey can be read from them.
create table trip_cell (
  commune_id integer not null references commune, id bigint generated always as identity, batch_id bigint not null, operator text not null, vehicle_type text not null default '',
  day date not null, hour smallint not null check (hour between 0 and 23), cell text not null, centre geometry(Point,4326) not null,
  starts integer not null default 0, ends integer not null default 0, primary key (commune_id, id)
);
create unique index trip_cell_once on trip_cell (commune_id, batch_id, operator, vehicle_type, day, hour, cell);
create index trip_cell_day on trip_cell (commune_id, day);
create index trip_cell_centre on trip_cell using gist (centre);
select guard_commune_table('trip_cell');
-- A short digest of each trip counted, so that a trip sent twice counts once. It leads nowhere.
create table trip_counted (commune_id integer not null references commune, operator text not null, trip_hash bigint not null, batch_id bigint not null, primary key (commune_id, operator, trip_hash));
create index trip_counted_batch on trip_counted (commune_id, batch_id);
select guard_commune_table('trip_counted');

-- Rules of an agency as its own standard writes them (MDS Policy), kept whole: what a tariff is drawn from.
create table mobility_policy (
  commune_id integer not null references commune, id bigint generated always as identity, batch_id bigint not null, policy_key text not null, name text not null, description text,
  starts_on date, ends_on date, published_on date, currency text, providers jsonb not null default '[]', replaces jsonb not null default '[]', rules jsonb not null, digest text not null,
  primary key (commune_id, id)
);
create unique index mobility_policy_once on mobility_policy (commune_id, policy_key);
select guard_commune_table('mobility_policy');

-- Tariffs voted by a council as the State publishes them (OCSIT@N): the category's amount a night, or a percentage for what has no class.
create table published_tariff (
  commune_id integer not null references commune, id bigint generated always as identity, batch_id bigint not null, siren text not null, council text, category text not null,
  period_from date not null, period_to date not null, unit text not null check (unit in ('amount','percent')), value numeric not null check (value >= 0),
  additional_percent numeric, rent_floor numeric, detail jsonb not null default '{}', digest text not null, primary key (commune_id, id), check (period_to > period_from)
);
create unique index published_tariff_once on published_tariff (commune_id, siren, category, period_from);
select guard_commune_table('published_tariff');

-- The commune's own file of addresses: places what has an address and no point.
create table address_point (
  commune_id integer not null references commune, id bigint generated always as identity, batch_id bigint, source_key text not null, number text, repeat text, street text not null,
  post_code text, city text, label text not null, search text not null, geom geometry(Point,4326) not null, source_digest text, primary key (commune_id, id)
);
create unique index address_point_once on address_point (commune_id, source_key);
create index address_point_search on address_point using gin (search gin_trgm_ops);
create index address_point_geom on address_point using gist (geom);
select guard_commune_table('address_point');

-- Where a file came from and by what right it is held.
alter table import_batch add column provenance text check (length(provenance) between 1 and 300), add column licence text check (length(licence) between 1 and 200),
  add column legal_basis text check (length(legal_basis) between 1 and 300);
