-- Vector tiles in one round trip under the policies: tile() names the commune for its own statement, reads, and answers the tile itself where
-- PostGIS can encode one (mvt), else its features one by one (id, properties, geometry clipped and in tile units) for the encoder of the server.
-- What each layer shows is written once, in the functions tile_<layer>; they are inlined, so `&&` reaches the spatial index.

create function tile_listings(c integer, box geometry, platforms text[], rooms text[], wants_gone boolean, zones_of bigint)
  returns table (id bigint, gone boolean, uncertainty_m real, share real, weight double precision, geom geometry) language sql stable as $$
  select l.id, l.gone, l.uncertainty_m,
    case when zones_of is not null then coalesce((select max(s.share) from listing_zone s where s.commune_id = c and s.set_id = zones_of and s.listing_id = l.id), 0) end,
    l.estimated_nights, l.g3857
  from listing l
  where l.commune_id = c and l.g3857 && box and (platforms is null or l.platform = any (platforms))
    and (rooms is null or l.room_type = any (rooms)) and (wants_gone is null or l.gone = wants_gone) $$;

create function tile_assets(c integer, box geometry, domains text[], titles text[], natures text[], statuses text[], named boolean)
  returns table (id bigint, domain_class text, title_state text, has_child boolean, name text, name_ar text, weight double precision, geom geometry)
  language sql stable as $$
  select a.id, a.domain_class, a.title_state, nullif(exists (select from asset k where k.commune_id = c and k.parent_id = a.id), false),
    case when named then a.name end, case when named then a.name_ar end,
    coalesce(a.drawn_area_m2, a.land_area_m2, a.footprint_m2, a.built_area_m2, 0)::double precision, a.g3857
  from asset a
  where a.commune_id = c and a.g3857 && box and (domains is null or coalesce(a.domain_class, 'none') = any (domains))
    and (titles is null or coalesce(a.title_state, 'none') = any (titles)) and (natures is null or coalesce(a.nature, 'none') = any (natures))
    and (statuses is null or coalesce(a.status, 'none') = any (statuses)) $$;

create function tile_parcels(c integer, box geometry, titles text[], named boolean)
  returns table (id bigint, title_state text, reference text, weight double precision, geom geometry) language sql stable as $$
  select p.id, p.title_state, case when named then p.reference end, coalesce(p.area_m2, 0), p.g3857
  from parcel p
  where p.commune_id = c and p.g3857 && box and (titles is null or coalesce(p.title_state, 'none') = any (titles)) $$;

create function tile_zones(c integer, box geometry, zones_of bigint)
  returns table (id bigint, label text, label_ar text, set_id bigint, geom geometry) language sql stable as $$
  select z.id, z.label, z.label_ar, z.set_id, z.g3857
  from zone z where z.commune_id = c and z.g3857 && box and (zones_of is null or z.set_id = zones_of) $$;

create function tile_uploaded(c integer, box geometry, layer_name text)
  returns table (id bigint, geom geometry) language sql stable as $$
  select f.id, f.g3857 from layer_feature f
  where f.commune_id = c and f.g3857 && box and f.layer_id = (select l.id from layer l where l.commune_id = c and l.name = layer_name) $$;

-- A point in EPSG:3857 in the units of a tile of 4096, y downwards.
create function tile_point(px double precision, py double precision, z integer, x integer, y integer) returns geometry
  language sql immutable parallel safe as $$
  select st_makepoint(floor((px + 20037508.342789244) / 40075016.685578488 * (1::bigint << (z + 12))) - x * 4096::double precision,
    floor((20037508.342789244 - py) / 40075016.685578488 * (1::bigint << (z + 12))) - y * 4096::double precision) $$;

-- A shape in the same units, clipped to the tile and its margin of 64, by the steps of ST_AsMVTGeom in their order: what lies under half a unit
-- goes first, then come the grid, the clip, and the grid again.
create function tile_shape(shape geometry, z integer, x integer, y integer) returns bytea language sql immutable parallel safe as $$
  select st_asbinary(st_collectionextract(st_snaptogrid(st_clipbybox2d(st_snaptogrid(st_affine(
      case when st_dimension(shape) = 0 then shape else st_simplify(st_removerepeatedpoints(shape, 0.5 / k), 0.5 / k, true) end,
      k, 0, 0, -k, 20037508.342789244 * k - x * 4096::double precision, 20037508.342789244 * k - y * 4096::double precision), 1),
      st_makeenvelope(-64, -64, 4160, 4160, 3857)), 1), st_dimension(shape) + 1))
  from (select (1::bigint << (z + 12)) / 40075016.685578488 as k) scale
  where st_dimension(shape) = 0 or greatest(st_xmax(shape) - st_xmin(shape), st_ymax(shape) - st_ymin(shape)) * k >= 0.5 $$;

