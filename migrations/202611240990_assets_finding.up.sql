-- Finding among a hundred thousand properties: sorts of the register's list, codes by their beginning, and the facets' columns side by side in one narrow
-- index, so that counting reads them without the rows.
create index asset_by_name on asset (commune_id, name, id);
create index asset_by_district on asset (commune_id, district, id);
create index asset_counts on asset (commune_id, domain_class, title_state, nature, status, level, district, use_code, origin, conservation, condition_class) include (bin_id, id);
create index asset_spent_prefix on asset_spent (commune_id, kind, key text_pattern_ops);
