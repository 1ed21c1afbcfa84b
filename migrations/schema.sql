-- Made by `npm run db:dump` from a migrated database; a test compares it with both engines. Change the migrations, not this file.

create extension btree_gist;
create extension pg_trgm;
create extension pgcrypto;
create extension postgis;
create extension unaccent;

create schema staging;

alter function geometry_overlaps(geometry,geometry) leakproof;
alter function similarity_op(text,text) leakproof;
alter function texticlike(text,text) leakproof;
alter function textlike(text,text) leakproof;
alter function word_similarity_op(text,text) leakproof;

create table asset (
  commune_id integer not null,
  id bigint generated always as identity not null,
  code text not null,
  parent_id bigint,
  inventory_number text,
  name text not null,
  name_ar text,
  level text,
  nature text,
  domain_class text,
  title_state text,
  title_number text,
  status text,
  tenure text,
  address text,
  district text,
  use_label text,
  year_built integer,
  floors integer,
  land_area_m2 numeric,
  footprint_m2 numeric,
  built_area_m2 numeric,
  drawn_area_m2 double precision,
  origin text,
  acquired_on date,
  attributes jsonb default '{}'::jsonb not null,
  batch_id bigint,
  version integer default 1 not null,
  geom geometry(Geometry,4326),
  g3857 geometry(Geometry,3857) generated always as (st_transform(geom, 3857)) stored,
  source_srid integer,
  accuracy_m double precision,
  located_by text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text,
  source_digest text,
  constraint asset_domain_class_check CHECK ((domain_class = ANY (ARRAY['public_naturel'::text, 'public_artificiel'::text, 'public_par_affectation'::text, 'prive_affecte'::text, 'prive_patrimonial'::text, 'etat_mis_a_disposition'::text, 'tiers_occupe_par_commune'::text, 'indetermine'::text]))),
  constraint asset_inventory_number_check CHECK ((length(inventory_number) <= 25)),
  constraint asset_level_check CHECK ((level = ANY (ARRAY['site'::text, 'building'::text, 'unit'::text, 'room'::text]))),
  constraint asset_located_by_check CHECK ((located_by = ANY (ARRAY['import'::text, 'parcel'::text, 'address'::text, 'click'::text, 'drawing'::text]))),
  constraint asset_nature_check CHECK ((nature = ANY (ARRAY['land'::text, 'building'::text, 'unit'::text, 'road'::text, 'equipment'::text, 'cemetery'::text, 'market'::text, 'other'::text]))),
  constraint asset_status_check CHECK ((status = ANY (ARRAY['project'::text, 'active'::text, 'dormant'::text, 'surplus'::text, 'disposed'::text, 'demolished'::text, 'deactivated'::text]))),
  constraint asset_title_state_check CHECK ((title_state = ANY (ARRAY['titre_foncier'::text, 'requisition'::text, 'non_immatricule'::text, 'sans_document'::text]))),
  constraint asset_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint asset_commune_id_parent_id_fkey FOREIGN KEY (commune_id, parent_id) REFERENCES asset(commune_id, id),
  constraint asset_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX asset_code ON public.asset USING btree (commune_id, code);
CREATE INDEX asset_g3857 ON public.asset USING gist (g3857);
CREATE INDEX asset_geom ON public.asset USING gist (geom);
CREATE INDEX asset_parent ON public.asset USING btree (commune_id, parent_id);
CREATE INDEX asset_search ON public.asset USING gin (search gin_trgm_ops);
alter table asset enable row level security;
create policy asset_commune on asset for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on asset to sommier_app;

create table audit_entry (
  commune_id integer not null,
  seq bigint not null,
  at timestamp with time zone not null,
  actor_id bigint,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb default '{}'::jsonb not null,
  request_id text,
  prev_hash bytea not null,
  hash bytea not null,
  constraint audit_entry_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint audit_entry_pkey PRIMARY KEY (commune_id, seq)
);
CREATE INDEX audit_entry_subject ON public.audit_entry USING btree (commune_id, subject, seq);
CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table audit_entry enable row level security;
create policy audit_entry_commune on audit_entry for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on audit_entry to sommier_app;

create table audit_head (
  commune_id integer not null,
  seq bigint default 0 not null,
  hash bytea default '\x'::bytea not null,
  constraint audit_head_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint audit_head_pkey PRIMARY KEY (commune_id)
);
alter table audit_head enable row level security;
create policy audit_head_commune on audit_head for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select, update on audit_head to sommier_app;

create table audit_personal (
  commune_id integer not null,
  seq bigint not null,
  path text not null,
  salt bytea,
  value text,
  commitment bytea not null,
  constraint audit_personal_commune_id_seq_fkey FOREIGN KEY (commune_id, seq) REFERENCES audit_entry(commune_id, seq),
  constraint audit_personal_pkey PRIMARY KEY (commune_id, seq, path)
);
CREATE TRIGGER audit_personal_forget_only BEFORE DELETE OR UPDATE ON public.audit_personal FOR EACH ROW EXECUTE FUNCTION forget_only();
CREATE TRIGGER audit_personal_no_truncate BEFORE TRUNCATE ON public.audit_personal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table audit_personal enable row level security;
create policy audit_personal_commune on audit_personal for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on audit_personal to sommier_app;
grant update (salt) on audit_personal to sommier_app;
grant update (value) on audit_personal to sommier_app;

create table capture (
  commune_id integer not null,
  id bigint generated always as identity not null,
  platform text not null,
  captured_on date not null,
  take smallint default 1 not null,
  moment integer generated always as ((((captured_on - '1970-01-01'::date) * 100) + take)) stored not null,
  batch_id bigint not null,
  listings integer default 0 not null,
  constraint capture_take_check CHECK (((take >= 1) AND (take <= 99))),
  constraint capture_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint capture_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX capture_moment ON public.capture USING btree (commune_id, platform, moment);
alter table capture enable row level security;
create policy capture_commune on capture for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on capture to sommier_app;

create table column_mapping (
  commune_id integer not null,
  format text not null,
  header_hash text not null,
  mapping jsonb not null,
  updated_at timestamp with time zone default now() not null,
  constraint column_mapping_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint column_mapping_pkey PRIMARY KEY (commune_id, format, header_hash)
);
alter table column_mapping enable row level security;
create policy column_mapping_commune on column_mapping for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on column_mapping to sommier_app;

create table commune (
  id integer generated always as identity not null,
  code text not null,
  name text not null,
  name_ar text,
  currency text not null,
  languages text[] default '{fr}'::text[] not null,
  timezone text default 'Africa/Tunis'::text not null,
  srid integer default 4326 not null,
  demo boolean default false not null,
  created_at timestamp with time zone default now() not null,
  constraint commune_code_check CHECK ((code ~ '^[A-Z0-9][A-Z0-9_-]{1,31}$'::text)),
  constraint commune_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint commune_pkey PRIMARY KEY (id),
  constraint commune_code_key UNIQUE (code)
);
grant insert, select, update on commune to sommier_app;

create table data_version (
  commune_id integer not null,
  layer text not null,
  version bigint default 1 not null,
  changed_at timestamp with time zone default now() not null,
  constraint data_version_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint data_version_pkey PRIMARY KEY (commune_id, layer)
);
alter table data_version enable row level security;
create policy data_version_commune on data_version for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on data_version to sommier_app;

create table idempotency (
  commune_id integer not null,
  person_id bigint not null,
  key text not null,
  request_hash bytea not null,
  status smallint,
  reply jsonb,
  created_at timestamp with time zone default now() not null,
  constraint idempotency_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200))),
  constraint idempotency_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint idempotency_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint idempotency_pkey PRIMARY KEY (commune_id, person_id, key)
);
CREATE INDEX idempotency_age ON public.idempotency USING btree (created_at);
alter table idempotency enable row level security;
create policy idempotency_commune on idempotency for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on idempotency to sommier_app;

