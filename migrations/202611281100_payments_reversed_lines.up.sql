-- A line of a bank's file is found from its payments, to know whether one of them stands.
create index ledger_payment_line on ledger_payment (commune_id, line_id) where line_id is not null;
