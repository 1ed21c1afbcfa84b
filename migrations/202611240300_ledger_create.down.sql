drop table ledger_number, ledger_posting, ledger_allocation, ledger_payment, ledger_due, ledger_entry, ledger_called, ledger_billing, ledger_account;
drop function ledger_refs_exist(), ledger_append_only(), ledger_due_date(date, integer), ledger_thirtieths(date, integer, integer, date);
