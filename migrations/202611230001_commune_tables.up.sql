-- What every table of a commune must have, said once: row-level security by commune and the grants of the application's role.
create function guard_commune_table(name regclass) returns void language plpgsql set search_path = public, pg_temp as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('create policy %I on %s to sommier_app using (commune_id = current_commune()) with check (commune_id = current_commune())',
    (select relname from pg_class where oid = name) || '_commune', name);
  execute format('grant select, insert, update, delete on %s to sommier_app', name);
end $$;
revoke all on function guard_commune_table(regclass) from public;
