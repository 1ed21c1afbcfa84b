-- Facts of zones that the rules tell not apart share a case: the line says where its own fact stands.
alter table assessment_line add column zone text;
