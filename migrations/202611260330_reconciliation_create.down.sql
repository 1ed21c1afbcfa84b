drop table reconciliation_settlement;
drop index asset_inventory_upper;
drop table fixed_asset;
