-- Cells with a weight again; it is counted anew with the next change of a layer.
drop function tile(integer, text, integer, integer, integer, jsonb), tile_counted(integer, text, integer, integer, integer, jsonb), tile_cells(integer, text, integer, integer, integer), tile_parcels(integer, geometry, text[], boolean), tile_listings(integer, geometry, text[], text[], boolean, bigint), tile_assets(integer, geometry, text[], text[], text[], text[], boolean);
alter table tile_cell add column weight double precision default 0 not null;
create function tile_assets(c integer, box geometry, domains text[], titles text[], natures text[], statuses text[], named boolean)
 RETURNS TABLE(id bigint, domain_class text, title_state text, has_child boolean, name text, name_ar text, weight double precision, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select a.id, a.domain_class, a.title_state, nullif(exists (select from asset k where k.commune_id = c and k.parent_id = a.id), false),
    case when named then a.name end, case when named then a.name_ar end,
    coalesce(a.drawn_area_m2, a.land_area_m2, a.footprint_m2, a.built_area_m2, 0)::double precision, a.g3857
  from asset a
  where a.commune_id = c and a.g3857 && box and (domains is null or coalesce(a.domain_class, 'none') = any (domains))
    and (titles is null or coalesce(a.title_state, 'none') = any (titles)) and (natures is null or coalesce(a.nature, 'none') = any (natures))
    and (statuses is null or coalesce(a.status, 'none') = any (statuses)) $function$;

create function tile_listings(c integer, box geometry, platforms text[], rooms text[], wants_gone boolean, zones_of bigint)
 RETURNS TABLE(id bigint, gone boolean, uncertainty_m real, share real, weight double precision, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select l.id, l.gone, l.uncertainty_m,
    case when zones_of is not null then coalesce((select max(s.share) from listing_zone s where s.commune_id = c and s.set_id = zones_of and s.listing_id = l.id), 0) end,
    l.estimated_nights, l.g3857
  from listing l
  where l.commune_id = c and l.g3857 && box and (platforms is null or l.platform = any (platforms))
    and (rooms is null or l.room_type = any (rooms)) and (wants_gone is null or l.gone = wants_gone) $function$;

create function tile_parcels(c integer, box geometry, titles text[], named boolean)
 RETURNS TABLE(id bigint, title_state text, reference text, weight double precision, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select p.id, p.title_state, case when named then p.reference end, coalesce(p.area_m2, 0), p.g3857
  from parcel p
  where p.commune_id = c and p.g3857 && box and (titles is null or coalesce(p.title_state, 'none') = any (titles)) $function$;

create function tile_cells(c integer, layer_name text, tz integer, tx integer, ty integer)
 RETURNS TABLE(n integer, weight real, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select t.n, t.weight::real, tile_point(t.px, t.py, tz, tx, ty)
  from tile_cell t where t.commune_id = c and t.layer = layer_name and t.z = tz and t.x = tx and t.y = ty
  union all
  select t.n, t.weight::real, tile_point(t.px, t.py, tz, tx, ty)
  from tile_cell t where tz < 6 and t.commune_id = c and t.layer = layer_name and t.z = 6 and t.x >> (6 - tz) = tx and t.y >> (6 - tz) = ty $function$;

create function tile_counted(c integer, layer_name text, tz integer, tx integer, ty integer, f jsonb)
 RETURNS TABLE(n integer, weight real, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  with word as (select tile_words(f, 'platform') platforms, tile_words(f, 'room') rooms, (f ->> 'gone')::boolean gone, tile_words(f, 'domain') domains,
      tile_words(f, 'title') titles, tile_words(f, 'nature') natures, tile_words(f, 'status') statuses, st_tileenvelope(tz, tx, ty) box),
  found as (
    select l.geom p, l.weight w from word, tile_listings(c, box, platforms, rooms, coalesce(gone, false), null) l where layer_name = 'listings'
    union all select st_centroid(a.geom), a.weight from word, tile_assets(c, box, domains, titles, natures, statuses, false) a where layer_name = 'assets'
    union all select st_centroid(p.geom), p.weight from word, tile_parcels(c, box, titles, false) p where layer_name = 'parcels'),
  placed as (select tile_point(st_x(p), st_y(p), tz, tx, ty) q, w from found)
  select count(*)::integer, sum(w)::real, st_makepoint(round(avg(st_x(q))), round(avg(st_y(q)))) from placed
  where st_x(q) >= 0 and st_x(q) < 4096 and st_y(q) >= 0 and st_y(q) < 4096
  group by floor(st_x(q) / 64), floor(st_y(q) / 64) $function$;

create function tile(c integer, layer_name text, tz integer, tx integer, ty integer, f jsonb)
 RETURNS TABLE(mvt bytea, id bigint, properties jsonb, geom bytea)
 LANGUAGE plpgsql
AS $function$
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
  elsif layer_name = 'assets' and f ? 'on' then
    if native then return query select st_asmvt(t, 'assets', 4096, 'geom', 'id'), null::bigint, null::jsonb, null::bytea from (
      select a.id, a.domain_class, a.title_state, a.has_child, a.name, a.name_ar, (select s.state from occupancy_span s where s.commune_id = c and s.asset_id = a.id and s.from_on <= (f ->> 'on')::date and (s.to_on is null or s.to_on > (f ->> 'on')::date)) as occ, st_asmvtgeom(a.geom, frame, 4096, 64) geom
      from tile_assets(c, around, domains, titles, natures, statuses, named) a) t;
    else return query select null::bytea, a.id, jsonb_build_object('domain_class', a.domain_class, 'title_state', a.title_state, 'has_child', a.has_child, 'name', a.name, 'name_ar', a.name_ar, 'occ', (select s.state from occupancy_span s where s.commune_id = c and s.asset_id = a.id and s.from_on <= (f ->> 'on')::date and (s.to_on is null or s.to_on > (f ->> 'on')::date))),
      tile_shape(a.geom, tz, tx, ty) from tile_assets(c, around, domains, titles, natures, statuses, named) a; end if;
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
      select u.id, u.properties, st_asmvtgeom(u.geom, frame, 4096, 64) geom from tile_uploaded(c, around, layer_name) u) t;
    else return query select null::bytea, u.id, u.properties, tile_shape(u.geom, tz, tx, ty) from tile_uploaded(c, around, layer_name) u; end if;
  end if;
end $function$;
