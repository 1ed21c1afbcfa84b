-- What a property was found to be worth: by which method, on which day, from which inputs. Never overwritten: a later one stands beside it, a wrong
-- one is withdrawn with its reason.
create table valuation (
  commune_id integer not null references commune, id bigint generated always as identity, asset_id bigint not null,
  method text not null check (method in ('comparison','income','term_reversion','replacement_cost','residual','administrative')),
  purpose text not null check (purpose in ('inventory','sale','purchase','lease','accounting','insurance','other')),
  basis text not null check (basis in ('market_value','value_in_use','book_value','replacement','land_value')),
  valued_on date not null, inputs jsonb not null, currency text not null, value_minor numeric(20,0) not null, lines jsonb not null, notes text[] not null default '{}',
  low_minor numeric(20,0), high_minor numeric(20,0), evidence text check (length(evidence) <= 4000),
  author_id bigint not null references person, created_at timestamptz not null default now(),
  state text not null default 'draft' check (state in ('draft','signed','withdrawn')),
  signed_by bigint references person, signed_at timestamptz, withdrawn_by bigint references person, withdrawn_at timestamptz, reason text check (length(reason) between 1 and 2000),
  version integer not null default 1, primary key (commune_id, id), foreign key (commune_id, asset_id) references asset,
  constraint valuation_second_person check (signed_by is distinct from author_id),
  constraint valuation_signed check ((signed_by is null) = (signed_at is null) and (state <> 'signed' or signed_by is not null)),
  constraint valuation_withdrawn check ((state = 'withdrawn') = (withdrawn_by is not null) and (withdrawn_by is null) = (withdrawn_at is null) and (state <> 'withdrawn' or reason is not null))
);
create index valuation_asset on valuation (commune_id, asset_id, valued_on desc, id desc);
select guard_commune_table('valuation');
-- Nothing of what was found may change, nor go: only its state moves, once.
create function valuation_stands() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.state = 'withdrawn' or (old.state = 'signed' and new.state = 'draft')
    or (old.asset_id, old.method, old.purpose, old.basis, old.valued_on, old.inputs, old.currency, old.value_minor, old.lines, old.author_id, old.created_at)
      is distinct from (new.asset_id, new.method, new.purpose, new.basis, new.valued_on, new.inputs, new.currency, new.value_minor, new.lines, new.author_id, new.created_at)
  then raise exception 'a valuation is never overwritten' using errcode = 'integrity_constraint_violation'; end if;
  return new;
end $$;
create trigger valuation_stands before update on valuation for each row execute function valuation_stands();
revoke delete on valuation from sommier_app;
