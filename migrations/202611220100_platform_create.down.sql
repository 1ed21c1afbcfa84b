drop table data_version; drop table job; drop table commune;
drop function current_person(); drop function current_commune();
drop schema staging cascade;
