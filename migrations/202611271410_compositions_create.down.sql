drop table map_bookmark;
drop table composition;
