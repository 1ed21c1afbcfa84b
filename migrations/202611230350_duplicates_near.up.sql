-- Pairs of properties of one level on the same ground or within some metres: the shape comes as a value at each turn, so that the spatial index
-- serves and no engine guesses at a join's selectivity. `share` is of the smaller ground, null where one of the two has none.
create function near_assets(wanted bigint[], metres double precision) returns table (low bigint, high bigint, share double precision, distance double precision)
language plpgsql stable set search_path = public, pg_temp as $$
declare r record; reach double precision;
begin
  for r in select a.id, a.geom, a.level, a.parent_id from asset a where a.commune_id = current_commune() and a.id = any (wanted) and a.geom is not null order by a.id loop
    reach := metres / 111000.0 / greatest(cos(radians(st_y(st_centroid(r.geom)))), 0.01);
    return query select r.id, b.id,
        case when st_dimension(r.geom) = 2 and st_dimension(b.geom) = 2 then st_area(st_intersection(st_makevalid(r.geom), st_makevalid(b.geom))) / nullif(least(st_area(r.geom), st_area(b.geom)), 0) end,
        st_distance(r.geom::geography, b.geom::geography)
      from asset b where b.commune_id = current_commune() and b.id > r.id and b.geom && st_expand(r.geom, reach)
        and b.level is not distinct from r.level and b.parent_id is distinct from r.id and r.parent_id is distinct from b.id
        and st_dwithin(r.geom::geography, b.geom::geography, metres) limit 50;
  end loop;
end $$;
grant execute on function near_assets(bigint[], double precision) to sommier_app;
