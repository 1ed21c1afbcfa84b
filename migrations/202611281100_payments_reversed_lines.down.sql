drop index ledger_payment_line;