-- Counts kept by level; below 6 the cells of level 6 serve.
create function tile_cells(c integer, layer_name text, tz integer, tx integer, ty integer)
  returns table (n integer, weight real, geom geometry) language sql stable as $$
  select t.n, t.weight::real, tile_point(t.px, t.py, tz, tx, ty)
  from tile_cell t where t.commune_id = c and t.layer = layer_name and t.z = tz and t.x = tx and t.y = ty
  union all
  select t.n, t.weight::real, tile_point(t.px, t.py, tz, tx, ty)
  from tile_cell t where tz < 6 and t.commune_id = c and t.layer = layer_name and t.z = 6 and t.x >> (6 - tz) = tx and t.y >> (6 - tz) = ty $$;

-- The words of one field of a filter; null when the filter does not name it.
create function tile_words(f jsonb, field text) returns text[] language sql immutable parallel safe as $$
  select case when f ? field then array(select jsonb_array_elements_text(f -> field)) end $$;

-- What a filtered layer counts at low zooms: the same cells, counted now.
create function tile_counted(c integer, layer_name text, tz integer, tx integer, ty integer, f jsonb)
  returns table (n integer, weight real, geom geometry) language sql stable as $$
  with word as (select tile_words(f, 'platform') platforms, tile_words(f, 'room') rooms, (f ->> 'gone')::boolean gone, tile_words(f, 'domain') domains,
      tile_words(f, 'title') titles, tile_words(f, 'nature') natures, tile_words(f, 'status') statuses, st_tileenvelope(tz, tx, ty) box),
  found as (
    select l.geom p, l.weight w from word, tile_listings(c, box, platforms, rooms, coalesce(gone, false), null) l where layer_name = 'listings'
    union all select st_centroid(a.geom), a.weight from word, tile_assets(c, box, domains, titles, natures, statuses, false) a where layer_name = 'assets'
    union all select st_centroid(p.geom), p.weight from word, tile_parcels(c, box, titles, false) p where layer_name = 'parcels'),
  placed as (select tile_point(st_x(p), st_y(p), tz, tx, ty) q, w from found)
  select count(*)::integer, sum(w)::real, st_makepoint(round(avg(st_x(q))), round(avg(st_y(q)))) from placed
  where st_x(q) >= 0 and st_x(q) < 4096 and st_y(q) >= 0 and st_y(q) < 4096
  group by floor(st_x(q) / 64), floor(st_y(q) / 64) $$;

-- Cells up to 14 for points and 13 for shapes; a layer of few features is drawn as it is at every zoom.
create function tile_is_counted(c integer, layer_name text, tz integer) returns boolean language sql stable as $$
  select layer_name <> 'zones' and tz < case layer_name when 'listings' then 15 else 14 end
    and (select coalesce(sum(n), 0) > 5000 from tile_cell where commune_id = c and layer = layer_name and z = 6) $$;

-- f: {"set": zone set id, "platform": [..], "room": [..], "gone": bool, "domain": [..], "title": [..], "nature": [..], "status": [..]}, each optional.
create function tile(c integer, layer_name text, tz integer, tx integer, ty integer, f jsonb)
  returns table (mvt bytea, id bigint, properties jsonb, geom bytea) language plpgsql as $$
#variable_conflict use_column
declare
  frame constant geometry := st_tileenvelope(tz, tx, ty);
  around constant geometry := st_tileenvelope(tz, tx, ty, margin => 64 / 4096.0::double precision);
  native constant boolean := postgis_libprotobuf_version() is not null;
  platforms text[]; rooms text[]; gone boolean; domains text[]; titles text[]; natures text[]; statuses text[]; zones_of bigint;
  named constant boolean := tz >= 16;
