-- Dated delays of the procedure, each with its text; of the same step no two are in force on a day.
create table collection_rule (
  commune_id integer not null references commune, id bigint generated always as identity, file_kind text not null check (file_kind in ('claim','control')),
  step text not null check (step in ('reminder','formal_notice','enforcement','office_proposal','office_assessment','appeal')), after_step text not null check (after_step in ('notice','request','reminder','formal_notice','office_proposal','office_assessment')),
  days integer not null check (days between 0 and 3650), suspends boolean not null default false, office text, office_ar text, law text not null, article text, url text,
  status text not null default 'to_confirm' check (status in ('to_confirm','confirmed')), confirmed_by text, confirmed_on date, from_on date not null, to_on date, version integer not null default 1, created_by bigint, created_at timestamptz not null default now(),
  primary key (commune_id, id), check (to_on > from_on), check ((status = 'confirmed') = (confirmed_by is not null)),
  constraint collection_rule_once exclude using gist (commune_id with =, file_kind with =, step with =, daterange(from_on, to_on) with &&)
);
-- A file: a claim (the due of a tax, from its notice to its end), or a control of what was not declared. `evidence` is what the figures said when it was opened.
create table collection_file (
  commune_id integer not null references commune, id bigint generated always as identity, kind text not null check (kind in ('claim','control')), number text not null,
  party_id bigint, tax text not null check (length(tax) between 1 and 100), period_from date not null, period_to date not null, run_id bigint, due_id bigint, unit_id bigint, listing_id bigint, label text,
  evidence jsonb not null default '{}', found_nights integer check (found_nights >= 0), found_minor bigint, cost_minor bigint not null default 0 check (cost_minor >= 0),
  outcome text check (outcome in ('paid','cancelled','irrecoverable','declared','nothing_found')), closed_at timestamptz, opened_by bigint, opened_name text not null, opened_at timestamptz not null default now(), version integer not null default 1,
  primary key (commune_id, id), unique (commune_id, number), foreign key (commune_id, party_id) references party, foreign key (commune_id, due_id) references ledger_due, foreign key (commune_id, run_id) references assessment_run,
  check (period_to > period_from), check ((outcome is null) = (closed_at is null)), check (kind = 'control' or due_id is not null)
);
create unique index collection_file_due on collection_file (commune_id, due_id) where due_id is not null;
create unique index collection_file_gap on collection_file (commune_id, coalesce(unit_id, 0), coalesce(listing_id, 0), period_from, period_to) where kind = 'control' and (unit_id is not null or listing_id is not null);
create index collection_file_party on collection_file (commune_id, party_id);
create index collection_file_list on collection_file (commune_id, kind, id desc);
-- Each step with who signed it and when; nothing of it changes.
create table collection_step (
  commune_id integer not null, id bigint generated always as identity, file_id bigint not null, kind text not null check (kind in ('notice','request','reminder','formal_notice','enforcement','office_proposal','office_assessment','served','appeal','appeal_decision','closed','reopened')),
  on_day date not null, of_step bigint, note text check (length(note) <= 2000), detail jsonb not null default '{}', job_id bigint, signed_by bigint, signed_name text not null, signed_at timestamptz not null default clock_timestamp(),
  primary key (commune_id, id), foreign key (commune_id, file_id) references collection_file, check ((kind in ('served','appeal_decision')) = (of_step is not null))
);
create index collection_step_file on collection_step (commune_id, file_id, id);
create unique index collection_step_served on collection_step (commune_id, of_step) where kind = 'served';
create unique index collection_step_decided on collection_step (commune_id, of_step) where kind = 'appeal_decision';
-- Papers of a step: number, code of verification, the file's hash; one batch is one file of many papers.
create table collection_paper (
  commune_id integer not null, id bigint generated always as identity, file_id bigint not null, step_id bigint not null, kind text not null, number text not null, code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'), day date not null,
  language text not null check (language in ('fr','ar','en')), amount bigint, reference text not null, sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'), bytes bigint not null, page integer not null default 1, pages integer not null, job_id bigint, created_by bigint, created_at timestamptz not null default now(),
  primary key (commune_id, id), unique (commune_id, number), foreign key (commune_id, file_id) references collection_file, foreign key (commune_id, step_id) references collection_step
);
create index collection_paper_file on collection_paper (commune_id, file_id);
create index collection_paper_reference on collection_paper (commune_id, reference);
create index collection_paper_hash on collection_paper (sha256);
-- A due whose collection waits (an appeal that suspends): nothing is added to it meanwhile.
create table ledger_hold (
  commune_id integer not null, id bigint generated always as identity, due_id bigint not null, since date not null, lifted date, reason text not null check (length(reason) between 1 and 300), created_by bigint, created_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, due_id) references ledger_due, check (lifted >= since)
);
create unique index ledger_hold_once on ledger_hold (commune_id, due_id) where lifted is null;
do $$ declare t text; begin
  foreach t in array array['collection_rule','collection_file','collection_step','collection_paper','ledger_hold'] loop perform guard_commune_table(t::regclass); end loop;
  foreach t in array array['collection_step','collection_paper'] loop
    execute format('revoke update, delete on %I from sommier_app', t);
    execute format('create trigger %I before update or delete on %I for each row execute function ledger_append_only()', t || '_append_only', t);
  end loop;
  revoke delete on collection_file from sommier_app;
  revoke delete on ledger_hold from sommier_app;
end $$;

-- What a stranger may learn of a paper: the notices too.
create or replace function verify_paper(given_code text, given_hash text) returns table (kind text, number text, day date, language text, format text, issued_at timestamptz, rows integer, pages integer, sha256 text, commune text, commune_ar text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.kind, p.number, p.day, p.language, p.format, p.issued_at, p.rows, p.pages, p.sha256, c.name, c.name_ar
    from issued_paper p join commune c on c.id = p.commune_id where p.state = 'issued' and (p.code = given_code or p.sha256 = given_hash)
  union all
  select 'tax_' || p.kind, case when count(*) = 1 then min(p.number) end, p.day, p.language, 'pdf', min(p.created_at), case when count(*) > 1 then count(*)::integer end, sum(p.pages)::integer, p.sha256, c.name, c.name_ar
    from collection_paper p join commune c on c.id = p.commune_id where p.code = given_code or p.sha256 = given_hash group by p.kind, p.day, p.language, p.sha256, c.name, c.name_ar
  union all
  select p.kind, case when count(*) = 1 then min(p.number) end, p.day, p.language, 'pdf', min(p.created_at), case when count(*) > 1 then count(*)::integer end, null, p.sha256, c.name, c.name_ar
    from paper p join commune c on c.id = p.commune_id where p.sha256 = given_hash group by p.kind, p.day, p.language, p.sha256, c.name, c.name_ar
  limit 1 $$;
