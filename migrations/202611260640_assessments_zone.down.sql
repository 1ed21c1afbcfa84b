alter table assessment_line drop column zone;
