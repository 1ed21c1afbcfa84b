-- What a question by zone asks of listings, kept by zone, platform, kind and size of hosts, as the latest captures tell it; and of which data it was summed.
create table zone_sum (
  commune_id integer not null references commune (id) on delete cascade,
  zone_id bigint not null,
  platform text not null,
  room_type text not null,
  hosts text not null check (hosts in ('one', 'few', 'many')),
  set_id bigint not null,
  certain integer not null,
  possible integer not null,
  expected float8 not null,
  active float8 not null,
  nights float8 not null,
  low float8 not null,
  high float8 not null,
  revenue float8 not null,
  primary key (commune_id, zone_id, platform, room_type, hosts),
  foreign key (commune_id, set_id) references zone_set (commune_id, id) on delete cascade
);
create index zone_sum_set on zone_sum (commune_id, set_id);
select guard_commune_table('zone_sum');
create table zone_sum_of (
  commune_id integer not null references commune (id) on delete cascade,
  set_id bigint not null,
  stamp text not null,
  primary key (commune_id, set_id),
  foreign key (commune_id, set_id) references zone_set (commune_id, id) on delete cascade
);
select guard_commune_table('zone_sum_of');
