drop table zone_piece; drop table zone; drop table zone_set;
