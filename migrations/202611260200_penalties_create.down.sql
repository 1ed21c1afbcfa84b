drop table penalty_charge;
alter table ledger_due drop column penalises;
drop table penalty_rule;
