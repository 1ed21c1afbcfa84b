-- A dated capture of one platform: which listings were there that day. A second reading of the same day is its take 2, and so on; `moment`
-- puts all captures of a platform in order.
create table capture (
  commune_id integer not null references commune, id bigint generated always as identity, platform text not null, captured_on date not null,
  take smallint not null default 1 check (take between 1 and 99),
  moment integer not null generated always as ((captured_on - date '1970-01-01') * 100 + take) stored,
  batch_id bigint not null, listings integer not null default 0, primary key (commune_id, id)
);
create unique index capture_moment on capture (commune_id, platform, moment);

-- What a listing says, unchanged, over a run of captures without a gap: from `seen_from` to `seen_to` (moments, both included). The last run
-- stands in listing, earlier ones in listing_past. `seen_to` null: to the latest capture, whichever it is, so that a new capture writes only
-- what changed. A listing absent from the latest capture is gone, never deleted. External ids are text (half exceed 2^53).
create table listing (
  commune_id integer not null, id bigint generated always as identity, platform text not null, external_id text collate "C" not null,
  seen_from integer not null, seen_to integer, gone boolean not null generated always as (seen_to is not null) stored,
  name text, host_id text, host_name text, neighbourhood_group text, neighbourhood text, room_type text, property_type text,
  price_minor bigint, price_text text, minimum_nights integer, number_of_reviews integer, number_of_reviews_ltm integer,
  reviews_per_month double precision, last_review date, host_listings integer, availability_365 integer, accommodates integer, bedrooms double precision,
  license text, extra jsonb, digest text not null,
  reviews_ltm double precision not null default 0, estimated_nights double precision not null default 0, at_cap boolean not null default false,
  uncertainty_m real not null default 150, placed boolean not null default false, geom geometry(Point,4326),
  g3857 geometry(Point,3857) generated always as (st_transform(geom,3857)) stored,
  constraint listing_pkey primary key (commune_id, id)
);
create unique index listing_external on listing (commune_id, platform, external_id);
create index listing_g3857 on listing using gist (g3857);

create table listing_past (
  commune_id integer not null, listing_id bigint not null, seen_from integer not null, seen_to integer not null,
  name text, host_id text, host_name text, neighbourhood_group text, neighbourhood text, room_type text, property_type text,
  price_minor bigint, price_text text, minimum_nights integer, number_of_reviews integer, number_of_reviews_ltm integer,
  reviews_per_month double precision, last_review date, host_listings integer, availability_365 integer, accommodates integer, bedrooms double precision,
  license text, extra jsonb, digest text not null,
  reviews_ltm double precision not null, estimated_nights double precision not null, at_cap boolean not null,
  uncertainty_m real not null, geom geometry(Point,4326),
  primary key (commune_id, listing_id, seen_from)
);

-- The place a person gave a listing that came without one; it stays when later captures have none either.
create table listing_place (
  commune_id integer not null, listing_id bigint not null, geom geometry(Point,4326) not null, placed_by bigint, placed_at timestamptz not null default now(),
  primary key (commune_id, listing_id)
);

-- The part of a listing's disc in each zone it meets. A listing with one row of share 1 is certain; what no zone takes is outside.
create table listing_zone (
  commune_id integer not null, set_id bigint not null, listing_id bigint not null, zone_id bigint not null, share real not null,
  primary key (commune_id, set_id, listing_id, zone_id)
);
create index listing_zone_zone on listing_zone (commune_id, zone_id);

-- Filling an empty table is twice as fast without its indexes, and nobody has anything to read in it meanwhile. True when they were dropped;
-- the same transaction puts them back. A table with rows keeps its indexes.
create function listing_indexes_off() returns boolean language plpgsql security definer set search_path = public, pg_temp as $$ begin
  if exists (select from listing) then return false; end if;
  begin
    lock table listing in access exclusive mode nowait;
    if exists (select from listing) then raise lock_not_available; end if;
  exception when lock_not_available then return false; end;
  alter table listing drop constraint listing_pkey;
  drop index listing_external, listing_g3857;
  return true; end $$;
create function listing_indexes_on() returns void language plpgsql security definer set search_path = public, pg_temp as $$ begin
  alter table listing add constraint listing_pkey primary key (commune_id, id);
  create unique index listing_external on listing (commune_id, platform, external_id);
  create index listing_g3857 on listing using gist (g3857); end $$;
revoke all on function listing_indexes_off(), listing_indexes_on() from public;
grant execute on function listing_indexes_off(), listing_indexes_on() to sommier_app;

-- Counts kept by zoom: 64 x 64 cells a tile, each level summed from the one below.
create table tile_cell (
  commune_id integer not null references commune, layer text not null, z smallint not null, x integer not null, y integer not null, cell smallint not null,
  n integer not null, weight double precision not null default 0, px double precision not null, py double precision not null,
  primary key (commune_id, layer, z, x, y, cell)
);
