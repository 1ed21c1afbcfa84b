drop function principal_of(bytea, text);
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
drop table request_pace, provider_attempt, provider_identity, recovery_code, second_factor;
alter table commune drop column second_factor_roles;
alter table person drop column local_password;
alter table session drop column way, drop column second_factor, drop column proved_at;
