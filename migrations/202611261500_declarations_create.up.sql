-- Returns of taxpayers. A draft may change; what is filed never does: a correction is a row of its own that names the one it replaces.
create function current_declarant() returns bigint language sql stable parallel safe as $$ select nullif(current_setting('sommier.declarant', true), '')::bigint $$;

create table declaration (
  commune_id integer not null references commune, id bigint generated always as identity,
  number text check (number ~ '^DEC-\d{4}-\d{5,}$'), version integer not null default 1 check (version > 0), replaces_id bigint, party_id bigint not null,
  tax text not null check (length(tax) between 1 and 100), period_from date not null, period_to date not null, state text not null check (state in ('draft','filed','superseded','withdrawn')),
  zero boolean not null, lines jsonb not null check (jsonb_typeof(lines) = 'array'), currency text not null check (currency ~ '^[A-Z]{3}$'), note text check (length(note) <= 1000), reason text check (length(reason) <= 1000),
  content_hash text check (content_hash ~ '^[0-9a-f]{64}$'), channel text not null check (channel in ('officer','declarant','file')), due_on date,
  filed_on date, filed_at timestamptz, filed_by bigint references person, filed_name text, filed_account bigint, batch_id bigint,
  created_by bigint references person, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), revision integer not null default 1,
  primary key (commune_id, id), foreign key (commune_id, party_id) references party, foreign key (commune_id, replaces_id) references declaration, check (period_to > period_from),
  check ((state = 'draft') = (content_hash is null) and (state = 'draft') = (filed_at is null) and (state = 'draft') = (number is null)), check (state = 'draft' or zero = (lines = '[]'))
);
create unique index declaration_number on declaration (commune_id, number, version) where number is not null;
create index declaration_period on declaration (commune_id, tax, period_from);
create index declaration_party on declaration (commune_id, party_id);
create index declaration_batch on declaration (commune_id, batch_id) where batch_id is not null;
create index declaration_replaces on declaration (commune_id, replaces_id) where replaces_id is not null;
select guard_commune_table('declaration');
create function declaration_stands() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then raise exception 'a filed declaration stays' using errcode = 'integrity_constraint_violation'; end if;
    return old;
  end if;
  if old.state <> 'draft' and (old.number, old.version, old.replaces_id, old.tax, old.period_from, old.period_to, old.zero, old.lines, old.currency, old.note, old.reason, old.content_hash, old.channel, old.due_on, old.filed_on, old.filed_at, old.filed_by, old.filed_name, old.filed_account, old.batch_id)
      is distinct from (new.number, new.version, new.replaces_id, new.tax, new.period_from, new.period_to, new.zero, new.lines, new.currency, new.note, new.reason, new.content_hash, new.channel, new.due_on, new.filed_on, new.filed_at, new.filed_by, new.filed_name, new.filed_account, new.batch_id) then
    raise exception 'a filed declaration never changes' using errcode = 'integrity_constraint_violation'; end if;
  return new;
end $$;
create trigger declaration_stands before update or delete on declaration for each row execute function declaration_stands();

-- Who is to declare what, as an officer put it down (others are found from what they did).
create table declaration_enrolment (
  commune_id integer not null references commune, id bigint generated always as identity, party_id bigint not null, tax text not null check (length(tax) between 1 and 100), since date not null, until date,
  created_by bigint references person, created_at timestamptz not null default now(), primary key (commune_id, id), foreign key (commune_id, party_id) references party, check (until > since)
);
create unique index declaration_enrolment_once on declaration_enrolment (commune_id, party_id, tax);
select guard_commune_table('declaration_enrolment');