create table import_batch (
  commune_id integer not null,
  id bigint generated always as identity not null,
  job_id bigint,
  format text not null,
  layer text,
  platform text,
  captured_on date,
  source_name text not null,
  source_bytes bigint,
  source_hash text not null,
  options jsonb default '{}'::jsonb not null,
  accuracy_m double precision,
  state text default 'staged'::text not null,
  rows integer default 0 not null,
  inserted integer default 0 not null,
  returned integer default 0 not null,
  updated integer default 0 not null,
  unchanged integer default 0 not null,
  refused integer default 0 not null,
  removed integer default 0 not null,
  held integer default 0 not null,
  notes jsonb default '{}'::jsonb not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  committed_at timestamp with time zone,
  undone_at timestamp with time zone,
  constraint import_batch_state_check CHECK ((state = ANY (ARRAY['staged'::text, 'committed'::text, 'undone'::text, 'refused'::text]))),
  constraint import_batch_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint import_batch_pkey PRIMARY KEY (commune_id, id)
);
alter table import_batch enable row level security;
create policy import_batch_commune on import_batch for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on import_batch to sommier_app;

create table import_before (
  commune_id integer not null,
  batch_id bigint not null,
  entity text not null,
  entity_id bigint not null,
  before jsonb,
  constraint import_before_commune_id_batch_id_fkey FOREIGN KEY (commune_id, batch_id) REFERENCES import_batch(commune_id, id),
  constraint import_before_pkey PRIMARY KEY (commune_id, batch_id, entity, entity_id)
);
alter table import_before enable row level security;
create policy import_before_commune on import_before for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on import_before to sommier_app;

