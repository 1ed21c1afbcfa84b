create table parcel (
  commune_id integer not null references commune, id bigint generated always as identity, reference text, title_state text
    check (title_state in ('titre_foncier','requisition','non_immatricule','sans_document')),
  source_key text not null, stated_area_m2 numeric, area_m2 double precision, attributes jsonb not null default '{}', batch_id bigint, version integer not null default 1,
  geom geometry(Geometry,4326), g3857 geometry(Geometry,3857) generated always as (st_transform(geom,3857)) stored,
  source_srid integer, accuracy_m double precision, source_digest text, primary key (commune_id, id)
);
create unique index parcel_source on parcel (commune_id, source_key);
create index parcel_reference on parcel (commune_id, reference);
create index parcel_geom on parcel using gist (geom);
create index parcel_g3857 on parcel using gist (g3857);
create index parcel_search on parcel using gin (reference gin_trgm_ops);

-- A property of the commune (LADM: basic administrative unit with its spatial unit). Unknown stays null; nothing is guessed.
create table asset (
  commune_id integer not null references commune, id bigint generated always as identity, code text not null, parent_id bigint,
  inventory_number text check (length(inventory_number) <= 25), name text not null, name_ar text,
  level text check (level in ('site','building','unit','room')),
  nature text check (nature in ('land','building','unit','road','equipment','cemetery','market','other')),
  domain_class text check (domain_class in ('public_naturel','public_artificiel','public_par_affectation','prive_affecte','prive_patrimonial','etat_mis_a_disposition','tiers_occupe_par_commune','indetermine')),
  title_state text check (title_state in ('titre_foncier','requisition','non_immatricule','sans_document')), title_number text,
  status text check (status in ('project','active','dormant','surplus','disposed','demolished','deactivated')),
  tenure text, address text, district text, use_label text, year_built integer, floors integer,
  land_area_m2 numeric, footprint_m2 numeric, built_area_m2 numeric, drawn_area_m2 double precision,
  origin text, acquired_on date, attributes jsonb not null default '{}', batch_id bigint, version integer not null default 1,
  geom geometry(Geometry,4326), g3857 geometry(Geometry,3857) generated always as (st_transform(geom,3857)) stored,
  source_srid integer, accuracy_m double precision, located_by text check (located_by in ('import','parcel','address','click','drawing')),
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  search text, source_digest text, primary key (commune_id, id), foreign key (commune_id, parent_id) references asset
);
create unique index asset_code on asset (commune_id, code);
create index asset_geom on asset using gist (geom);
create index asset_g3857 on asset using gist (g3857);
create index asset_search on asset using gin (search gin_trgm_ops);
create index asset_parent on asset (commune_id, parent_id);

create table layer (
  commune_id integer not null references commune, id bigint generated always as identity, name text not null check (name ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
  title text not null, geometry_type text, source text, source_date date, batch_id bigint, fields jsonb not null default '[]', style jsonb,
  created_at timestamptz not null default now(), primary key (commune_id, id)
);
create unique index layer_name on layer (commune_id, name);
create table layer_feature (
  commune_id integer not null, id bigint generated always as identity, layer_id bigint not null, source_key text not null, attributes jsonb not null default '{}',
  batch_id bigint, source_digest text, geom geometry(Geometry,4326), g3857 geometry(Geometry,3857) generated always as (st_transform(geom,3857)) stored,
  primary key (commune_id, id), foreign key (commune_id, layer_id) references layer on delete cascade
);
create unique index layer_feature_source on layer_feature (commune_id, layer_id, source_key);
create index layer_feature_g3857 on layer_feature using gist (g3857);
create index layer_feature_geom on layer_feature using gist (geom);

-- A point outside its system's reach makes ST_Transform raise; an import refuses that row and goes on.
create function try_transform(shape geometry, target integer) returns geometry language plpgsql stable strict set search_path = public as $$
begin return st_transform(shape, target); exception when others then return null; end $$;
grant execute on function try_transform(geometry, integer) to sommier_app;
