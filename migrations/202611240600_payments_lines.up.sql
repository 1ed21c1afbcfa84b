-- The journal lines of money that waits are told by their entry: nothing more is kept of them.
drop table payment_line_posting;
alter table payment_line add column entry_id bigint;
