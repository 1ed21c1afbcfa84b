-- Rules of revision the commune has made its own: a template confirmed or changed, by its code. The templates are data of the application.
create table revision_rule (
  commune_id integer not null references commune, code text not null, rule jsonb not null, confirmed_by bigint, confirmed_at timestamptz, note text check (length(note) <= 1000), primary key (commune_id, code)
);
-- Values of an index (IRL, ILC) in whole thousandths, from the day each is the last published.
create table revision_index (
  commune_id integer not null references commune, index_code text not null check (index_code ~ '^[A-Z0-9-]{2,20}$'), from_on date not null, value bigint not null check (value > 0), primary key (commune_id, index_code, from_on)
);
-- A proposed rent: judged by the rule as it stood, put to the occupant, applied as a dated term.
create table revision (
  commune_id integer not null references commune, id bigint generated always as identity, occupation_id bigint not null, rule_code text not null, rule jsonb not null, facts jsonb not null,
  old_amount bigint not null, new_amount bigint not null check (new_amount > 0), effect_on date not null, court boolean not null default false,
  state text not null default 'proposed' check (state in ('proposed','accepted','refused','applied','withdrawn')), note text, version integer not null default 1,
  created_by bigint, created_at timestamptz not null default now(), decided_by bigint, decided_at timestamptz,
  primary key (commune_id, id), foreign key (commune_id, occupation_id) references occupation
);
create index revision_of on revision (commune_id, occupation_id);
create unique index revision_open on revision (commune_id, occupation_id) where state in ('proposed','accepted');
select guard_commune_table('revision_rule');
select guard_commune_table('revision_index');
select guard_commune_table('revision');
-- What the market would pay for a square metre a month, by use and zone (the district as the register writes it; null: everywhere), set by the commune with its evidence.
create table market_rent (
  commune_id integer not null references commune, id bigint generated always as identity, use_kind text not null check (use_kind in ('dwelling','business','other')), district text,
  from_on date not null, minor_per_m2_month bigint not null check (minor_per_m2_month > 0), source text not null check (length(source) between 1 and 300), created_by bigint, created_at timestamptz not null default now(),
  primary key (commune_id, id)
);
create unique index market_rent_once on market_rent (commune_id, use_kind, district, from_on) nulls not distinct;
select guard_commune_table('market_rent');
-- Lines of a bank's or the treasury's file: matched to an account, or put before a person.
create table payment_line (
  commune_id integer not null references commune, id bigint generated always as identity, batch_id bigint, line_key text not null, paid_on date not null, amount bigint not null check (amount > 0),
  method text not null check (method in ('cash','cheque','transfer','treasury','card','mobile','other')), reference text, payer text, note text,
  state text not null check (state in ('waiting','matched','set_aside')), matched_by text check (matched_by in ('reference','amount','person')), account_id bigint, candidates jsonb not null default '[]', source_digest text,
  decided_by bigint, decided_at timestamptz, reason text, created_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, account_id) references ledger_account
);
create unique index payment_line_once on payment_line (commune_id, line_key);
create index payment_line_waiting on payment_line (commune_id, paid_on) where state = 'waiting';
select guard_commune_table('payment_line');
-- Money that waits stands on the commune's "unallocated" account: its journal lines name the line they came by.
create table payment_line_posting (
  commune_id integer not null, posting_id bigint not null, line_id bigint not null, primary key (commune_id, posting_id), foreign key (commune_id, line_id) references payment_line
);
select guard_commune_table('payment_line_posting');
revoke update, delete on payment_line_posting from sommier_app;
