drop table call_candidate;
drop table call_lot;
drop table project_call;
drop table valorisation_setting;
