-- A dated capture of one platform: which listings were there that day.
create table capture (
  commune_id integer not null references commune, id bigint generated always as identity, platform text not null, captured_on date not null,
  batch_id bigint not null, listings integer not null default 0, primary key (commune_id, id)
);
create unique index capture_day on capture (commune_id, platform, captured_on);

-- The listing as last seen. A listing absent from the platform's latest capture is gone, never deleted. External ids are text (half exceed 2^53).
create table listing (
  commune_id integer not null, id bigint generated always as identity, platform text not null, external_id text not null,
  rev integer not null default 1, batch_id bigint not null, gone boolean not null default false,
  name text, host_id text, host_name text, neighbourhood_group text, neighbourhood text, room_type text, property_type text,
  price_minor bigint, price_text text, minimum_nights integer, number_of_reviews integer, number_of_reviews_ltm integer,
  reviews_per_month double precision, last_review date, host_listings integer, availability_365 integer, accommodates integer, bedrooms double precision,
  license text, extra jsonb, digest text not null,
  reviews_ltm double precision not null default 0, estimated_nights double precision not null default 0, at_cap boolean not null default false,
  uncertainty_m real not null default 150, geom geometry(Point,4326),
  g3857 geometry(Point,3857) generated always as (st_transform(geom,3857)) stored,
  primary key (commune_id, id)
);
create unique index listing_external on listing (commune_id, platform, external_id);
create index listing_geom on listing using gist (geom);
create index listing_g3857 on listing using gist (g3857);

-- What a listing said before it changed, so that any capture can be read again.
create table listing_past (
  commune_id integer not null, listing_id bigint not null, rev integer not null, content jsonb not null, geom geometry(Point,4326),
  batch_id bigint not null, replaced_by bigint,
  primary key (commune_id, listing_id, rev), foreign key (commune_id, listing_id) references listing on delete cascade
);
create table listing_presence (
  commune_id integer not null, capture_id bigint not null, listing_id bigint not null, rev integer not null,
  primary key (commune_id, capture_id, listing_id), foreign key (commune_id, capture_id) references capture on delete cascade
);
create index listing_presence_listing on listing_presence (commune_id, listing_id);

-- The part of a listing's disc in each zone it meets. A listing with one row of share 1 is certain; what no zone takes is outside.
create table listing_zone (
  commune_id integer not null, set_id bigint not null, listing_id bigint not null, zone_id bigint not null, share real not null,
  primary key (commune_id, set_id, listing_id, zone_id), foreign key (commune_id, zone_id) references zone on delete cascade
);
create index listing_zone_zone on listing_zone (commune_id, zone_id);

-- Counts kept by zoom: 64 x 64 cells a tile, each level summed from the one below.
create table tile_cell (
  commune_id integer not null references commune, layer text not null, z smallint not null, x integer not null, y integer not null, cell smallint not null,
  n integer not null, weight double precision not null default 0, px double precision not null, py double precision not null,
  primary key (commune_id, layer, z, x, y, cell)
);
