-- One ledger for whatever the commune is owed: rents now, taxes later. Amounts are whole minor units of the commune's currency.
-- What is written stays: a mistake is mended by a counter-entry.
create function ledger_append_only() returns trigger language plpgsql as $$ begin
  raise exception 'the ledger is append-only: write a counter-entry' using errcode = 'insufficient_privilege'; end $$;

-- A payer's account for one occupation (or for a person's taxes), and the commune's own counter accounts, one of each kind.
create table ledger_account (
  commune_id integer not null references commune, id bigint generated always as identity, kind text not null
    check (kind in ('payer','revenue','charges','penalties','fees','tax','deposits','cash','bank','treasury','unallocated','waived')),
  occupation_id bigint, party_id bigint, opened_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, occupation_id) references occupation, foreign key (commune_id, party_id) references party, check ((kind = 'payer') = (occupation_id is not null or party_id is not null))
);
create unique index ledger_account_payer on ledger_account (commune_id, occupation_id, party_id) nulls not distinct where kind = 'payer';
create unique index ledger_account_counter on ledger_account (commune_id, kind) where kind <> 'payer';

-- How an occupation's periods are laid and counted where the contract departs from the rule (calendar periods, days over days of the period, nothing after the end).
create table ledger_billing (
  commune_id integer not null, occupation_id bigint not null, alignment text not null default 'calendar' check (alignment in ('calendar','anniversary')),
  prorata text not null default 'actual' check (prorata in ('actual','thirtieth','full')), after_end boolean not null default false,
  primary key (commune_id, occupation_id), foreign key (commune_id, occupation_id) references occupation on delete cascade
);
-- How far the dues of an occupation have been called, and from which terms.
create table ledger_called (
  commune_id integer not null, occupation_id bigint not null, through date not null, terms_digest text not null,
  primary key (commune_id, occupation_id), foreign key (commune_id, occupation_id) references occupation on delete cascade
);

create table ledger_entry (
  commune_id integer not null references commune, id bigint generated always as identity,
  kind text not null check (kind in ('call','due','cancel','payment','reversal','match','penalty','waiver','import')), note text, reverses bigint,
  created_by bigint, created_at timestamptz not null default now(), primary key (commune_id, id), foreign key (commune_id, reverses) references ledger_entry
);
-- What is owed. A correction is a further due of the same period that names the first, of either sign; `period_to` is the first day after.
create table ledger_due (
  commune_id integer not null, id bigint generated always as identity, entry_id bigint not null, account_id bigint not null, occupation_id bigint,
  kind text not null check (kind in ('rent','charges','deposit','fee','penalty','tax')), period_from date not null, period_to date not null, due_on date not null,
  amount bigint not null check (amount <> 0), corrects bigint, origin text not null check (origin in ('schedule','hand','rule')), note text,
  primary key (commune_id, id), check (period_to > period_from)
);
create index ledger_due_account on ledger_due (commune_id, account_id, due_on);
create index ledger_due_period on ledger_due (commune_id, occupation_id, kind, period_from);
create index ledger_due_corrects on ledger_due (commune_id, corrects) where corrects is not null;
create table ledger_payment (
  commune_id integer not null, id bigint generated always as identity, entry_id bigint not null, account_id bigint not null, amount bigint not null check (amount > 0),
  paid_on date not null, method text not null check (method in ('cash','cheque','transfer','treasury','card','mobile','other')), reference text check (length(reference) <= 200),
  series text not null check (series in ('RC','AN')), receipt_year integer not null, receipt_no integer not null, reverses bigint, reason text,
  batch_id bigint, line_id bigint, recorded_by bigint, recorded_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, entry_id) references ledger_entry, foreign key (commune_id, account_id) references ledger_account,
  foreign key (commune_id, reverses) references ledger_payment, check ((series = 'AN') = (reverses is not null))
);
create unique index ledger_payment_receipt on ledger_payment (commune_id, series, receipt_year, receipt_no);
create unique index ledger_payment_reverses on ledger_payment (commune_id, reverses) where reverses is not null;
create index ledger_payment_account on ledger_payment (commune_id, account_id, paid_on);
create index ledger_payment_day on ledger_payment (commune_id, paid_on);
-- So much of a payment against a due, counted from the day of the payment; a negative one takes it back.
create table ledger_allocation (
  commune_id integer not null, id bigint generated always as identity, entry_id bigint not null, payment_id bigint not null, due_id bigint not null,
  amount bigint not null check (amount <> 0), on_day date not null,
  primary key (commune_id, id), foreign key (commune_id, payment_id) references ledger_payment, foreign key (commune_id, due_id) references ledger_due
);
create index ledger_allocation_due on ledger_allocation (commune_id, due_id);
create index ledger_allocation_payment on ledger_allocation (commune_id, payment_id);
-- The journal: a line debits one account and credits another by the same amount.
create table ledger_posting (
  commune_id integer not null, id bigint generated always as identity, entry_id bigint not null, on_day date not null, debit_id bigint not null, credit_id bigint not null,
  amount bigint not null check (amount > 0), due_id bigint, payment_id bigint, primary key (commune_id, id), check (debit_id <> credit_id)
);
create index ledger_posting_debit on ledger_posting (commune_id, debit_id, on_day);
create index ledger_posting_credit on ledger_posting (commune_id, credit_id, on_day);

