drop function near_assets(bigint[], double precision);
