drop table tax_example;
drop table tax_rule;
drop function tax_rule_stands();
