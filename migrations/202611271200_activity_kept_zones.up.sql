-- Sums are kept zone by zone, so that a zone asked for right after a change keeps its own without waiting for its set; beside them the first listings of the zone, which the map shows.
drop table zone_sum_of;
delete from zone_sum;
alter table zone_sum add foreign key (commune_id, zone_id) references zone (commune_id, id) on delete cascade;
create table zone_kept (
  commune_id integer not null references commune (id) on delete cascade,
  zone_id bigint not null,
  stamp text not null,
  listings bigint[] not null,
  shares float8[] not null,
  primary key (commune_id, zone_id),
  foreign key (commune_id, zone_id) references zone (commune_id, id) on delete cascade
);
select guard_commune_table('zone_kept');
-- Listings by hexagon of the H3 grid as the latest captures tell them, and of which listings they were counted.
create table hexagon_sum (
  commune_id integer not null references commune (id) on delete cascade,
  resolution smallint not null,
  cell text not null,
  platform text not null,
  room_type text not null,
  hosts text not null check (hosts in ('one', 'few', 'many')),
  listings integer not null,
  nights float8 not null,
  primary key (commune_id, resolution, cell, platform, room_type, hosts)
);
select guard_commune_table('hexagon_sum');
create table hexagon_kept (
  commune_id integer primary key references commune (id) on delete cascade,
  stamp text not null
);
select guard_commune_table('hexagon_kept');
