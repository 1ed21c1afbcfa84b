-- How a session was opened, when its person last proved who she is, and whether a second factor was part of it.
alter table session
  add column way text not null default 'password' check (way in ('password', 'provider')),
  add column second_factor boolean not null default false,
  add column proved_at timestamptz not null default now();
-- False: the account is opened by the provider of identities alone.
alter table person add column local_password boolean not null default true;
-- The roles that may work in the commune only with a second factor.
alter table commune add column second_factor_roles text[] not null default '{}'
  check (second_factor_roles <@ array['viewer', 'agent', 'officer', 'manager', 'auditor', 'admin']);

-- A time-based factor (RFC 6238). `last_step` is the last step whose code was taken: a code serves once.
create table second_factor (
  person_id bigint primary key references person on delete cascade, secret bytea not null,
  created_at timestamptz not null default now(), confirmed_at timestamptz, last_step bigint not null default 0
);
create table recovery_code (
  person_id bigint not null references person on delete cascade, position smallint not null, code_hash text not null, used_at timestamptz, primary key (person_id, position)
);
-- Who at a provider of identities is which person here.
create table provider_identity (
  issuer text not null, subject text not null, person_id bigint not null references person on delete cascade, created_at timestamptz not null default now(), primary key (issuer, subject)
);
create index provider_identity_person on provider_identity (person_id);
-- A sign-in under way at the provider: what its answer is held to. `person_id`: she links her account rather than signing in.
create table provider_attempt (
  token_hash bytea primary key, state text not null, nonce text not null, verifier text not null, next text not null,
  person_id bigint references person on delete cascade, expires_at timestamptz not null
);
-- What a person may still ask for of the endpoints that cost much; the same for every instance.
create table request_pace (
  key text primary key, tokens double precision not null, at timestamptz not null default now()
);
grant select, insert, update, delete on second_factor, recovery_code, provider_identity, provider_attempt, request_pace to sommier_app;

-- As before, and: a role that wants a second factor is no role for a session without one (`barred`), on every road in.
drop function principal_of(bytea, text);
create function principal_of(token bytea, commune_code text) returns table (
  session_id bigint, person_id bigint, email text, name text, language text, expires_at timestamptz,
  commune_id integer, role text, code text, commune_name text, currency text, srid integer, timezone text, languages text[], demo boolean,
  barred boolean, second_factor boolean, proved_at timestamptz)
language plpgsql volatile security definer set search_path = public as $$
#variable_conflict use_column
begin
  return query select s.id, p.id, p.email, p.name, p.language, s.expires_at,
      case when b.barred then null else m.commune_id end, case when b.barred then null else m.role end,
      c.code, c.name, c.currency, c.srid, c.timezone, c.languages, c.demo, b.barred, s.second_factor, s.proved_at
    from session s join person p on p.id = s.person_id
    left join commune c on c.code = commune_code
    left join membership m on m.commune_id = c.id and m.person_id = p.id and m.disabled_at is null
    cross join lateral (select coalesce(m.role = any (c.second_factor_roles) and not s.second_factor, false) as barred) b
    where s.token_hash = token and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '12 hours' and p.disabled_at is null;
  update session s set last_seen_at = now()
    where s.token_hash = token and s.revoked_at is null and s.last_seen_at < now() - interval '5 minutes' and s.last_seen_at > now() - interval '12 hours';
end $$;
revoke all on function principal_of(bytea, text) from public;
grant execute on function principal_of(bytea, text) to sommier_app;
