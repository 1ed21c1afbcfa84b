-- Pictures of the ground as layers: cut into tiles of the web grid when they come in, so that reading one is a look-up and rights, backup and
-- removal are those of every row. A picture without a name is still being cut.
create table raster (
  commune_id integer not null references commune, id bigint generated always as identity, name text check (name ~ '^[a-z0-9][a-z0-9_-]{0,62}$'), title text not null check (length(title) between 1 and 200),
  source text not null check (length(source) between 1 and 300), sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'), job_id bigint,
  source_crs integer check (source_crs between 1024 and 999999), pixel_m double precision check (pixel_m > 0), reduced boolean not null default false,
  tile_size smallint not null default 256 check (tile_size in (256, 512)), min_zoom smallint not null default 0, max_zoom smallint not null default 0 check (max_zoom between min_zoom and 24),
  west double precision, south double precision, east double precision, north double precision, tiles integer not null default 0 check (tiles >= 0), bytes bigint not null default 0 check (bytes >= 0),
  made_at timestamptz not null default now(), primary key (commune_id, id)
);
create unique index raster_name on raster (commune_id, name) where name is not null;
create table raster_tile (
  commune_id integer not null references commune, raster_id bigint not null, z smallint not null, x integer not null, y integer not null, media text not null check (media in ('image/png', 'image/jpeg', 'image/webp', 'image/avif')), bytes bytea not null,
  primary key (commune_id, raster_id, z, x, y), foreign key (commune_id, raster_id) references raster (commune_id, id) on delete cascade
);
alter table raster_tile alter column bytes set storage external;
select guard_commune_table('raster');
select guard_commune_table('raster_tile');
