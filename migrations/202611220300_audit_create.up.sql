create table audit_head (commune_id integer primary key references commune, seq bigint not null default 0, hash bytea not null default '\x');
create table audit_entry (
  commune_id integer not null references commune, seq bigint not null, at timestamptz not null, actor_id bigint, actor text not null,
  action text not null, subject text not null, detail jsonb not null default '{}', request_id text,
  prev_hash bytea not null, hash bytea not null, primary key (commune_id, seq)
);
-- Personal values stand apart: the chain hashes a salted commitment, so a value and its salt can be erased and the chain stays green.
create table audit_personal (
  commune_id integer not null, seq bigint not null, path text not null, salt bytea, value text, commitment bytea not null,
  primary key (commune_id, seq, path), foreign key (commune_id, seq) references audit_entry
);
create index audit_entry_subject on audit_entry (commune_id, subject, seq);
grant select, insert on audit_entry, audit_personal to sommier_app;
grant select, insert, update on audit_head to sommier_app;
create function refuse_change() returns trigger language plpgsql as $$ begin
  raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege'; end $$;
create trigger audit_entry_append_only before update or delete on audit_entry for each row execute function refuse_change();
create trigger audit_entry_no_truncate before truncate on audit_entry for each statement execute function refuse_change();
-- A personal value is forgotten by losing its salt and itself, together; the commitment stays.
create function forget_only() returns trigger language plpgsql as $$ begin
  if tg_op = 'UPDATE' and new.salt is null and new.value is null and new.commitment = old.commitment
    and (new.commune_id, new.seq, new.path) = (old.commune_id, old.seq, old.path) then return new; end if;
  raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege'; end $$;
create trigger audit_personal_forget_only before update or delete on audit_personal for each row execute function forget_only();
create trigger audit_personal_no_truncate before truncate on audit_personal for each statement execute function refuse_change();
grant update (salt, value) on audit_personal to sommier_app;
