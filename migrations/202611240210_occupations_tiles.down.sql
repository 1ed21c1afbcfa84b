create or replace function tile(c integer, layer_name text, tz integer, tx integer, ty integer, f jsonb)
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