create table import_refusal (
  commune_id integer not null,
  batch_id bigint not null,
  "row" bigint not null,
  ordinal smallint default 0 not null,
  "column" text,
  value text,
  code text not null,
  params jsonb default '{}'::jsonb not null,
  constraint import_refusal_commune_id_batch_id_fkey FOREIGN KEY (commune_id, batch_id) REFERENCES import_batch(commune_id, id),
  constraint import_refusal_pkey PRIMARY KEY (commune_id, batch_id, "row", ordinal)
);
alter table import_refusal enable row level security;
create policy import_refusal_commune on import_refusal for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on import_refusal to sommier_app;

create table job (
  commune_id integer not null,
  id bigint generated always as identity not null,
  kind text not null,
  state text default 'queued'::text not null,
  stage text,
  done bigint default 0 not null,
  total bigint,
  payload jsonb default '{}'::jsonb not null,
  result jsonb,
  error jsonb,
  cancel_requested boolean default false not null,
  worker text,
  heartbeat_at timestamp with time zone,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  lane text,
  attempts integer default 0 not null,
  constraint job_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'interrupted'::text]))),
  constraint job_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint job_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX job_lane ON public.job USING btree (commune_id, lane) WHERE (state = 'running'::text);
CREATE INDEX job_queue ON public.job USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
alter table job enable row level security;
create policy job_commune on job for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on job to sommier_app;

create table layer (
  commune_id integer not null,
  id bigint generated always as identity not null,
  name text not null,
  title text not null,
  geometry_type text,
  source text,
  source_date date,
  batch_id bigint,
  fields jsonb default '[]'::jsonb not null,
  style jsonb,
  created_at timestamp with time zone default now() not null,
  constraint layer_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9_-]{0,62}$'::text)),
  constraint layer_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint layer_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX layer_name ON public.layer USING btree (commune_id, name);
alter table layer enable row level security;
create policy layer_commune on layer for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on layer to sommier_app;

