create extension if not exists postgis;
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;
create extension if not exists pgcrypto;

-- The application works as this role: no bypass of policies, no ownership. Every connection drops to it.
do $$ begin
  if not exists (select from pg_roles where rolname = 'sommier_app') then create role sommier_app nologin nobypassrls; end if;
  -- A superuser works as any role; another owner needs to be a member, and may have been made one before.
  if not pg_has_role(current_user, 'sommier_app', 'member') then execute format('grant sommier_app to %I', current_user); end if;
end $$;
create schema if not exists staging;
grant usage, create on schema staging to sommier_app;
grant usage on schema public to sommier_app;

-- The commune of the transaction; null outside one, and then no row of any commune is visible.
create function current_commune() returns integer language sql stable parallel safe
  as $$ select nullif(current_setting('sommier.commune', true), '')::integer $$;
create function current_person() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('sommier.person', true), '')::bigint $$;

create table commune (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[A-Z0-9][A-Z0-9_-]{1,31}$'),
  name text not null, name_ar text, currency text not null check (currency ~ '^[A-Z]{3}$'),
  languages text[] not null default '{fr}', timezone text not null default 'Africa/Tunis',
  srid integer not null default 4326, demo boolean not null default false, created_at timestamptz not null default now()
);

create table job (
  commune_id integer not null references commune, id bigint generated always as identity,
  kind text not null, state text not null default 'queued' check (state in ('queued','running','done','failed','cancelled','interrupted')),
  stage text, done bigint not null default 0, total bigint, payload jsonb not null default '{}', result jsonb, error jsonb,
  cancel_requested boolean not null default false, worker text, heartbeat_at timestamptz,
  created_by bigint, created_at timestamptz not null default now(), started_at timestamptz, finished_at timestamptz,
  primary key (commune_id, id)
);
create index job_queue on job (created_at) where state in ('queued','running');

-- One row per commune and layer: what tiles and lists are as of. Bumped in the transaction that changes them.
create table data_version (
  commune_id integer not null references commune, layer text not null, version bigint not null default 1,
  changed_at timestamptz not null default now(), primary key (commune_id, layer)
);