-- Numbers without a gap: the row is held until the transaction ends, and goes back with it.
create table ledger_number (
  commune_id integer not null references commune, series text not null, year integer not null, last integer not null default 0, primary key (commune_id, series, year)
);

-- Accounts and entries of what is written exist: asked once a statement, a key a row costs more than the row on a whole rent roll.
create function ledger_refs_exist() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'ledger_due' then
    if exists (select from (select distinct n.commune_id, n.account_id from after_rows n) x where not exists (select from ledger_account a where a.commune_id = x.commune_id and a.id = x.account_id and a.kind = 'payer')) then
      raise exception 'a due on an account that is not a payer''s' using errcode = '23503'; end if;
  elsif exists (select from (select n.commune_id, n.debit_id as id from after_rows n union select n.commune_id, n.credit_id from after_rows n) x
      where not exists (select from ledger_account a where a.commune_id = x.commune_id and a.id = x.id)) then
    raise exception 'a posting on an account that does not exist' using errcode = '23503';
  end if;
  if exists (select from (select distinct n.commune_id, n.entry_id from after_rows n) x where not exists (select from ledger_entry e where e.commune_id = x.commune_id and e.id = x.entry_id)) then
    raise exception 'no such entry' using errcode = '23503'; end if;
  return null;
end $$;
create trigger ledger_due_refs after insert on ledger_due referencing new table as after_rows for each statement execute function ledger_refs_exist();
create trigger ledger_posting_refs after insert on ledger_posting referencing new table as after_rows for each statement execute function ledger_refs_exist();

-- The day a due is payable: the first `due_day` at or after `base`, the last day of a month that has it not; `base` itself without a due day.
create function ledger_due_date(base date, due_day integer) returns date language sql immutable parallel safe as $$
  select case when due_day is null or due_day = extract(day from base) then base
    when least(date_trunc('month', base)::date + due_day - 1, (date_trunc('month', base) + interval '1 month - 1 day')::date) >= base
      then least(date_trunc('month', base)::date + due_day - 1, (date_trunc('month', base) + interval '1 month - 1 day')::date)
    else least((date_trunc('month', base) + interval '1 month')::date + due_day - 1, (date_trunc('month', base) + interval '2 months - 1 day')::date) end $$;
-- Days of thirty-day months from the period's beginning to `day` (see domain/src/ledger/schedule.ts, position).
create function ledger_thirtieths(anchor date, first integer, months integer, day date) returns integer language sql immutable parallel safe as $$
  select case when day >= (anchor + make_interval(months => first + months))::date then 30 * months else (
    select 30 * m.k + least(30, day - (anchor + make_interval(months => first + m.k))::date) from generate_series(0, months - 1) as m(k)
    where (anchor + make_interval(months => first + m.k))::date <= day order by m.k desc limit 1) end $$;

do $$ declare t text; begin
  foreach t in array array['ledger_account','ledger_billing','ledger_called','ledger_entry','ledger_due','ledger_payment','ledger_allocation','ledger_posting','ledger_number'] loop
    perform guard_commune_table(t::regclass);
  end loop;
  foreach t in array array['ledger_entry','ledger_due','ledger_payment','ledger_allocation','ledger_posting'] loop
    execute format('revoke update, delete on %I from sommier_app', t);
    execute format('create trigger %I before update or delete on %I for each row execute function ledger_append_only()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function ledger_append_only()', t || '_no_truncate', t);
  end loop;
  -- An account keeps its payer: after two parties are merged, the one that went still names it.
  revoke update, delete on ledger_account from sommier_app;
  revoke delete on ledger_number from sommier_app;
end $$;