create table layer_feature (
  commune_id integer not null,
  id bigint generated always as identity not null,
  layer_id bigint not null,
  source_key text not null,
  attributes jsonb default '{}'::jsonb not null,
  batch_id bigint,
  source_digest text,
  geom geometry(Geometry,4326),
  g3857 geometry(Geometry,3857) generated always as (st_transform(geom, 3857)) stored,
  constraint layer_feature_commune_id_layer_id_fkey FOREIGN KEY (commune_id, layer_id) REFERENCES layer(commune_id, id) ON DELETE CASCADE,
  constraint layer_feature_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX layer_feature_g3857 ON public.layer_feature USING gist (g3857);
CREATE INDEX layer_feature_geom ON public.layer_feature USING gist (geom);
CREATE UNIQUE INDEX layer_feature_source ON public.layer_feature USING btree (commune_id, layer_id, source_key);
alter table layer_feature enable row level security;
create policy layer_feature_commune on layer_feature for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on layer_feature to sommier_app;

create table listing (
  commune_id integer not null,
  id bigint generated always as identity not null,
  platform text not null,
  external_id text not null,
  seen_from integer not null,
  seen_to integer,
  gone boolean generated always as ((seen_to IS NOT NULL)) stored not null,
  name text,
  host_id text,
  host_name text,
  neighbourhood_group text,
  neighbourhood text,
  room_type text,
  property_type text,
  price_minor bigint,
  price_text text,
  minimum_nights integer,
  number_of_reviews integer,
  number_of_reviews_ltm integer,
  reviews_per_month double precision,
  last_review date,
  host_listings integer,
  availability_365 integer,
  accommodates integer,
  bedrooms double precision,
  license text,
  extra jsonb,
  digest text not null,
  reviews_ltm double precision default 0 not null,
  estimated_nights double precision default 0 not null,
  at_cap boolean default false not null,
  uncertainty_m real default 150 not null,
  placed boolean default false not null,
  geom geometry(Point,4326),
  g3857 geometry(Point,3857) generated always as (st_transform(geom, 3857)) stored,
  constraint listing_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX listing_external ON public.listing USING btree (commune_id, platform, external_id);
CREATE INDEX listing_g3857 ON public.listing USING gist (g3857);
alter table listing enable row level security;
create policy listing_commune on listing for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on listing to sommier_app;

create table listing_past (
  commune_id integer not null,
  listing_id bigint not null,
  seen_from integer not null,
  seen_to integer not null,
  name text,
  host_id text,
  host_name text,
  neighbourhood_group text,
  neighbourhood text,
  room_type text,
  property_type text,
  price_minor bigint,
  price_text text,
  minimum_nights integer,
  number_of_reviews integer,
  number_of_reviews_ltm integer,
  reviews_per_month double precision,
  last_review date,
  host_listings integer,
  availability_365 integer,
  accommodates integer,
  bedrooms double precision,
  license text,
  extra jsonb,
  digest text not null,
  reviews_ltm double precision not null,
  estimated_nights double precision not null,
  at_cap boolean not null,
  uncertainty_m real not null,
  geom geometry(Point,4326),
  constraint listing_past_pkey PRIMARY KEY (commune_id, listing_id, seen_from)
);
alter table listing_past enable row level security;
create policy listing_past_commune on listing_past for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on listing_past to sommier_app;

create table listing_place (
  commune_id integer not null,
  listing_id bigint not null,
  geom geometry(Point,4326) not null,
  placed_by bigint,
  placed_at timestamp with time zone default now() not null,
  constraint listing_place_pkey PRIMARY KEY (commune_id, listing_id)
);
alter table listing_place enable row level security;
create policy listing_place_commune on listing_place for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on listing_place to sommier_app;

create table listing_zone (
  commune_id integer not null,
  set_id bigint not null,
  listing_id bigint not null,
  zone_id bigint not null,
  share real not null,
  constraint listing_zone_pkey PRIMARY KEY (commune_id, set_id, listing_id, zone_id)
);
CREATE INDEX listing_zone_zone ON public.listing_zone USING btree (commune_id, zone_id);
alter table listing_zone enable row level security;
create policy listing_zone_commune on listing_zone for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on listing_zone to sommier_app;

create table membership (
  commune_id integer not null,
  person_id bigint not null,
  role text not null,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  constraint membership_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'agent'::text, 'officer'::text, 'manager'::text, 'auditor'::text, 'admin'::text]))),
  constraint membership_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint membership_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint membership_pkey PRIMARY KEY (commune_id, person_id)
);
CREATE INDEX membership_person ON public.membership USING btree (person_id);
alter table membership enable row level security;
create policy membership_read on membership for select to sommier_app using (((commune_id = current_commune()) OR (person_id = current_person()))) with check ();
create policy membership_write on membership for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on membership to sommier_app;

