drop table asset_merge, asset_twin;
