-- Access keys: what opens the OGC addresses to QGIS, ogr2ogr and scripts in a person's name. What is kept of a key is its SHA-256.
create table access_key (
  commune_id integer not null references commune (id),
  id bigint generated always as identity,
  person_id bigint not null references person (id),
  name text not null check (length(name) between 1 and 80),
  key_hash bytea not null unique,
  hint text not null,
  writes boolean not null default false,
  layers text[],
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by bigint references person (id),
  primary key (commune_id, id)
);
create index access_key_person on access_key (commune_id, person_id);
select guard_commune_table('access_key');

/*
 * Whose key it is and what she may in its commune, as principal_of answers for a session. With `commune_code` null the key's own commune; a key of another one answers nothing.
 * A key is worth what its person is worth now: disabled or gone from the commune, it opens nothing. Its use is noted every minute at most.
 */
create function key_principal_of(hash bytea, commune_code text)
  returns table (key_id bigint, writes boolean, layers text[], person_id bigint, email text, name text, language text, expires_at timestamptz, commune_id integer, role text,
    code text, commune_name text, currency text, srid integer, timezone text, languages text[], demo boolean)
  language plpgsql security definer set search_path = public as $$
#variable_conflict use_column
begin
  return query select k.id, k.writes, k.layers, p.id, p.email, p.name, p.language, k.expires_at, m.commune_id, m.role, c.code, c.name, c.currency, c.srid, c.timezone, c.languages, c.demo
    from access_key k join person p on p.id = k.person_id and p.disabled_at is null
    join commune c on c.id = k.commune_id and (commune_code is null or c.code = commune_code)
    join membership m on m.commune_id = k.commune_id and m.person_id = k.person_id and m.disabled_at is null
    where k.key_hash = hash and k.revoked_at is null and k.expires_at > now();
  update access_key k set last_used_at = now()
    where k.key_hash = hash and k.revoked_at is null and k.expires_at > now() and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute');
end $$;
revoke execute on function key_principal_of(bytea, text) from public;
grant execute on function key_principal_of(bytea, text) to sommier_app;
