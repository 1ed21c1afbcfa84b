drop index asset_spent_prefix, asset_counts, asset_by_district, asset_by_name;
