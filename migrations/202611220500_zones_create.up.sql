create table zone_set (
  commune_id integer not null references commune, id bigint generated always as identity, name text not null, label_field text not null,
  valid_from date, batch_id bigint, repaired integer not null default 0, created_at timestamptz not null default now(), primary key (commune_id, id)
);
create unique index zone_set_name on zone_set (commune_id, name);
create table zone (
  commune_id integer not null, id bigint generated always as identity, set_id bigint not null, label text not null, label_ar text,
  geom geometry(MultiPolygon,4326) not null,
  g3857 geometry(MultiPolygon,3857) generated always as (st_multi(st_transform(geom,3857))) stored,
  area_m2 double precision not null, primary key (commune_id, id), foreign key (commune_id, set_id) references zone_set on delete cascade
);
create unique index zone_label on zone (commune_id, set_id, label);
create index zone_geom on zone using gist (geom);
create index zone_g3857 on zone using gist (g3857);
