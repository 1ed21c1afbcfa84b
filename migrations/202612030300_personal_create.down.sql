drop index audit_entry_at;
drop index audit_entry_actor;
drop index audit_entry_action;
alter table person drop column operator;
alter table party drop column erased_at;
drop table retention_rule;
