-- Of listings, only the columns that questions choose by: sampling the names, licences and digests of a million took half of the time.
create or replace function refresh_statistics(tables text[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare t text; begin
  foreach t in array tables loop
    if t = 'listing' then
      analyze listing (commune_id, id, platform, external_id, seen_from, seen_to, gone, host_id, neighbourhood, room_type, property_type, price_minor, minimum_nights,
        number_of_reviews, number_of_reviews_ltm, host_listings, accommodates, estimated_nights, uncertainty_m, placed, g3857);
    elsif t = any (array['listing_past','listing_zone','tile_cell','parcel','asset','layer_feature','zone','activity_fact','activity_unit','mobility_point','fixed_asset','comparable',
      'occupation','occupation_term','ledger_account','ledger_due','ledger_payment','ledger_allocation','ledger_posting']) then execute format('analyze %I', t); end if;
  end loop; end $$;
