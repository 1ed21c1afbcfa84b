-- Dated rules of late payment, each with the text that allows it; of the same dues and rights no two are in force on a day.
create table penalty_rule (
  commune_id integer not null references commune, id bigint generated always as identity, name text not null check (length(name) between 1 and 200),
  due_kind text not null check (due_kind in ('any','rent','charges','fee')), right_kind text not null check (right_kind in ('any','lease','permit','concession')), from_on date not null, to_on date,
  grace_days integer not null default 0 check (grace_days between 0 and 365), fixed_minor bigint not null default 0 check (fixed_minor >= 0), percent_bp integer not null default 0 check (percent_bp between 0 and 100000),
  monthly_bp integer not null default 0 check (monthly_bp between 0 and 100000), months text not null default 'begun' check (months in ('begun','whole')), ceiling_bp integer check (ceiling_bp > 0),
  law text not null, article text, url text, note text, version integer not null default 1, created_by bigint, created_at timestamptz not null default now(),
  primary key (commune_id, id), check (to_on > from_on), check (fixed_minor > 0 or percent_bp > 0 or monthly_bp > 0),
  constraint penalty_rule_once exclude using gist (commune_id with =, due_kind with =, right_kind with =, daterange(from_on, to_on) with &&)
);
select guard_commune_table('penalty_rule');

-- The due a penalty is for.
alter table ledger_due add column penalises bigint;
create index ledger_due_penalises on ledger_due (commune_id, penalises) where penalises is not null;

-- What a rule wrote, with its reckoning as it stood. A person who takes a penalty back writes in the ledger alone: the rule does not ask for it again.
create table penalty_charge (
  commune_id integer not null, id bigint generated always as identity, due_id bigint not null, penalty_id bigint not null, rule_id bigint not null, on_day date not null, amount bigint not null check (amount <> 0), total bigint not null, lines jsonb not null,
  created_by bigint, created_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, due_id) references ledger_due, foreign key (commune_id, penalty_id) references ledger_due, foreign key (commune_id, rule_id) references penalty_rule
);
create index penalty_charge_due on penalty_charge (commune_id, due_id);
create index penalty_charge_rule on penalty_charge (commune_id, rule_id);
select guard_commune_table('penalty_charge');
revoke update, delete on penalty_charge from sommier_app;
create trigger penalty_charge_append_only before update or delete on penalty_charge for each row execute function ledger_append_only();
create trigger penalty_charge_no_truncate before truncate on penalty_charge for each statement execute function ledger_append_only();
