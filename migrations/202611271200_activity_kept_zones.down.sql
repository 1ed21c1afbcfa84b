drop table hexagon_kept;
drop table hexagon_sum;
drop table zone_kept;
alter table zone_sum drop constraint zone_sum_commune_id_zone_id_fkey;
delete from zone_sum;
create table zone_sum_of (
  commune_id integer not null references commune (id) on delete cascade,
  set_id bigint not null,
  stamp text not null,
  primary key (commune_id, set_id),
  foreign key (commune_id, set_id) references zone_set (commune_id, id) on delete cascade
);
select guard_commune_table('zone_sum_of');
