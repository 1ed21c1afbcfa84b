drop policy asset_live on asset;
alter table asset drop constraint asset_bin_of, drop column bin_id;
drop table asset_bin;
