drop trigger asset_whole_parent on asset;
drop trigger occupation_unit_whole_delete on occupation_unit;
drop trigger occupation_unit_whole_gone on occupation_unit;
drop trigger occupation_unit_whole_update on occupation_unit;
drop trigger occupation_unit_whole_insert on occupation_unit;
drop trigger occupation_whole_update on occupation;
drop function occupation_family_changed(), occupation_unit_gone(), occupation_unit_changed(), occupation_changed(), hold_whole(integer, bigint[]), occupation_breaches(integer, bigint[], bigint[]);
drop aggregate sum_of_shares(integer, integer);
drop function add_share(numeric[], integer, integer);
