alter table penalty_rule drop constraint penalty_rule_due_kind_check;
alter table penalty_rule add constraint penalty_rule_due_kind_check check (due_kind in ('any','rent','charges','fee'));
alter table ledger_refund drop column due_id, drop column kind;
alter table ledger_account drop constraint ledger_account_kind_check;
alter table ledger_account add constraint ledger_account_kind_check check (kind in ('payer','revenue','charges','penalties','fees','tax','deposits','cash','bank','treasury','unallocated','waived'));
alter table ledger_due drop constraint ledger_due_kind_check;
alter table ledger_due add constraint ledger_due_kind_check check (kind in ('rent','charges','deposit','fee','penalty','tax'));
