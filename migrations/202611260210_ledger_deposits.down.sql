alter table ledger_posting drop column refund_id;
drop table ledger_refund;
alter table ledger_entry drop constraint ledger_entry_kind_check;
alter table ledger_entry add constraint ledger_entry_kind_check check (kind in ('call','due','cancel','payment','reversal','match','penalty','waiver','import'));
alter table ledger_payment drop constraint ledger_payment_method_check;
alter table ledger_payment add constraint ledger_payment_method_check check (method in ('cash','cheque','transfer','treasury','card','mobile','other'));
