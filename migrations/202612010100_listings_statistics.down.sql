create or replace function refresh_statistics(tables text[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare t text; begin
  foreach t in array tables loop
    if t = any (array['listing','listing_past','listing_zone','tile_cell','parcel','asset','layer_feature','zone','activity_fact','activity_unit','mobility_point','fixed_asset','comparable',
      'occupation','occupation_term','ledger_account','ledger_due','ledger_payment','ledger_allocation','ledger_posting']) then execute format('analyze %I', t); end if;
  end loop; end $$;
