-- The catalogue of layers: what a commune says of each layer, its own four included. A layer without a card is as before: read by all who read
-- the register, not public, drawn in the house's style.
create table layer_card (
  commune_id integer not null references commune, name text not null check (name ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
  title_ar text check (length(title_ar) between 1 and 200), group_name text check (length(group_name) between 1 and 120), position integer not null default 0,
  description text check (length(description) <= 2000), source text check (length(source) <= 300), source_date date, licence text check (length(licence) <= 200),
  crs integer check (crs between 1024 and 999999),
  -- Roles that read the layer; null for all who read the register. Own layers only: the house's follow the permissions of their data.
  readers text[] check (readers <@ array['viewer','agent','officer','manager','auditor','admin'] and 'admin' = any (readers)),
  is_public boolean not null default false, public_fields text[] not null default '{}',
  -- The style as its maker chose it, and the attributes it reads, in the order of the properties p0, p1 ... of a tile.
  look jsonb, look_fields text[] not null default '{}' check (cardinality(look_fields) <= 8),
  -- A directory: the fields of its form, and the model it was made after.
  form jsonb, directory text check (directory in ('services','digital','premises','startups','free')),
  version integer not null default 1, updated_at timestamptz not null default now(), primary key (commune_id, name)
);
select guard_commune_table('layer_card');
alter table layer_feature add column version integer not null default 1;

-- Inhabitants of a zone, for figures per inhabitant: counted by the commune or taken from a census, never guessed.
create table zone_inhabitants (
  commune_id integer not null references commune, zone_id bigint not null, inhabitants integer not null check (inhabitants >= 0), source text not null check (length(source) between 1 and 300),
  as_of date not null, primary key (commune_id, zone_id), foreign key (commune_id, zone_id) references zone (commune_id, id) on delete cascade
);
select guard_commune_table('zone_inhabitants');

drop function tile_uploaded(integer, geometry, text);
create function tile_uploaded(c integer, box geometry, layer_name text)
  returns table (id bigint, properties jsonb, geom geometry) language sql stable as $$
  select f.id, coalesce((select jsonb_object_agg('p' || (n.i - 1), f.attributes -> n.name)
      from (select k.look_fields from layer_card k where k.commune_id = c and k.name = layer_name offset 0) q, unnest(q.look_fields) with ordinality n(name, i)
      where jsonb_typeof(f.attributes -> n.name) in ('string', 'number', 'boolean')), '{}'), f.g3857
  from layer_feature f
  where f.commune_id = c and f.g3857 && box and f.layer_id = (select l.id from layer l where l.commune_id = c and l.name = layer_name) $$;

-- A layer that her role may not read answers as one the commune does not have.
create or replace function tile_access(token bytea, commune_code text, roles text[], layers text[], set_name text)
  returns table (language text, commune integer, versions text, zones_of bigint) language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  who record;
  found_set bigint;
  zones text := '';
  seen bigint;
  one text;
begin
  select p.language, p.commune_id, p.role into who from principal_of(token, commune_code) p;
  if not found then return; end if;
  language := who.language;
  if who.commune_id is not null and who.role = any (roles) then
    commune := who.commune_id;
    perform set_config('sommier.commune', commune::text, true);
    if set_name is not null then
      select s.id into found_set from zone_set s where s.commune_id = commune and s.name = set_name;
      select '-' || v.version into zones from data_version v where v.commune_id = commune and v.layer = 'zones';
    end if;
    zones_of := found_set;
    foreach one in array layers loop
      select v.version into seen from data_version v where v.commune_id = commune and v.layer = one;
      versions := concat(versions || ',', case
        when set_name is not null and found_set is null and one in ('listings', 'zones') then 'x'
        when one not in ('assets', 'listings', 'zones', 'parcels') and not exists (select from layer l left join layer_card k on k.commune_id = l.commune_id and k.name = l.name
            where l.commune_id = commune and l.name = one and (k.readers is null or who.role = any (k.readers))) then 'x'
        else coalesce(seen, 0)::text || case when one in ('listings', 'zones') then coalesce(zones, '') else '' end end);
    end loop;
  end if;
  return next;
end $$;

-- An own layer's tile carries what its style reads.
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
end $$;