begin
  perform set_config('sommier.commune', c::text, true);
  if f <> '{}' then
    platforms := tile_words(f, 'platform'); rooms := tile_words(f, 'room'); gone := (f ->> 'gone')::boolean; domains := tile_words(f, 'domain');
    titles := tile_words(f, 'title'); natures := tile_words(f, 'nature'); statuses := tile_words(f, 'status'); zones_of := (f ->> 'set')::bigint;
  end if;
  if tile_is_counted(c, layer_name, tz) then
    if coalesce(platforms, rooms, domains, titles, natures, statuses) is null and gone is not true then
      if native then return query select st_asmvt(t, layer_name, 4096, 'geom'), null::bigint, null::jsonb, null::bytea from tile_cells(c, layer_name, tz, tx, ty) t;
      else return query select null::bytea, null::bigint, jsonb_build_object('n', t.n, 'weight', t.weight), st_asbinary(t.geom) from tile_cells(c, layer_name, tz, tx, ty) t; end if;
    else
      if native then return query select st_asmvt(t, layer_name, 4096, 'geom'), null::bigint, null::jsonb, null::bytea from tile_counted(c, layer_name, tz, tx, ty, f) t;
      else return query select null::bytea, null::bigint, jsonb_build_object('n', t.n, 'weight', t.weight), st_asbinary(t.geom) from tile_counted(c, layer_name, tz, tx, ty, f) t; end if;
    end if;
  elsif layer_name = 'listings' then
    if native then return query select st_asmvt(t, 'listings', 4096, 'geom', 'id'), null::bigint, null::jsonb, null::bytea from (
      select l.id, l.gone, l.uncertainty_m, l.share, tile_point(st_x(l.geom), st_y(l.geom), tz, tx, ty) geom
      from tile_listings(c, around, platforms, rooms, gone, zones_of) l) t;
    else return query select null::bytea, l.id, jsonb_build_object('gone', l.gone, 'uncertainty_m', l.uncertainty_m, 'share', l.share),
      st_asbinary(tile_point(st_x(l.geom), st_y(l.geom), tz, tx, ty)) from tile_listings(c, around, platforms, rooms, gone, zones_of) l; end if;
  elsif layer_name = 'assets' then
    if native then return query select st_asmvt(t, 'assets', 4096, 'geom', 'id'), null::bigint, null::jsonb, null::bytea from (
      select a.id, a.domain_class, a.title_state, a.has_child, a.name, a.name_ar, st_asmvtgeom(a.geom, frame, 4096, 64) geom
      from tile_assets(c, around, domains, titles, natures, statuses, named) a) t;
    else return query select null::bytea, a.id, jsonb_build_object('domain_class', a.domain_class, 'title_state', a.title_state, 'has_child', a.has_child,
      'name', a.name, 'name_ar', a.name_ar), tile_shape(a.geom, tz, tx, ty)
      from tile_assets(c, around, domains, titles, natures, statuses, named) a; end if;
  elsif layer_name = 'parcels' then
    if native then return query select st_asmvt(t, 'parcels', 4096, 'geom', 'id'), null::bigint, null::jsonb, null::bytea from (
      select p.id, p.title_state, p.reference, st_asmvtgeom(p.geom, frame, 4096, 64) geom from tile_parcels(c, around, titles, named) p) t;
    else return query select null::bytea, p.id, jsonb_build_object('title_state', p.title_state, 'reference', p.reference), tile_shape(p.geom, tz, tx, ty)
      from tile_parcels(c, around, titles, named) p; end if;
  elsif layer_name = 'zones' then
    if native then return query select st_asmvt(t, 'zones', 4096, 'geom', 'id'), null::bigint, null::jsonb, null::bytea from (
      select z.id, z.label, z.label_ar, z.set_id, st_asmvtgeom(z.geom, frame, 4096, 64) geom from tile_zones(c, around, zones_of) z) t;
    else return query select null::bytea, z.id, jsonb_build_object('label', z.label, 'label_ar', z.label_ar, 'set_id', z.set_id), tile_shape(z.geom, tz, tx, ty) from tile_zones(c, around, zones_of) z; end if;
  else
    if native then return query select st_asmvt(t, layer_name, 4096, 'geom', 'id'), null::bigint, null::jsonb, null::bytea from (
      select u.id, st_asmvtgeom(u.geom, frame, 4096, 64) geom from tile_uploaded(c, around, layer_name) u) t;
    else return query select null::bytea, u.id, '{}'::jsonb, tile_shape(u.geom, tz, tx, ty) from tile_uploaded(c, around, layer_name) u; end if;
  end if;
end $$;

-- What a tile is as of: null where the commune has no such layer (or no such set of zones). zones_of is the set's row id.
create function tile_version(c integer, layer_name text, set_name text) returns table (version text, zones_of bigint) language plpgsql as $$
#variable_conflict use_column
begin
  perform set_config('sommier.commune', c::text, true);
  return query select coalesce(string_agg(v.layer || v.version, '.' order by v.layer), '0'), found.id
    from (select case when set_name is not null then (select s.id from zone_set s where s.commune_id = c and s.name = set_name) end as id) found
    left join data_version v on v.commune_id = c and v.layer in (layer_name, case when set_name is not null then 'zones' end)
    where (set_name is null or found.id is not null)
      and (layer_name in ('assets', 'listings', 'zones', 'parcels') or exists (select from layer l where l.commune_id = c and l.name = layer_name))
    group by found.id;
end $$;
