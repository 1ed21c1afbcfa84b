drop table portal;
