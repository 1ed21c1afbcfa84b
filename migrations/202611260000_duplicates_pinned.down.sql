alter function near_assets(bigint[], double precision) set search_path = public, pg_temp;
