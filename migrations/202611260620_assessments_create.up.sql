-- Runs of a tax over a period. A run freezes its rules, its facts and the model; what it gives is proved by hashes and can be computed again.
create table assessment_run (
  commune_id integer not null references commune, id bigint generated always as identity, tax text not null check (length(tax) between 1 and 100),
  kind text not null check (kind in ('first','supplementary','cancelling')), state text not null default 'computing' check (state in ('computing','draft','reviewed','issued','dropped')),
  period_from date not null, period_to date not null, day date not null, zone_set_id bigint, zone_set text, population integer, currency text not null, model text not null, rules jsonb not null, rules_hash text not null,
  figures jsonb, inputs_hash text, result_hash text, due_on date, job_id bigint, note text check (length(note) <= 1000),
  created_by bigint references person, created_name text not null, created_at timestamptz not null default now(),
  reviewed_by bigint references person, reviewed_name text, reviewed_at timestamptz, issued_by bigint references person, issued_name text, issued_at timestamptz, dropped_reason text, checked jsonb, version integer not null default 1,
  primary key (commune_id, id), check (period_to > period_from),
  constraint assessment_run_second_person check (reviewed_by is distinct from created_by or reviewed_by is null), constraint assessment_run_other_issuer check (issued_by is distinct from created_by or issued_by is null),
  check (state not in ('reviewed','issued') or reviewed_name is not null), check ((state = 'issued') = (issued_at is not null)), check (state in ('computing','dropped') or (figures is not null and result_hash is not null))
);
create index assessment_run_tax on assessment_run (commune_id, tax, period_from);
-- A case: what facts alike in all that the rules read owe, with the trace that explains it. Thousands of lines may share one.
create table assessment_case (
  commune_id integer not null, run_id bigint not null, no integer not null, facts jsonb not null, before integer not null default 0, reason text, amount bigint not null default 0, lines jsonb not null default '[]', zone text, certainty text,
  primary key (commune_id, run_id, no), foreign key (commune_id, run_id) references assessment_run
);
-- A line: one fact of the run. `reason` says why it waits; then it bears nothing.
create table assessment_line (
  commune_id integer not null, run_id bigint not null, fact_id bigint not null, fact_version integer not null, party_id bigint, case_no integer not null, amount bigint not null, reason text,
  primary key (commune_id, run_id, fact_id)
);
-- What one taxpayer owes of a run; once issued, the due in the ledger.
create table assessment_article (
  commune_id integer not null, run_id bigint not null, no integer not null, party_id bigint not null, lines integer not null, amount bigint not null, due_id bigint,
  primary key (commune_id, run_id, no), foreign key (commune_id, run_id) references assessment_run, foreign key (commune_id, party_id) references party
);
create unique index assessment_article_party on assessment_article (commune_id, run_id, party_id);
create index assessment_article_of on assessment_article (commune_id, party_id);
-- The zone in which a person says that a place stands, where its disc leaves a doubt.
create table assessment_zone (
  commune_id integer not null, unit_id bigint not null, set_id bigint not null, zone_id bigint not null, note text not null, confirmed_by bigint references person, confirmed_at timestamptz not null default now(),
  primary key (commune_id, unit_id, set_id), foreign key (commune_id, unit_id) references activity_unit on delete cascade, foreign key (commune_id, zone_id) references zone on delete cascade
);
do $$ declare t text; begin
  foreach t in array array['assessment_run','assessment_case','assessment_line','assessment_article','assessment_zone'] loop perform guard_commune_table(t::regclass); end loop;
end $$;

-- What a run froze does not change, and its state only goes on.
create function assessment_run_stands() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'dropped' then raise exception 'a run stays' using errcode = 'integrity_constraint_violation'; end if;
    return old;
  end if;
  if (old.tax, old.kind, old.period_from, old.period_to, old.day, old.zone_set_id, old.population, old.currency, old.model, old.rules, old.rules_hash, old.created_by, old.created_at)
      is distinct from (new.tax, new.kind, new.period_from, new.period_to, new.day, new.zone_set_id, new.population, new.currency, new.model, new.rules, new.rules_hash, new.created_by, new.created_at)
    or (old.state <> 'computing' and (old.figures, old.inputs_hash, old.result_hash) is distinct from (new.figures, new.inputs_hash, new.result_hash))
    or (old.state, new.state) not in (('computing','computing'),('computing','draft'),('computing','dropped'),('draft','draft'),('draft','reviewed'),('draft','dropped'),('reviewed','reviewed'),('reviewed','issued'),('reviewed','dropped'),('issued','issued'),('dropped','dropped'))
  then raise exception 'an assessment run is frozen' using errcode = 'integrity_constraint_violation'; end if;
  return new;
end $$;
create trigger assessment_run_stands before update or delete on assessment_run for each row execute function assessment_run_stands();
-- Lines, cases and articles move only while their run is made, or when it was dropped; asked once a statement. Issuing names the dues of its articles.
create function assessment_parts_stand() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from (select distinct o.commune_id, o.run_id from before_rows o) x join assessment_run r on r.commune_id = x.commune_id and r.id = x.run_id
      where not (r.state in ('computing','dropped') or (tg_table_name = 'assessment_article' and tg_op = 'UPDATE' and r.state = 'reviewed'))) then
    raise exception 'what an assessment run gave is frozen' using errcode = 'integrity_constraint_violation'; end if;
  return null;
end $$;
do $$ declare t text; begin
  foreach t in array array['assessment_case','assessment_line','assessment_article'] loop
    execute format('create trigger %I after update on %I referencing old table as before_rows for each statement execute function assessment_parts_stand()', t || '_update', t);
    execute format('create trigger %I after delete on %I referencing old table as before_rows for each statement execute function assessment_parts_stand()', t || '_delete', t);
  end loop;
end $$;
