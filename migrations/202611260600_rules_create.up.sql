-- Rules of taxes as dated data. A draft may change; what is published never does, but for the day that ends it.
create table tax_rule (
  commune_id integer not null references commune, id bigint generated always as identity,
  rule_key text not null check (length(rule_key) between 1 and 100), tax text not null check (length(tax) between 1 and 100), version integer check (version > 0),
  state text not null default 'draft' check (state in ('draft','published')), rule jsonb not null, valid_from date, valid_to date, closes_on date, pack text check (length(pack) <= 100),
  author_id bigint references person, author_name text not null, created_at timestamptz not null default now(),
  verified_by bigint references person, verified_name text, verified_on date, verified_note text check (length(verified_note) <= 2000),
  published_by bigint references person, published_name text, published_at timestamptz, revision integer not null default 1,
  primary key (commune_id, id), check (valid_to > valid_from), check (closes_on > valid_from), check (closes_on < valid_to),
  check ((state = 'published') = (version is not null) and (state = 'published') = (published_at is not null)),
  check (state = 'draft' or (valid_from is not null and verified_on is not null)), check (closes_on is null or state = 'published'), check ((verified_on is null) = (verified_name is null))
);
create index tax_rule_tax on tax_rule (commune_id, tax, rule_key, valid_from);
create unique index tax_rule_version on tax_rule (commune_id, rule_key, version) where version is not null;
-- Two published versions of a key never hold on one day: refused here, so that no run can meet it.
alter table tax_rule add constraint tax_rule_no_overlap exclude using gist (commune_id with =, rule_key with =, daterange(valid_from, least(valid_to, closes_on)) with &&) where (state = 'published');
select guard_commune_table('tax_rule');
create function tax_rule_stands() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    if old.state = 'published' then raise exception 'a published rule stays' using errcode = 'integrity_constraint_violation'; end if;
    return old;
  end if;
  if old.state = 'published' and ((old.rule_key, old.tax, old.version, old.state, old.rule, old.valid_from, old.valid_to, old.verified_on, old.published_at) is distinct from
      (new.rule_key, new.tax, new.version, new.state, new.rule, new.valid_from, new.valid_to, new.verified_on, new.published_at)
      or (old.closes_on is not null and new.closes_on is distinct from old.closes_on)) then
    raise exception 'a published rule never changes' using errcode = 'integrity_constraint_violation'; end if;
  return new;
end $$;
create trigger tax_rule_stands before update or delete on tax_rule for each row execute function tax_rule_stands();

-- The bench: cases computed by hand that the published rules of a tax must give.
create table tax_example (
  commune_id integer not null references commune, id bigint generated always as identity, tax text not null, example_key text not null check (length(example_key) between 1 and 200), example jsonb not null,
  pack text check (length(pack) <= 100), created_by bigint references person, created_at timestamptz not null default now(), primary key (commune_id, id)
);
create unique index tax_example_once on tax_example (commune_id, tax, example_key);
select guard_commune_table('tax_example');
