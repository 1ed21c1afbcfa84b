drop table geometry_rules;
