-- Papers handed out: what kind, to which account, with which number, and the hash of the file, so that a copy shown later can be checked.
create table paper (
  commune_id integer not null references commune, id bigint generated always as identity, kind text not null check (kind in ('notice','receipt','reminder','statement','revision')),
  number text not null, language text not null check (language in ('fr','ar','en')), account_id bigint, occupation_id bigint, payment_id bigint, revision_id bigint, day date not null, amount bigint,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'), bytes bigint not null, job_id bigint, created_by bigint, created_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, account_id) references ledger_account, foreign key (commune_id, payment_id) references ledger_payment
);
create index paper_account on paper (commune_id, account_id, id);
create index paper_hash on paper (commune_id, sha256);
select guard_commune_table('paper');
revoke update, delete on paper from sommier_app;
create trigger paper_append_only before update or delete on paper for each row execute function ledger_append_only();
