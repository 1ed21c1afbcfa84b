-- Where functions cannot be marked leakproof, views pinned to the commune stand before the tables (docs/decisions/0060): this function must meet them too, for its spatial index.
alter function near_assets(bigint[], double precision) set search_path = sommier_pinned, public, pg_temp;