-- Hosts and operators sign in apart from staff: other accounts, other sessions, one party each.
create table declarant_account (
  commune_id integer not null references commune, id bigint generated always as identity, party_id bigint not null, email text not null check (length(email) between 3 and 254), password_hash text not null,
  language text not null default 'fr' check (language in ('fr','ar','en')), disabled_at timestamptz, created_at timestamptz not null default now(), primary key (commune_id, id), foreign key (commune_id, party_id) references party
);
create unique index declarant_account_email on declarant_account (commune_id, lower(email));
create index declarant_account_party on declarant_account (commune_id, party_id);
select guard_commune_table('declarant_account');
create table declarant_invitation (
  commune_id integer not null references commune, id bigint generated always as identity, party_id bigint not null, code_hash bytea not null, created_by bigint references person, created_at timestamptz not null default now(),
  expires_at timestamptz not null, used_at timestamptz, primary key (commune_id, id), foreign key (commune_id, party_id) references party
);
create unique index declarant_invitation_code on declarant_invitation (commune_id, code_hash);
create index declarant_invitation_party on declarant_invitation (commune_id, party_id);
select guard_commune_table('declarant_invitation');
create table declarant_session (
  commune_id integer not null references commune, id bigint generated always as identity, account_id bigint not null, token_hash bytea not null, created_at timestamptz not null default now(), last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null, revoked_at timestamptz, primary key (commune_id, id), foreign key (commune_id, account_id) references declarant_account on delete cascade
);
create unique index declarant_session_token on declarant_session (token_hash);
create index declarant_session_account on declarant_session (commune_id, account_id);
select guard_commune_table('declarant_session');

-- A second wall beside the commune's: where a declarant asks, her own party's rows are all there is.
create policy declaration_own on declaration as restrictive to sommier_app using (current_declarant() is null or party_id = current_declarant()) with check (current_declarant() is null or party_id = current_declarant());
create policy declarant_account_own on declarant_account as restrictive to sommier_app using (current_declarant() is null or party_id = current_declarant()) with check (current_declarant() is null or party_id = current_declarant());
create policy declarant_invitation_own on declarant_invitation as restrictive to sommier_app using (current_declarant() is null) with check (current_declarant() is null);
create policy declaration_enrolment_own on declaration_enrolment as restrictive to sommier_app using (current_declarant() is null or party_id = current_declarant()) with check (current_declarant() is null);

-- The next number of a year's series, whoever asks: a declarant sees her own returns alone and cannot count the commune's.
create function next_declaration_number(of_year integer) returns integer language sql volatile security definer set search_path = public, pg_temp as
  $$ select coalesce(max(split_part(number, '-', 3)::integer), 0) + 1 from declaration where commune_id = current_commune() and number like 'DEC-' || of_year || '-%' $$;
revoke all on function next_declaration_number(integer) from public;
grant execute on function next_declaration_number(integer) to sommier_app;

-- Who holds a declarant's token, in the commune of that code alone. A session ends two hours after its last use.
create function declarant_of(token bytea, commune_code text) returns table (
  session_id bigint, account_id bigint, party_id bigint, language text, expires_at timestamptz,
  commune_id integer, code text, commune_name text, currency text, srid integer, timezone text, languages text[], demo boolean)
language plpgsql volatile security definer set search_path = public as $$
#variable_conflict use_column
begin
  return query select s.id, a.id, coalesce(y.merged_into, y.id), a.language, s.expires_at, c.id, c.code, c.name, c.currency, c.srid, c.timezone, c.languages, c.demo
    from declarant_session s join commune c on c.id = s.commune_id and c.code = commune_code join declarant_account a on a.commune_id = s.commune_id and a.id = s.account_id
      join party y on y.commune_id = a.commune_id and y.id = a.party_id
    where s.token_hash = token and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '2 hours' and a.disabled_at is null;
  update declarant_session s set last_seen_at = now()
    where s.token_hash = token and s.revoked_at is null and s.last_seen_at < now() - interval '5 minutes' and s.last_seen_at > now() - interval '2 hours';
end $$;
revoke all on function declarant_of(bytea, text) from public;
grant execute on function declarant_of(bytea, text) to sommier_app;
