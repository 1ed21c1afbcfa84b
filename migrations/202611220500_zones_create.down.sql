drop table zone; drop table zone_set;
