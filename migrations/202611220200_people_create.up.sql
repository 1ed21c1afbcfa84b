create table person (
  id bigint generated always as identity primary key, email text not null, name text not null,
  password_hash text not null, language text not null default 'fr', disabled_at timestamptz, created_at timestamptz not null default now()
);
create unique index person_email on person (lower(email));
create table membership (
  commune_id integer not null references commune, person_id bigint not null references person,
  role text not null check (role in ('viewer','agent','officer','manager','auditor','admin')),
  disabled_at timestamptz, created_at timestamptz not null default now(), primary key (commune_id, person_id)
);
create index membership_person on membership (person_id);
create table session (
  id bigint generated always as identity primary key, token_hash bytea not null unique, person_id bigint not null references person,
  created_at timestamptz not null default now(), last_seen_at timestamptz not null default now(), expires_at timestamptz not null,
  revoked_at timestamptz, user_agent text
);
create index session_person on session (person_id);
create table sign_in_throttle (
  key text primary key, failures integer not null default 0, window_start timestamptz not null default now(), locked_until timestamptz
);
create table setup_link (
  token_hash bytea primary key, expires_at timestamptz not null, used_at timestamptz
);
grant select, insert, update on person, session, sign_in_throttle, setup_link to sommier_app;
grant delete on sign_in_throttle to sommier_app;
grant select, insert, update, delete on membership to sommier_app;
grant select, insert, update on commune to sommier_app;
grant select, insert, update on job, data_version to sommier_app;
alter table membership enable row level security;
-- A person sees her own memberships (the list of communes at sign-in) and, inside a commune, that commune's.
create policy membership_read on membership for select to sommier_app
  using (commune_id = current_commune() or person_id = current_person());
create policy membership_write on membership to sommier_app using (commune_id = current_commune()) with check (commune_id = current_commune());

-- Who holds this token, and with which role in the commune of that code: one statement per request, before any commune is set.
-- A session ends twelve hours after its last use; the use is noted every five minutes at most.
create function principal_of(token bytea, commune_code text) returns table (
  session_id bigint, person_id bigint, email text, name text, language text, expires_at timestamptz,
  commune_id integer, role text, code text, commune_name text, currency text, srid integer, timezone text, languages text[], demo boolean)
language plpgsql volatile security definer set search_path = public as $$
#variable_conflict use_column
begin
  return query select s.id, p.id, p.email, p.name, p.language, s.expires_at, m.commune_id, m.role, c.code, c.name, c.currency, c.srid, c.timezone, c.languages, c.demo
    from session s join person p on p.id = s.person_id
    left join commune c on c.code = commune_code
    left join membership m on m.commune_id = c.id and m.person_id = p.id and m.disabled_at is null
    where s.token_hash = token and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '12 hours' and p.disabled_at is null;
  update session s set last_seen_at = now()
    where s.token_hash = token and s.revoked_at is null and s.last_seen_at < now() - interval '5 minutes' and s.last_seen_at > now() - interval '12 hours';
end $$;
revoke all on function principal_of(bytea, text) from public;
grant execute on function principal_of(bytea, text) to sommier_app;