create table parcel (
  commune_id integer not null,
  id bigint generated always as identity not null,
  reference text,
  title_state text,
  source_key text not null,
  stated_area_m2 numeric,
  area_m2 double precision,
  attributes jsonb default '{}'::jsonb not null,
  batch_id bigint,
  version integer default 1 not null,
  geom geometry(Geometry,4326),
  g3857 geometry(Geometry,3857) generated always as (st_transform(geom, 3857)) stored,
  source_srid integer,
  accuracy_m double precision,
  source_digest text,
  constraint parcel_title_state_check CHECK ((title_state = ANY (ARRAY['titre_foncier'::text, 'requisition'::text, 'non_immatricule'::text, 'sans_document'::text]))),
  constraint parcel_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint parcel_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX parcel_g3857 ON public.parcel USING gist (g3857);
CREATE INDEX parcel_geom ON public.parcel USING gist (geom);
CREATE INDEX parcel_reference ON public.parcel USING btree (commune_id, reference);
CREATE INDEX parcel_search ON public.parcel USING gin (reference gin_trgm_ops);
CREATE UNIQUE INDEX parcel_source ON public.parcel USING btree (commune_id, source_key);
alter table parcel enable row level security;
create policy parcel_commune on parcel for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on parcel to sommier_app;

create table person (
  id bigint generated always as identity not null,
  email text not null,
  name text not null,
  password_hash text not null,
  language text default 'fr'::text not null,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  constraint person_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX person_email ON public.person USING btree (lower(email));
grant insert, select, update on person to sommier_app;

create table session (
  id bigint generated always as identity not null,
  token_hash bytea not null,
  person_id bigint not null,
  created_at timestamp with time zone default now() not null,
  last_seen_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  user_agent text,
  constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX session_person ON public.session USING btree (person_id);
grant insert, select, update on session to sommier_app;

create table setup_link (
  token_hash bytea not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint setup_link_pkey PRIMARY KEY (token_hash)
);
grant insert, select, update on setup_link to sommier_app;

create table sign_in_throttle (
  key text not null,
  failures integer default 0 not null,
  window_start timestamp with time zone default now() not null,
  locked_until timestamp with time zone,
  constraint sign_in_throttle_pkey PRIMARY KEY (key)
);
grant delete, insert, select, update on sign_in_throttle to sommier_app;

create table tile_cell (
  commune_id integer not null,
  layer text not null,
  z smallint not null,
  x integer not null,
  y integer not null,
  cell smallint not null,
  n integer not null,
  weight double precision default 0 not null,
  px double precision not null,
  py double precision not null,
  constraint tile_cell_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint tile_cell_pkey PRIMARY KEY (commune_id, layer, z, x, y, cell)
);
alter table tile_cell enable row level security;
create policy tile_cell_commune on tile_cell for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on tile_cell to sommier_app;

create table zone (
  commune_id integer not null,
  id bigint generated always as identity not null,
  set_id bigint not null,
  label text not null,
  label_ar text,
  geom geometry(MultiPolygon,4326) not null,
  g3857 geometry(MultiPolygon,3857) generated always as (st_multi(st_transform(geom, 3857))) stored,
  area_m2 double precision not null,
  constraint zone_commune_id_set_id_fkey FOREIGN KEY (commune_id, set_id) REFERENCES zone_set(commune_id, id) ON DELETE CASCADE,
  constraint zone_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX zone_g3857 ON public.zone USING gist (g3857);
CREATE INDEX zone_geom ON public.zone USING gist (geom);
CREATE UNIQUE INDEX zone_label ON public.zone USING btree (commune_id, set_id, label);
alter table zone enable row level security;
create policy zone_commune on zone for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on zone to sommier_app;

create table zone_set (
  commune_id integer not null,
  id bigint generated always as identity not null,
  name text not null,
  label_field text not null,
  valid_from date,
  batch_id bigint,
  repaired integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  constraint zone_set_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint zone_set_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX zone_set_name ON public.zone_set USING btree (commune_id, name);
alter table zone_set enable row level security;
create policy zone_set_commune on zone_set for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on zone_set to sommier_app;

CREATE OR REPLACE FUNCTION public.current_commune()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('sommier.commune', true), '')::integer $function$
;

CREATE OR REPLACE FUNCTION public.current_person()
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('sommier.person', true), '')::bigint $function$
;

CREATE OR REPLACE FUNCTION public.forget_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  if tg_op = 'UPDATE' and new.salt is null and new.value is null and new.commitment = old.commitment
    and (new.commune_id, new.seq, new.path) = (old.commune_id, old.seq, old.path) then return new; end if;
  raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege'; end $function$
;

CREATE OR REPLACE FUNCTION public.guard_commune_table(name regclass)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  execute format('alter table %s enable row level security', name);
  execute format('create policy %I on %s to sommier_app using (commune_id = current_commune()) with check (commune_id = current_commune())',
    (select relname from pg_class where oid = name) || '_commune', name);
  execute format('grant select, insert, update, delete on %s to sommier_app', name);
end $function$
;

CREATE OR REPLACE FUNCTION public.listing_indexes_off()
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ begin
  if exists (select from listing) then return false; end if;
  begin
    lock table listing in access exclusive mode nowait;
    if exists (select from listing) then raise lock_not_available; end if;
  exception when lock_not_available then return false; end;
  alter table listing drop constraint listing_pkey;
  drop index listing_external, listing_g3857;
  return true; end $function$
;

CREATE OR REPLACE FUNCTION public.listing_indexes_on()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ begin
  alter table listing add constraint listing_pkey primary key (commune_id, id);
  create unique index listing_external on listing (commune_id, platform, external_id);
  create index listing_g3857 on listing using gist (g3857); end $function$
;

CREATE OR REPLACE FUNCTION public.principal_of(token bytea, commune_code text)
 RETURNS TABLE(session_id bigint, person_id bigint, email text, name text, language text, expires_at timestamp with time zone, commune_id integer, role text, code text, commune_name text, currency text, srid integer, timezone text, languages text[], demo boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
#variable_conflict use_column
begin
  return query select s.id, p.id, p.email, p.name, p.language, s.expires_at, m.commune_id, m.role, c.code, c.name, c.currency, c.srid, c.timezone, c.languages, c.demo
    from session s join person p on p.id = s.person_id
    left join commune c on c.code = commune_code
    left join membership m on m.commune_id = c.id and m.person_id = p.id and m.disabled_at is null
    where s.token_hash = token and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '12 hours' and p.disabled_at is null;
  update session s set last_seen_at = now()
    where s.token_hash = token and s.revoked_at is null and s.last_seen_at < now() - interval '5 minutes' and s.last_seen_at > now() - interval '12 hours';
end $function$
;

CREATE OR REPLACE FUNCTION public.refresh_statistics(tables text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare t text; begin
  foreach t in array tables loop
    if t = any (array['listing','listing_past','listing_zone','tile_cell','parcel','asset','layer_feature','zone']) then execute format('analyze %I', t); end if;
  end loop; end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege'; end $function$
;

CREATE OR REPLACE FUNCTION public.tile(c integer, layer_name text, tz integer, tx integer, ty integer, f jsonb)
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
end $function$
;

CREATE OR REPLACE FUNCTION public.tile_assets(c integer, box geometry, domains text[], titles text[], natures text[], statuses text[], named boolean)
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
    and (statuses is null or coalesce(a.status, 'none') = any (statuses)) $function$
;

CREATE OR REPLACE FUNCTION public.tile_cells(c integer, layer_name text, tz integer, tx integer, ty integer)
 RETURNS TABLE(n integer, weight real, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select t.n, t.weight::real, tile_point(t.px, t.py, tz, tx, ty)
  from tile_cell t where t.commune_id = c and t.layer = layer_name and t.z = tz and t.x = tx and t.y = ty
  union all
  select t.n, t.weight::real, tile_point(t.px, t.py, tz, tx, ty)
  from tile_cell t where tz < 6 and t.commune_id = c and t.layer = layer_name and t.z = 6 and t.x >> (6 - tz) = tx and t.y >> (6 - tz) = ty $function$
;

CREATE OR REPLACE FUNCTION public.tile_counted(c integer, layer_name text, tz integer, tx integer, ty integer, f jsonb)
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
  group by floor(st_x(q) / 64), floor(st_y(q) / 64) $function$
;

CREATE OR REPLACE FUNCTION public.tile_is_counted(c integer, layer_name text, tz integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select layer_name <> 'zones' and tz < case layer_name when 'listings' then 15 else 14 end
    and (select coalesce(sum(n), 0) > 5000 from tile_cell where commune_id = c and layer = layer_name and z = 6) $function$
;

CREATE OR REPLACE FUNCTION public.tile_listings(c integer, box geometry, platforms text[], rooms text[], wants_gone boolean, zones_of bigint)
 RETURNS TABLE(id bigint, gone boolean, uncertainty_m real, share real, weight double precision, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select l.id, l.gone, l.uncertainty_m,
    case when zones_of is not null then coalesce((select max(s.share) from listing_zone s where s.commune_id = c and s.set_id = zones_of and s.listing_id = l.id), 0) end,
    l.estimated_nights, l.g3857
  from listing l
  where l.commune_id = c and l.g3857 && box and (platforms is null or l.platform = any (platforms))
    and (rooms is null or l.room_type = any (rooms)) and (wants_gone is null or l.gone = wants_gone) $function$
;

CREATE OR REPLACE FUNCTION public.tile_parcels(c integer, box geometry, titles text[], named boolean)
 RETURNS TABLE(id bigint, title_state text, reference text, weight double precision, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select p.id, p.title_state, case when named then p.reference end, coalesce(p.area_m2, 0), p.g3857
  from parcel p
  where p.commune_id = c and p.g3857 && box and (titles is null or coalesce(p.title_state, 'none') = any (titles)) $function$
;

CREATE OR REPLACE FUNCTION public.tile_point(px double precision, py double precision, z integer, x integer, y integer)
 RETURNS geometry
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select st_makepoint(floor((px + 20037508.342789244) / 40075016.685578488 * (1::bigint << (z + 12))) - x * 4096::double precision,
    floor((20037508.342789244 - py) / 40075016.685578488 * (1::bigint << (z + 12))) - y * 4096::double precision) $function$
;

CREATE OR REPLACE FUNCTION public.tile_shape(shape geometry, z integer, x integer, y integer)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select st_asbinary(st_collectionextract(st_snaptogrid(st_clipbybox2d(st_snaptogrid(st_affine(
      case when st_dimension(shape) = 0 then shape else st_simplify(st_removerepeatedpoints(shape, 0.5 / k), 0.5 / k, true) end,
      k, 0, 0, -k, 20037508.342789244 * k - x * 4096::double precision, 20037508.342789244 * k - y * 4096::double precision), 1),
      st_makeenvelope(-64, -64, 4160, 4160, 3857)), 1), st_dimension(shape) + 1))
  from (select (1::bigint << (z + 12)) / 40075016.685578488 as k) scale
  where st_dimension(shape) = 0 or greatest(st_xmax(shape) - st_xmin(shape), st_ymax(shape) - st_ymin(shape)) * k >= 0.5 $function$
;

CREATE OR REPLACE FUNCTION public.tile_uploaded(c integer, box geometry, layer_name text)
 RETURNS TABLE(id bigint, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select f.id, f.g3857 from layer_feature f
  where f.commune_id = c and f.g3857 && box and f.layer_id = (select l.id from layer l where l.commune_id = c and l.name = layer_name) $function$
;

CREATE OR REPLACE FUNCTION public.tile_version(c integer, layer_name text, set_name text)
 RETURNS TABLE(version text, zones_of bigint)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  perform set_config('sommier.commune', c::text, true);
  return query select coalesce(string_agg(v.layer || v.version, '.' order by v.layer), '0'), found.id
    from (select case when set_name is not null then (select s.id from zone_set s where s.commune_id = c and s.name = set_name) end as id) found
    left join data_version v on v.commune_id = c and v.layer in (layer_name, case when set_name is not null then 'zones' end)
    where (set_name is null or found.id is not null)
      and (layer_name in ('assets', 'listings', 'zones', 'parcels') or exists (select from layer l where l.commune_id = c and l.name = layer_name))
    group by found.id;
end $function$
;

CREATE OR REPLACE FUNCTION public.tile_words(f jsonb, field text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when f ? field then array(select jsonb_array_elements_text(f -> field)) end $function$
;

CREATE OR REPLACE FUNCTION public.tile_zones(c integer, box geometry, zones_of bigint)
 RETURNS TABLE(id bigint, label text, label_ar text, set_id bigint, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select z.id, z.label, z.label_ar, z.set_id, z.g3857
  from zone z where z.commune_id = c and z.g3857 && box and (zones_of is null or z.set_id = zones_of) $function$
;

CREATE OR REPLACE FUNCTION public.try_transform(shape geometry, target integer)
 RETURNS geometry
 LANGUAGE plpgsql
 STABLE STRICT
 SET search_path TO 'public'
AS $function$
begin return st_transform(shape, target); exception when others then return null; end $function$
;

revoke execute on function guard_commune_table(regclass) from public;
revoke execute on function listing_indexes_off() from public;
revoke execute on function listing_indexes_on() from public;
revoke execute on function principal_of(bytea,text) from public;
revoke execute on function refresh_statistics(text[]) from public;
grant execute on function try_transform(geometry,integer) to public;
