drop function refresh_statistics(text[]);
do $$ declare t text; begin
  foreach t in array array['job','data_version','import_batch','import_refusal','import_before','column_mapping','zone_set','zone','zone_piece','capture','listing',
      'listing_past','listing_presence','listing_zone','tile_cell','parcel','asset','layer','layer_feature','audit_entry','audit_personal','audit_head'] loop
    execute format('drop policy %I on %I', t || '_commune', t);
    execute format('alter table %I disable row level security', t);
  end loop;
end $$;
