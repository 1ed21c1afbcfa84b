-- A deposit is received as a due is paid, kept against what its occupant owes (a payment out of it), or given back: money out, numbered without a gap.
alter table ledger_payment drop constraint ledger_payment_method_check;
alter table ledger_payment add constraint ledger_payment_method_check check (method in ('cash','cheque','transfer','treasury','card','mobile','other','deposit'));
alter table ledger_entry drop constraint ledger_entry_kind_check;
alter table ledger_entry add constraint ledger_entry_kind_check check (kind in ('call','due','cancel','payment','reversal','match','penalty','waiver','import','refund'));
create table ledger_refund (
  commune_id integer not null, id bigint generated always as identity, entry_id bigint not null, account_id bigint not null, amount bigint not null check (amount > 0), paid_on date not null,
  method text not null check (method in ('cash','cheque','transfer','treasury','card','mobile','other')), reference text check (length(reference) <= 200), year integer not null, no integer not null, reverses bigint, reason text not null,
  recorded_by bigint, recorded_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, entry_id) references ledger_entry, foreign key (commune_id, account_id) references ledger_account, foreign key (commune_id, reverses) references ledger_refund
);
create unique index ledger_refund_number on ledger_refund (commune_id, year, no);
create unique index ledger_refund_reverses on ledger_refund (commune_id, reverses) where reverses is not null;
create index ledger_refund_account on ledger_refund (commune_id, account_id);
alter table ledger_posting add column refund_id bigint;
select guard_commune_table('ledger_refund');
revoke update, delete on ledger_refund from sommier_app;
create trigger ledger_refund_append_only before update or delete on ledger_refund for each row execute function ledger_append_only();
create trigger ledger_refund_no_truncate before truncate on ledger_refund for each statement execute function ledger_append_only();
