drop table registration_check;
drop table registration;
drop table registration_rule;
