-- A due may be payable on the period's own first day (no day said); how a part of a period counts, and where periods begin, are the contract's words.
alter table occupation_term alter column due_day drop not null, alter column due_day drop default,
  add column prorata text not null default 'actual' check (prorata in ('actual','thirtieth','full')), add column anchor_on date;
