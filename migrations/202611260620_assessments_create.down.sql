drop table assessment_zone;
drop table assessment_article;
drop table assessment_line;
drop table assessment_case;
drop table assessment_run;
drop function assessment_parts_stand();
drop function assessment_run_stands();
