drop function refresh_statistics(text[]);
do $$ declare t text; begin
  foreach t in array array['job','data_version','import_batch','import_refusal','import_before','column_mapping','zone_set','zone','capture','listing',
      'listing_past','listing_place','listing_zone','tile_cell','parcel','asset','layer','layer_feature','audit_entry','audit_personal','audit_head'] loop
    execute format('drop policy %I on %I', t || '_commune', t);
    execute format('alter table %I disable row level security', t);
  end loop;
end $$;
do $$ begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    alter function geometry_overlaps(geometry, geometry) not leakproof;
    alter function similarity_op(text, text) not leakproof;
    alter function word_similarity_op(text, text) not leakproof;
    alter function pg_catalog.texticlike(text, text) not leakproof;
    alter function pg_catalog.textlike(text, text) not leakproof;
  end if;
end $$;
