drop table title_conflict_run;
drop table title_conflict;
drop table title_opposition;
drop table title_step;
drop table title_file;
