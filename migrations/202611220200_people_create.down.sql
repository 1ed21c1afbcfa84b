drop function principal_of(bytea, text);
drop table setup_link; drop table sign_in_throttle; drop table session; drop table membership; drop table person;
