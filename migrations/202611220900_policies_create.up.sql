-- Row-level security by commune on every table that carries commune_id, and the grants of the application's role.
do $$ declare t text; begin
  foreach t in array array['job','data_version','import_batch','import_refusal','import_before','column_mapping','zone_set','zone','capture','listing',
      'listing_past','listing_place','listing_zone','tile_cell','parcel','asset','layer','layer_feature'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to sommier_app using (commune_id = current_commune()) with check (commune_id = current_commune())', t || '_commune', t);
    execute format('grant select, insert, update, delete on %I to sommier_app', t);
  end loop;
  foreach t in array array['audit_entry','audit_personal','audit_head'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to sommier_app using (commune_id = current_commune()) with check (commune_id = current_commune())', t || '_commune', t);
  end loop;
end $$;

-- Without this a policy keeps spatial and trigram operators out of index conditions (docs/decisions/0002). Needs a superuser; elsewhere the
-- start-up check says so and names the command.
do $$ begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    alter function geometry_overlaps(geometry, geometry) leakproof;
    alter function similarity_op(text, text) leakproof;
    alter function word_similarity_op(text, text) leakproof;
    alter function pg_catalog.texticlike(text, text) leakproof;
    alter function pg_catalog.textlike(text, text) leakproof;
  end if;
end $$;

-- ANALYZE asks for ownership; an import must refresh the statistics of what it filled.
create function refresh_statistics(tables text[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare t text; begin
  foreach t in array tables loop
    if t = any (array['listing','listing_past','listing_zone','tile_cell','parcel','asset','layer_feature','zone']) then execute format('analyze %I', t); end if;
  end loop; end $$;
revoke all on function refresh_statistics(text[]) from public;
grant execute on function refresh_statistics(text[]) to sommier_app;
