-- Money a payer has too much on his account is ordered back (a due of kind refund, which the free money settles), then leaves the till or the bank.
alter table ledger_due drop constraint ledger_due_kind_check;
alter table ledger_due add constraint ledger_due_kind_check check (kind in ('rent','charges','deposit','fee','penalty','tax','refund'));
alter table ledger_account drop constraint ledger_account_kind_check;
alter table ledger_account add constraint ledger_account_kind_check check (kind in ('payer','revenue','charges','penalties','fees','tax','deposits','cash','bank','treasury','unallocated','waived','refunds'));
alter table ledger_refund add column kind text not null default 'deposit' check (kind in ('deposit','overpaid'));
alter table ledger_refund add column due_id bigint;
-- Taxes that are late, under rules of their own.
alter table penalty_rule drop constraint penalty_rule_due_kind_check;
alter table penalty_rule add constraint penalty_rule_due_kind_check check (due_kind in ('any','rent','charges','fee','tax'));
