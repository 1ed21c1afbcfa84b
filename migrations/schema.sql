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

create table access_key (
  commune_id integer not null,
  id bigint generated always as identity not null,
  person_id bigint not null,
  name text not null,
  key_hash bytea not null,
  hint text not null,
  writes boolean default false not null,
  layers text[],
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by bigint,
  constraint access_key_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint access_key_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint access_key_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint access_key_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES person(id),
  constraint access_key_pkey PRIMARY KEY (commune_id, id),
  constraint access_key_key_hash_key UNIQUE (key_hash, commune_id)
);
CREATE INDEX access_key_person ON public.access_key USING btree (commune_id, person_id);
alter table access_key enable row level security;
create policy access_key_commune on access_key for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on access_key to sommier_app;

create table account_duration (
  commune_id integer not null,
  account text not null,
  years integer not null,
  constraint account_duration_account_check CHECK ((account ~ '^2[0-9]{2,5}$'::text)),
  constraint account_duration_years_check CHECK (((years >= 1) AND (years <= 100))),
  constraint account_duration_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint account_duration_pkey PRIMARY KEY (commune_id, account)
);
alter table account_duration enable row level security;
create policy account_duration_commune on account_duration for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on account_duration to sommier_app;

create table act (
  commune_id integer not null,
  id bigint generated always as identity not null,
  kind text not null,
  reference text not null,
  subject text not null,
  authority text,
  signed_on date not null,
  effective_on date not null,
  publication text,
  published_on date,
  deliberated_on date,
  deliberation_reference text,
  approved_on date,
  approval_reference text,
  service text,
  record_on date,
  party_id bigint,
  deed jsonb,
  note text,
  cancels_id bigint,
  overridden jsonb default '[]'::jsonb not null,
  warned text[] default '{}'::text[] not null,
  version integer default 1 not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  search text generated always as ("left"(fold_text(((((((((((((((((reference || ' '::text) || subject) || ' '::text) || COALESCE(authority, ''::text)) || ' '::text) || COALESCE(publication, ''::text)) || ' '::text) || COALESCE(deliberation_reference, ''::text)) || ' '::text) || COALESCE(approval_reference, ''::text)) || ' '::text) || COALESCE(service, ''::text)) || ' '::text) || COALESCE((deed ->> 'deedReference'::text), ''::text)) || ' '::text) || COALESCE((deed ->> 'notary'::text), ''::text))), 4000)) stored,
  constraint act_check CHECK (((kind = 'cancellation'::text) = (cancels_id IS NOT NULL))),
  constraint act_kind_check CHECK ((kind = ANY (ARRAY['assignment'::text, 'unassignment'::text, 'classification'::text, 'declassification'::text, 'acquisition'::text, 'disposal'::text, 'exchange'::text, 'donation'::text, 'expropriation'::text, 'demolition'::text, 'deliberation'::text, 'approval'::text, 'cancellation'::text]))),
  constraint act_commune_id_cancels_id_fkey FOREIGN KEY (commune_id, cancels_id) REFERENCES act(commune_id, id),
  constraint act_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint act_commune_id_party_id_fkey FOREIGN KEY (commune_id, party_id) REFERENCES party(commune_id, id),
  constraint act_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX act_cancelled_once ON public.act USING btree (commune_id, cancels_id) WHERE (cancels_id IS NOT NULL);
CREATE INDEX act_effective ON public.act USING btree (commune_id, effective_on DESC, id DESC);
CREATE INDEX act_party ON public.act USING btree (commune_id, party_id) WHERE (party_id IS NOT NULL);
alter table act enable row level security;
create policy act_commune on act for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select, update on act to sommier_app;

create table act_asset (
  commune_id integer not null,
  act_id bigint not null,
  asset_id bigint not null,
  side text not null,
  domain_class text,
  constraint act_asset_domain_class_check CHECK ((domain_class = ANY (ARRAY['public_naturel'::text, 'public_artificiel'::text, 'public_par_affectation'::text, 'prive_affecte'::text, 'prive_patrimonial'::text, 'etat_mis_a_disposition'::text, 'tiers_occupe_par_commune'::text, 'indetermine'::text]))),
  constraint act_asset_side_check CHECK ((side = ANY (ARRAY['in'::text, 'out'::text, 'about'::text]))),
  constraint act_asset_commune_id_act_id_fkey FOREIGN KEY (commune_id, act_id) REFERENCES act(commune_id, id),
  constraint act_asset_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id),
  constraint act_asset_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint act_asset_pkey PRIMARY KEY (commune_id, act_id, asset_id)
);
CREATE INDEX act_asset_asset ON public.act_asset USING btree (commune_id, asset_id);
alter table act_asset enable row level security;
create policy act_asset_commune on act_asset for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select, update on act_asset to sommier_app;

create table act_declared (
  commune_id integer not null,
  asset_id bigint not null,
  domain_class text,
  status text,
  followed_on date not null,
  created_at timestamp with time zone default now() not null,
  constraint act_declared_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id),
  constraint act_declared_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint act_declared_pkey PRIMARY KEY (commune_id, asset_id)
);
alter table act_declared enable row level security;
create policy act_declared_commune on act_declared for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on act_declared to sommier_app;

create table activity_fact (
  commune_id integer not null,
  id bigint generated always as identity not null,
  kind text not null,
  source text not null,
  state text default 'counted'::text not null,
  origin text not null,
  fact_key text not null,
  batch_id bigint,
  document_ref text,
  period_from date not null,
  period_to date not null,
  hour smallint,
  platform text,
  unit_id bigint,
  taxpayer_id bigint,
  operator_id bigint,
  zone_label text,
  geography text,
  geom geometry(Point,4326),
  uncertainty_m real,
  lodging_class text,
  vehicle_type text,
  goods text,
  population text default 'all'::text not null,
  nights integer,
  guests integer,
  rooms integer,
  guest_groups jsonb default '[]'::jsonb not null,
  contract_on date,
  currency text,
  price_minor bigint,
  fees_minor bigint,
  tax_minor bigint,
  vehicles integer,
  per text,
  fleet integer,
  trips bigint,
  riders bigint,
  km numeric,
  deliveries bigint,
  activities integer,
  redacted boolean default false not null,
  detail jsonb default '{}'::jsonb not null,
  digest text default ''::text not null,
  version integer default 1 not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint activity_fact_activities_check CHECK ((activities >= 0)),
  constraint activity_fact_check CHECK ((period_to > period_from)),
  constraint activity_fact_check1 CHECK (((price_minor IS NULL) OR (currency IS NOT NULL))),
  constraint activity_fact_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint activity_fact_deliveries_check CHECK ((deliveries >= 0)),
  constraint activity_fact_fact_key_check CHECK (((length(fact_key) >= 1) AND (length(fact_key) <= 400))),
  constraint activity_fact_fleet_check CHECK ((fleet >= 0)),
  constraint activity_fact_guests_check CHECK ((guests >= 0)),
  constraint activity_fact_hour_check CHECK (((hour >= 0) AND (hour <= 23))),
  constraint activity_fact_kind_check CHECK ((kind = ANY (ARRAY['stay'::text, 'lodging'::text, 'vehicles'::text, 'trips'::text, 'deliveries'::text, 'turnover'::text]))),
  constraint activity_fact_km_check CHECK ((km >= (0)::numeric)),
  constraint activity_fact_nights_check CHECK ((nights >= 0)),
  constraint activity_fact_origin_check CHECK (((length(origin) >= 1) AND (length(origin) <= 60))),
  constraint activity_fact_per_check CHECK ((per = ANY (ARRAY['hour'::text, 'day'::text, 'month'::text, 'year'::text]))),
  constraint activity_fact_riders_check CHECK ((riders >= 0)),
  constraint activity_fact_rooms_check CHECK ((rooms > 0)),
  constraint activity_fact_source_check CHECK ((source = ANY (ARRAY['declared'::text, 'reported'::text, 'observed'::text]))),
  constraint activity_fact_state_check CHECK ((state = ANY (ARRAY['counted'::text, 'held'::text, 'withdrawn'::text]))),
  constraint activity_fact_trips_check CHECK ((trips >= 0)),
  constraint activity_fact_uncertainty_m_check CHECK ((uncertainty_m >= (0)::double precision)),
  constraint activity_fact_vehicles_check CHECK ((vehicles >= 0)),
  constraint activity_fact_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint activity_fact_commune_id_operator_id_fkey FOREIGN KEY (commune_id, operator_id) REFERENCES party(commune_id, id),
  constraint activity_fact_commune_id_taxpayer_id_fkey FOREIGN KEY (commune_id, taxpayer_id) REFERENCES party(commune_id, id),
  constraint activity_fact_commune_id_unit_id_fkey FOREIGN KEY (commune_id, unit_id) REFERENCES activity_unit(commune_id, id),
  constraint activity_fact_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX activity_fact_batch ON public.activity_fact USING btree (commune_id, batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX activity_fact_document ON public.activity_fact USING btree (commune_id, origin, document_ref) WHERE (document_ref IS NOT NULL);
CREATE INDEX activity_fact_geom ON public.activity_fact USING gist (geom);
CREATE UNIQUE INDEX activity_fact_once ON public.activity_fact USING btree (commune_id, origin, fact_key);
CREATE INDEX activity_fact_operator ON public.activity_fact USING btree (commune_id, operator_id) WHERE (operator_id IS NOT NULL);
CREATE INDEX activity_fact_period ON public.activity_fact USING btree (commune_id, kind, period_from);
CREATE INDEX activity_fact_taxpayer ON public.activity_fact USING btree (commune_id, taxpayer_id) WHERE (taxpayer_id IS NOT NULL);
CREATE INDEX activity_fact_unit ON public.activity_fact USING btree (commune_id, unit_id) WHERE (unit_id IS NOT NULL);
alter table activity_fact enable row level security;
create policy activity_fact_commune on activity_fact for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on activity_fact to sommier_app;

create table activity_unit (
  commune_id integer not null,
  id bigint generated always as identity not null,
  unit_key text not null,
  name text,
  platform text,
  external_id text,
  url text,
  address text,
  post_code text,
  city text,
  registration text,
  land_registration text,
  lodging_class text,
  unit_kind text,
  capacity integer,
  rooms integer,
  geom geometry(Point,4326),
  uncertainty_m real,
  place_from text,
  host_id bigint,
  listing_id bigint,
  batch_id bigint,
  search text default ''::text not null,
  created_at timestamp with time zone default now() not null,
  constraint activity_unit_capacity_check CHECK ((capacity > 0)),
  constraint activity_unit_check CHECK (((geom IS NULL) = (place_from IS NULL))),
  constraint activity_unit_place_from_check CHECK ((place_from = ANY (ARRAY['declared'::text, 'reported'::text, 'registration'::text, 'address'::text, 'listing'::text, 'visit'::text]))),
  constraint activity_unit_rooms_check CHECK ((rooms > 0)),
  constraint activity_unit_uncertainty_m_check CHECK ((uncertainty_m >= (0)::double precision)),
  constraint activity_unit_unit_key_check CHECK (((length(unit_key) >= 3) AND (length(unit_key) <= 300))),
  constraint activity_unit_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint activity_unit_commune_id_host_id_fkey FOREIGN KEY (commune_id, host_id) REFERENCES party(commune_id, id),
  constraint activity_unit_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX activity_unit_geom ON public.activity_unit USING gist (geom);
CREATE INDEX activity_unit_host ON public.activity_unit USING btree (commune_id, host_id) WHERE (host_id IS NOT NULL);
CREATE INDEX activity_unit_listing ON public.activity_unit USING btree (commune_id, listing_id) WHERE (listing_id IS NOT NULL);
CREATE UNIQUE INDEX activity_unit_once ON public.activity_unit USING btree (commune_id, unit_key);
CREATE INDEX activity_unit_registration ON public.activity_unit USING btree (commune_id, registration) WHERE (registration IS NOT NULL);
alter table activity_unit enable row level security;
create policy activity_unit_commune on activity_unit for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on activity_unit to sommier_app;

create table address_point (
  commune_id integer not null,
  id bigint generated always as identity not null,
  batch_id bigint,
  source_key text not null,
  number text,
  repeat text,
  street text not null,
  post_code text,
  city text,
  label text not null,
  search text not null,
  geom geometry(Point,4326) not null,
  source_digest text,
  constraint address_point_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint address_point_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX address_point_geom ON public.address_point USING gist (geom);
CREATE UNIQUE INDEX address_point_once ON public.address_point USING btree (commune_id, source_key);
CREATE INDEX address_point_search ON public.address_point USING gin (search gin_trgm_ops);
alter table address_point enable row level security;
create policy address_point_commune on address_point for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on address_point to sommier_app;

create table alert_mark (
  commune_id integer not null,
  key text not null,
  state text not null,
  person_id bigint,
  until date,
  reason text not null,
  marked_by bigint,
  marked_at timestamp with time zone default now() not null,
  constraint alert_mark_check CHECK (((state <> 'assigned'::text) OR (person_id IS NOT NULL))),
  constraint alert_mark_key_check CHECK ((length(key) <= 80)),
  constraint alert_mark_state_check CHECK ((state = ANY (ARRAY['dismissed'::text, 'assigned'::text]))),
  constraint alert_mark_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint alert_mark_pkey PRIMARY KEY (commune_id, key)
);
CREATE INDEX alert_mark_person ON public.alert_mark USING btree (commune_id, person_id) WHERE (state = 'assigned'::text);
alter table alert_mark enable row level security;
create policy alert_mark_commune on alert_mark for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on alert_mark to sommier_app;

create table assessment_article (
  commune_id integer not null,
  run_id bigint not null,
  no integer not null,
  party_id bigint not null,
  lines integer not null,
  amount bigint not null,
  due_id bigint,
  constraint assessment_article_commune_id_party_id_fkey FOREIGN KEY (commune_id, party_id) REFERENCES party(commune_id, id),
  constraint assessment_article_commune_id_run_id_fkey FOREIGN KEY (commune_id, run_id) REFERENCES assessment_run(commune_id, id),
  constraint assessment_article_pkey PRIMARY KEY (commune_id, run_id, no)
);
CREATE INDEX assessment_article_of ON public.assessment_article USING btree (commune_id, party_id);
CREATE UNIQUE INDEX assessment_article_party ON public.assessment_article USING btree (commune_id, run_id, party_id);
CREATE TRIGGER assessment_article_delete AFTER DELETE ON public.assessment_article REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION assessment_parts_stand();
CREATE TRIGGER assessment_article_update AFTER UPDATE ON public.assessment_article REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION assessment_parts_stand();
alter table assessment_article enable row level security;
create policy assessment_article_commune on assessment_article for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on assessment_article to sommier_app;

create table assessment_case (
  commune_id integer not null,
  run_id bigint not null,
  no integer not null,
  facts jsonb not null,
  before integer default 0 not null,
  reason text,
  amount bigint default 0 not null,
  lines jsonb default '[]'::jsonb not null,
  zone text,
  certainty text,
  constraint assessment_case_commune_id_run_id_fkey FOREIGN KEY (commune_id, run_id) REFERENCES assessment_run(commune_id, id),
  constraint assessment_case_pkey PRIMARY KEY (commune_id, run_id, no)
);
CREATE TRIGGER assessment_case_delete AFTER DELETE ON public.assessment_case REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION assessment_parts_stand();
CREATE TRIGGER assessment_case_update AFTER UPDATE ON public.assessment_case REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION assessment_parts_stand();
alter table assessment_case enable row level security;
create policy assessment_case_commune on assessment_case for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on assessment_case to sommier_app;

create table assessment_line (
  commune_id integer not null,
  run_id bigint not null,
  fact_id bigint not null,
  fact_version integer not null,
  party_id bigint,
  case_no integer not null,
  amount bigint not null,
  reason text,
  zone text,
  constraint assessment_line_pkey PRIMARY KEY (commune_id, run_id, fact_id)
);
CREATE TRIGGER assessment_line_delete AFTER DELETE ON public.assessment_line REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION assessment_parts_stand();
CREATE TRIGGER assessment_line_update AFTER UPDATE ON public.assessment_line REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION assessment_parts_stand();
alter table assessment_line enable row level security;
create policy assessment_line_commune on assessment_line for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on assessment_line to sommier_app;

create table assessment_run (
  commune_id integer not null,
  id bigint generated always as identity not null,
  tax text not null,
  kind text not null,
  state text default 'computing'::text not null,
  period_from date not null,
  period_to date not null,
  day date not null,
  zone_set_id bigint,
  zone_set text,
  population integer,
  currency text not null,
  model text not null,
  rules jsonb not null,
  rules_hash text not null,
  figures jsonb,
  inputs_hash text,
  result_hash text,
  due_on date,
  job_id bigint,
  note text,
  created_by bigint,
  created_name text not null,
  created_at timestamp with time zone default now() not null,
  reviewed_by bigint,
  reviewed_name text,
  reviewed_at timestamp with time zone,
  issued_by bigint,
  issued_name text,
  issued_at timestamp with time zone,
  dropped_reason text,
  checked jsonb,
  version integer default 1 not null,
  constraint assessment_run_check CHECK ((period_to > period_from)),
  constraint assessment_run_check1 CHECK (((state <> ALL (ARRAY['reviewed'::text, 'issued'::text])) OR (reviewed_name IS NOT NULL))),
  constraint assessment_run_check2 CHECK (((state = 'issued'::text) = (issued_at IS NOT NULL))),
  constraint assessment_run_check3 CHECK (((state = ANY (ARRAY['computing'::text, 'dropped'::text])) OR ((figures IS NOT NULL) AND (result_hash IS NOT NULL)))),
  constraint assessment_run_kind_check CHECK ((kind = ANY (ARRAY['first'::text, 'supplementary'::text, 'cancelling'::text]))),
  constraint assessment_run_note_check CHECK ((length(note) <= 1000)),
  constraint assessment_run_other_issuer CHECK (((issued_by IS DISTINCT FROM created_by) OR (issued_by IS NULL))),
  constraint assessment_run_second_person CHECK (((reviewed_by IS DISTINCT FROM created_by) OR (reviewed_by IS NULL))),
  constraint assessment_run_state_check CHECK ((state = ANY (ARRAY['computing'::text, 'draft'::text, 'reviewed'::text, 'issued'::text, 'dropped'::text]))),
  constraint assessment_run_tax_check CHECK (((length(tax) >= 1) AND (length(tax) <= 100))),
  constraint assessment_run_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint assessment_run_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id),
  constraint assessment_run_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES person(id),
  constraint assessment_run_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES person(id),
  constraint assessment_run_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX assessment_run_tax ON public.assessment_run USING btree (commune_id, tax, period_from);
CREATE TRIGGER assessment_run_stands BEFORE DELETE OR UPDATE ON public.assessment_run FOR EACH ROW EXECUTE FUNCTION assessment_run_stands();
alter table assessment_run enable row level security;
create policy assessment_run_commune on assessment_run for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on assessment_run to sommier_app;

create table assessment_zone (
  commune_id integer not null,
  unit_id bigint not null,
  set_id bigint not null,
  zone_id bigint not null,
  note text not null,
  confirmed_by bigint,
  confirmed_at timestamp with time zone default now() not null,
  constraint assessment_zone_commune_id_unit_id_fkey FOREIGN KEY (commune_id, unit_id) REFERENCES activity_unit(commune_id, id) ON DELETE CASCADE,
  constraint assessment_zone_commune_id_zone_id_fkey FOREIGN KEY (commune_id, zone_id) REFERENCES zone(commune_id, id) ON DELETE CASCADE,
  constraint assessment_zone_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES person(id),
  constraint assessment_zone_pkey PRIMARY KEY (commune_id, unit_id, set_id)
);
alter table assessment_zone enable row level security;
create policy assessment_zone_commune on assessment_zone for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on assessment_zone to sommier_app;

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
  source_digest text,
  neighbourhood text,
  map_reference text,
  located_on date,
  location_source text,
  title_area_m2 numeric,
  contract_area_m2 numeric,
  useful_area_m2 numeric,
  lettable_area_m2 numeric,
  basements integer,
  unit_count integer,
  materials text,
  domain_subclass text,
  legal_regime text,
  conservation text,
  requisition_number text,
  requisition_on date,
  charges jsonb default '[]'::jsonb not null,
  origin_note text,
  appropriated_on date,
  deed_reference text,
  deliberation_reference text,
  deliberated_on date,
  approval_reference text,
  approved_on date,
  gazette_reference text,
  assigned_service text,
  use_code text,
  acquisition_price_minor bigint,
  gross_value_minor bigint,
  running_cost_minor bigint,
  condition_class text,
  condition_on date,
  heritage_protection text,
  extra jsonb default '{}'::jsonb not null,
  provenance jsonb default '{}'::jsonb not null,
  register_area_m2 numeric generated always as (
CASE level
    WHEN 'building'::text THEN COALESCE(footprint_m2, land_area_m2)
    WHEN 'unit'::text THEN COALESCE(useful_area_m2, built_area_m2, land_area_m2)
    WHEN 'room'::text THEN COALESCE(useful_area_m2, built_area_m2, land_area_m2)
    ELSE land_area_m2
END) stored,
  search text generated always as ("left"(fold_text(((((((((((((((((((((((((COALESCE(code, ''::text) || ' '::text) || COALESCE(name, ''::text)) || ' '::text) || COALESCE(name_ar, ''::text)) || ' '::text) || COALESCE(inventory_number, ''::text)) || ' '::text) || COALESCE(title_number, ''::text)) || ' '::text) || COALESCE(requisition_number, ''::text)) || ' '::text) || COALESCE(map_reference, ''::text)) || ' '::text) || COALESCE(address, ''::text)) || ' '::text) || COALESCE(neighbourhood, ''::text)) || ' '::text) || COALESCE(district, ''::text)) || ' '::text) || COALESCE(use_label, ''::text)) || ' '::text) || COALESCE(assigned_service, ''::text)) || ' '::text) || COALESCE(extra_words(extra), ''::text))), 4000)) stored,
  review text default 'draft'::text not null,
  submitted_by bigint,
  submitted_at timestamp with time zone,
  validated_by bigint,
  validated_at timestamp with time zone,
  bin_id bigint,
  constraint asset_acquisition_price_minor_check CHECK ((acquisition_price_minor >= 0)),
  constraint asset_basements_check CHECK (((basements >= 0) AND (basements <= 50))),
  constraint asset_charges_check CHECK ((jsonb_typeof(charges) = 'array'::text)),
  constraint asset_condition_class_check CHECK ((condition_class = ANY (ARRAY['very_good'::text, 'good'::text, 'bad'::text, 'very_bad'::text, 'ruin'::text]))),
  constraint asset_contract_area_m2_check CHECK ((contract_area_m2 > (0)::numeric)),
  constraint asset_domain_class_check CHECK ((domain_class = ANY (ARRAY['public_naturel'::text, 'public_artificiel'::text, 'public_par_affectation'::text, 'prive_affecte'::text, 'prive_patrimonial'::text, 'etat_mis_a_disposition'::text, 'tiers_occupe_par_commune'::text, 'indetermine'::text]))),
  constraint asset_extra_check CHECK ((jsonb_typeof(extra) = 'object'::text)),
  constraint asset_gross_value_minor_check CHECK ((gross_value_minor >= 0)),
  constraint asset_inventory_number_check CHECK ((length(inventory_number) <= 25)),
  constraint asset_lettable_area_m2_check CHECK ((lettable_area_m2 > (0)::numeric)),
  constraint asset_level_check CHECK ((level = ANY (ARRAY['site'::text, 'building'::text, 'unit'::text, 'room'::text]))),
  constraint asset_located_by_check CHECK ((located_by = ANY (ARRAY['import'::text, 'parcel'::text, 'address'::text, 'click'::text, 'drawing'::text]))),
  constraint asset_nature_check CHECK ((nature = ANY (ARRAY['land'::text, 'building'::text, 'unit'::text, 'road'::text, 'equipment'::text, 'cemetery'::text, 'market'::text, 'other'::text]))),
  constraint asset_provenance_check CHECK ((jsonb_typeof(provenance) = 'object'::text)),
  constraint asset_review_check CHECK ((review = ANY (ARRAY['draft'::text, 'submitted'::text, 'validated'::text]))),
  constraint asset_review_said CHECK (
CASE review
    WHEN 'draft'::text THEN ((submitted_by IS NULL) AND (validated_by IS NULL))
    WHEN 'submitted'::text THEN ((submitted_by IS NOT NULL) AND (validated_by IS NULL))
    ELSE ((submitted_by IS NOT NULL) AND (validated_by IS NOT NULL))
END),
  constraint asset_running_cost_minor_check CHECK ((running_cost_minor >= 0)),
  constraint asset_second_person CHECK (((validated_by IS NULL) OR (validated_by <> submitted_by))),
  constraint asset_status_check CHECK ((status = ANY (ARRAY['project'::text, 'active'::text, 'dormant'::text, 'surplus'::text, 'disposed'::text, 'demolished'::text, 'deactivated'::text]))),
  constraint asset_title_area_m2_check CHECK ((title_area_m2 > (0)::numeric)),
  constraint asset_title_state_check CHECK ((title_state = ANY (ARRAY['titre_foncier'::text, 'requisition'::text, 'non_immatricule'::text, 'sans_document'::text]))),
  constraint asset_unit_count_check CHECK ((unit_count >= 0)),
  constraint asset_useful_area_m2_check CHECK ((useful_area_m2 > (0)::numeric)),
  constraint asset_bin_of FOREIGN KEY (commune_id, bin_id) REFERENCES asset_bin(commune_id, id),
  constraint asset_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint asset_commune_id_parent_id_fkey FOREIGN KEY (commune_id, parent_id) REFERENCES asset(commune_id, id),
  constraint asset_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES person(id),
  constraint asset_validated_by_fkey FOREIGN KEY (validated_by) REFERENCES person(id),
  constraint asset_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX asset_binned ON public.asset USING btree (commune_id, bin_id) WHERE (bin_id IS NOT NULL);
CREATE INDEX asset_by_district ON public.asset USING btree (commune_id, district, id);
CREATE INDEX asset_by_name ON public.asset USING btree (commune_id, name, id);
CREATE UNIQUE INDEX asset_code ON public.asset USING btree (commune_id, code);
CREATE INDEX asset_counts ON public.asset USING btree (commune_id, domain_class, title_state, nature, status, level, district, use_code, origin, conservation, condition_class) INCLUDE (bin_id, id);
CREATE INDEX asset_extra ON public.asset USING gin (extra jsonb_path_ops);
CREATE INDEX asset_g3857 ON public.asset USING gist (g3857);
CREATE INDEX asset_geom ON public.asset USING gist (geom);
CREATE INDEX asset_inventory_upper ON public.asset USING btree (commune_id, upper(inventory_number)) WHERE (inventory_number IS NOT NULL);
CREATE INDEX asset_parent ON public.asset USING btree (commune_id, parent_id);
CREATE INDEX asset_review_queue ON public.asset USING btree (commune_id, review, submitted_at) WHERE (review <> 'draft'::text);
CREATE INDEX asset_search ON public.asset USING gin (search gin_trgm_ops);
CREATE TRIGGER asset_history_delete AFTER DELETE ON public.asset REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_asset_change();
CREATE TRIGGER asset_history_insert AFTER INSERT ON public.asset REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_asset_change();
CREATE TRIGGER asset_history_update AFTER UPDATE ON public.asset REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_asset_change();
CREATE TRIGGER asset_spent_insert AFTER INSERT ON public.asset REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION spend_asset_marks();
CREATE TRIGGER asset_spent_update AFTER UPDATE ON public.asset REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION spend_asset_marks();
CREATE TRIGGER asset_whole_parent AFTER UPDATE OF parent_id ON public.asset FOR EACH ROW WHEN ((new.parent_id IS DISTINCT FROM old.parent_id)) EXECUTE FUNCTION occupation_family_changed();
alter table asset enable row level security;
create policy asset_commune on asset for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
create policy asset_live on asset for all to sommier_app using (((bin_id IS NULL) OR (current_setting('sommier.bin'::text, true) = 'shown'::text))) with check (true);
grant delete, insert, select, update on asset to sommier_app;

create table asset_action (
  commune_id integer not null,
  id bigint generated always as identity not null,
  person_id bigint,
  at timestamp with time zone default clock_timestamp() not null,
  cause text,
  subject text,
  audit_seq bigint,
  undo_of bigint,
  undone_by bigint,
  constraint asset_action_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint asset_action_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX asset_action_at ON public.asset_action USING btree (commune_id, at);
CREATE INDEX asset_action_person ON public.asset_action USING btree (commune_id, person_id, id);
alter table asset_action enable row level security;
create policy asset_action_commune on asset_action for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant select on asset_action to sommier_app;

create table asset_bin (
  commune_id integer not null,
  id bigint generated always as identity not null,
  kind text not null,
  root_id bigint not null,
  root_code text not null,
  root_name text not null,
  assets integer not null,
  reason text,
  binned_by bigint,
  binned_at timestamp with time zone default now() not null,
  state text default 'binned'::text not null,
  closed_by bigint,
  closed_at timestamp with time zone,
  constraint asset_bin_closed CHECK (((state = 'binned'::text) = (closed_at IS NULL))),
  constraint asset_bin_kind_check CHECK ((kind = ANY (ARRAY['recycled'::text, 'merged'::text]))),
  constraint asset_bin_reason_check CHECK ((length(reason) <= 2000)),
  constraint asset_bin_second_person CHECK (((state <> 'deleted'::text) OR (closed_by IS DISTINCT FROM binned_by))),
  constraint asset_bin_state_check CHECK ((state = ANY (ARRAY['binned'::text, 'restored'::text, 'deleted'::text]))),
  constraint asset_bin_binned_by_fkey FOREIGN KEY (binned_by) REFERENCES person(id),
  constraint asset_bin_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES person(id),
  constraint asset_bin_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint asset_bin_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX asset_bin_open ON public.asset_bin USING btree (commune_id, binned_at) WHERE (state = 'binned'::text);
alter table asset_bin enable row level security;
create policy asset_bin_commune on asset_bin for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on asset_bin to sommier_app;

create table asset_change (
  commune_id integer not null,
  id bigint generated always as identity not null,
  action_id bigint not null,
  asset_id bigint not null,
  version integer not null,
  op text not null,
  before jsonb,
  after jsonb,
  constraint asset_change_op_check CHECK ((op = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text]))),
  constraint asset_change_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint asset_change_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX asset_change_action ON public.asset_change USING btree (commune_id, action_id, asset_id);
CREATE INDEX asset_change_asset ON public.asset_change USING btree (commune_id, asset_id, id);
alter table asset_change enable row level security;
create policy asset_change_commune on asset_change for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant select on asset_change to sommier_app;

create table asset_code_counter (
  commune_id integer not null,
  prefix text not null,
  last bigint not null,
  constraint asset_code_counter_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint asset_code_counter_pkey PRIMARY KEY (commune_id, prefix)
);
alter table asset_code_counter enable row level security;
create policy asset_code_counter_commune on asset_code_counter for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on asset_code_counter to sommier_app;

create table asset_extra_field (
  commune_id integer not null,
  key text not null,
  type text not null,
  unit text,
  required boolean default false not null,
  label_fr text not null,
  label_ar text not null,
  label_en text not null,
  options jsonb default '[]'::jsonb not null,
  "position" integer default 0 not null,
  active boolean default true not null,
  version integer default 1 not null,
  constraint asset_extra_field_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
  constraint asset_extra_field_type_check CHECK ((type = ANY (ARRAY['text'::text, 'number'::text, 'date'::text, 'boolean'::text, 'list'::text]))),
  constraint asset_extra_field_unit_check CHECK (((length(unit) >= 1) AND (length(unit) <= 20))),
  constraint asset_extra_field_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint asset_extra_field_pkey PRIMARY KEY (commune_id, key)
);
alter table asset_extra_field enable row level security;
create policy asset_extra_field_commune on asset_extra_field for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on asset_extra_field to sommier_app;

create table asset_merge (
  commune_id integer not null,
  id bigint generated always as identity not null,
  kept_id bigint not null,
  gone_id bigint not null,
  bin_id bigint not null,
  fields text[] default '{}'::text[] not null,
  moved jsonb default '[]'::jsonb not null,
  action_id bigint,
  merged_by bigint,
  merged_at timestamp with time zone default now() not null,
  undone_by bigint,
  undone_at timestamp with time zone,
  constraint asset_merge_commune_id_bin_id_fkey FOREIGN KEY (commune_id, bin_id) REFERENCES asset_bin(commune_id, id),
  constraint asset_merge_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint asset_merge_merged_by_fkey FOREIGN KEY (merged_by) REFERENCES person(id),
  constraint asset_merge_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES person(id),
  constraint asset_merge_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX asset_merge_gone ON public.asset_merge USING btree (commune_id, gone_id, id);
CREATE INDEX asset_merge_kept ON public.asset_merge USING btree (commune_id, kept_id, id);
alter table asset_merge enable row level security;
create policy asset_merge_commune on asset_merge for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on asset_merge to sommier_app;

create table asset_proposal (
  commune_id integer not null,
  id bigint generated always as identity not null,
  asset_id bigint not null,
  base_version integer not null,
  base jsonb not null,
  change jsonb not null,
  comment text,
  requested_by bigint not null,
  requested_at timestamp with time zone default now() not null,
  state text default 'open'::text not null,
  accepted text[] default '{}'::text[] not null,
  decided_by bigint,
  decided_at timestamp with time zone,
  reason text,
  version integer default 1 not null,
  constraint asset_proposal_comment_check CHECK ((length(comment) <= 2000)),
  constraint asset_proposal_decided CHECK ((((state = 'open'::text) = (decided_by IS NULL)) AND ((state = 'open'::text) = (decided_at IS NULL)))),
  constraint asset_proposal_reason CHECK (((state <> ALL (ARRAY['refused'::text, 'partly'::text])) OR (reason IS NOT NULL))),
  constraint asset_proposal_reason_check CHECK ((length(reason) <= 2000)),
  constraint asset_proposal_second_person CHECK (((state = ANY (ARRAY['open'::text, 'withdrawn'::text])) OR (decided_by <> requested_by))),
  constraint asset_proposal_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'partly'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint asset_proposal_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint asset_proposal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint asset_proposal_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES person(id),
  constraint asset_proposal_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX asset_proposal_asset ON public.asset_proposal USING btree (commune_id, asset_id, id);
CREATE INDEX asset_proposal_open ON public.asset_proposal USING btree (commune_id, requested_at) WHERE (state = 'open'::text);
alter table asset_proposal enable row level security;
create policy asset_proposal_commune on asset_proposal for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on asset_proposal to sommier_app;

create table asset_review (
  commune_id integer not null,
  id bigint generated always as identity not null,
  asset_id bigint not null,
  version integer not null,
  submitted_by bigint not null,
  submitted_at timestamp with time zone default now() not null,
  note text,
  decision text,
  decided_by bigint,
  decided_at timestamp with time zone,
  comment text,
  constraint asset_review_comment CHECK (((decision IS DISTINCT FROM 'returned'::text) OR (comment IS NOT NULL))),
  constraint asset_review_comment_check CHECK ((length(comment) <= 2000)),
  constraint asset_review_decided CHECK ((((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decided_at IS NULL)))),
  constraint asset_review_decision_check CHECK ((decision = ANY (ARRAY['validated'::text, 'returned'::text, 'withdrawn'::text]))),
  constraint asset_review_note_check CHECK ((length(note) <= 2000)),
  constraint asset_review_second_person CHECK (((decision IS NULL) OR (decision = 'withdrawn'::text) OR (decided_by <> submitted_by))),
  constraint asset_review_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint asset_review_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint asset_review_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES person(id),
  constraint asset_review_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX asset_review_asset ON public.asset_review USING btree (commune_id, asset_id, id);
CREATE UNIQUE INDEX asset_review_open ON public.asset_review USING btree (commune_id, asset_id) WHERE (decision IS NULL);
alter table asset_review enable row level security;
create policy asset_review_commune on asset_review for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on asset_review to sommier_app;

create table asset_spent (
  commune_id integer not null,
  kind text not null,
  key text not null,
  asset_id bigint not null,
  spent_at timestamp with time zone default now() not null,
  constraint asset_spent_kind_check CHECK ((kind = ANY (ARRAY['code'::text, 'inventory'::text]))),
  constraint asset_spent_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint asset_spent_pkey PRIMARY KEY (commune_id, kind, key)
);
CREATE INDEX asset_spent_by ON public.asset_spent USING btree (commune_id, asset_id);
CREATE INDEX asset_spent_prefix ON public.asset_spent USING btree (commune_id, kind, key text_pattern_ops);
alter table asset_spent enable row level security;
create policy asset_spent_commune on asset_spent for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant select on asset_spent to sommier_app;

create table asset_twin (
  commune_id integer not null,
  id bigint generated always as identity not null,
  low_id bigint not null,
  high_id bigint not null,
  score smallint not null,
  reasons jsonb not null,
  found_at timestamp with time zone default now() not null,
  state text default 'open'::text not null,
  decided_by bigint,
  decided_at timestamp with time zone,
  note text,
  constraint asset_twin_check CHECK ((low_id < high_id)),
  constraint asset_twin_decided CHECK (((state = 'open'::text) = (decided_at IS NULL))),
  constraint asset_twin_note_check CHECK ((length(note) <= 2000)),
  constraint asset_twin_score_check CHECK (((score >= 1) AND (score <= 100))),
  constraint asset_twin_state_check CHECK ((state = ANY (ARRAY['open'::text, 'distinct'::text, 'merged'::text]))),
  constraint asset_twin_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint asset_twin_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint asset_twin_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX asset_twin_pair ON public.asset_twin USING btree (commune_id, low_id, high_id);
CREATE INDEX asset_twin_queue ON public.asset_twin USING btree (commune_id, score DESC, id) WHERE (state = 'open'::text);
alter table asset_twin enable row level security;
create policy asset_twin_commune on asset_twin for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on asset_twin to sommier_app;

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
CREATE INDEX audit_entry_action ON public.audit_entry USING btree (commune_id, action, seq);
CREATE INDEX audit_entry_actor ON public.audit_entry USING btree (commune_id, actor_id, seq);
CREATE INDEX audit_entry_at ON public.audit_entry USING btree (commune_id, at);
CREATE INDEX audit_entry_subject ON public.audit_entry USING btree (commune_id, subject, seq);
CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_names_action AFTER INSERT ON public.audit_entry REFERENCING NEW TABLE AS new_entries FOR EACH STATEMENT EXECUTE FUNCTION name_asset_action();
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

create table call_candidate (
  commune_id integer not null,
  id bigint generated always as identity not null,
  lot_id bigint not null,
  party_id bigint not null,
  project text not null,
  offer_minor bigint,
  received_on date not null,
  score integer,
  state text default 'received'::text not null,
  note text,
  decided_on date,
  decision text,
  occupation_id bigint,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint call_candidate_check CHECK (((state <> 'awarded'::text) OR ((decided_on IS NOT NULL) AND (decision IS NOT NULL)))),
  constraint call_candidate_decision_check CHECK ((length(decision) <= 300)),
  constraint call_candidate_note_check CHECK ((length(note) <= 2000)),
  constraint call_candidate_offer_minor_check CHECK ((offer_minor >= 0)),
  constraint call_candidate_project_check CHECK (((length(project) >= 1) AND (length(project) <= 4000))),
  constraint call_candidate_score_check CHECK (((score >= 0) AND (score <= 100))),
  constraint call_candidate_state_check CHECK ((state = ANY (ARRAY['received'::text, 'rejected'::text, 'withdrawn'::text, 'awarded'::text]))),
  constraint call_candidate_commune_id_lot_id_fkey FOREIGN KEY (commune_id, lot_id) REFERENCES call_lot(commune_id, id),
  constraint call_candidate_commune_id_occupation_id_fkey FOREIGN KEY (commune_id, occupation_id) REFERENCES occupation(commune_id, id) ON DELETE SET NULL (occupation_id),
  constraint call_candidate_commune_id_party_id_fkey FOREIGN KEY (commune_id, party_id) REFERENCES party(commune_id, id),
  constraint call_candidate_pkey PRIMARY KEY (commune_id, id),
  constraint call_candidate_commune_id_lot_id_party_id_key UNIQUE (commune_id, lot_id, party_id)
);
CREATE INDEX call_candidate_occupation ON public.call_candidate USING btree (commune_id, occupation_id) WHERE (occupation_id IS NOT NULL);
CREATE UNIQUE INDEX call_candidate_one_award ON public.call_candidate USING btree (commune_id, lot_id) WHERE (state = 'awarded'::text);
CREATE INDEX call_candidate_party ON public.call_candidate USING btree (commune_id, party_id);
alter table call_candidate enable row level security;
create policy call_candidate_commune on call_candidate for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on call_candidate to sommier_app;

create table call_lot (
  commune_id integer not null,
  id bigint generated always as identity not null,
  call_id bigint not null,
  asset_id bigint not null,
  purpose text,
  asking_minor bigint,
  area_m2 numeric,
  years integer,
  state text default 'offered'::text not null,
  constraint call_lot_area_m2_check CHECK ((area_m2 > (0)::numeric)),
  constraint call_lot_asking_minor_check CHECK ((asking_minor >= 0)),
  constraint call_lot_purpose_check CHECK ((length(purpose) <= 500)),
  constraint call_lot_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'awarded'::text, 'withdrawn'::text]))),
  constraint call_lot_years_check CHECK (((years >= 1) AND (years <= 99))),
  constraint call_lot_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id),
  constraint call_lot_commune_id_call_id_fkey FOREIGN KEY (commune_id, call_id) REFERENCES project_call(commune_id, id),
  constraint call_lot_pkey PRIMARY KEY (commune_id, id),
  constraint call_lot_commune_id_call_id_asset_id_key UNIQUE (commune_id, call_id, asset_id)
);
CREATE INDEX call_lot_asset ON public.call_lot USING btree (commune_id, asset_id);
alter table call_lot enable row level security;
create policy call_lot_commune on call_lot for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on call_lot to sommier_app;

create table campaign (
  commune_id integer not null,
  id bigint generated always as identity not null,
  name text not null,
  instructions text,
  state text default 'draft'::text not null,
  set_id bigint,
  perimeter jsonb not null,
  fields text[] not null,
  team jsonb default '[]'::jsonb not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  version integer default 1 not null,
  constraint campaign_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint campaign_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text]))),
  constraint campaign_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint campaign_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id),
  constraint campaign_pkey PRIMARY KEY (commune_id, id)
);
alter table campaign enable row level security;
create policy campaign_commune on campaign for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on campaign to sommier_app;

create table campaign_photo (
  commune_id integer not null,
  client_id uuid not null,
  visit_id uuid not null,
  sha256 text not null,
  document_id bigint not null,
  received_at timestamp with time zone default now() not null,
  constraint campaign_photo_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint campaign_photo_commune_id_visit_id_fkey FOREIGN KEY (commune_id, visit_id) REFERENCES campaign_visit(commune_id, client_id) ON DELETE CASCADE,
  constraint campaign_photo_pkey PRIMARY KEY (commune_id, client_id)
);
CREATE INDEX campaign_photo_visit ON public.campaign_photo USING btree (commune_id, visit_id);
alter table campaign_photo enable row level security;
create policy campaign_photo_commune on campaign_photo for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on campaign_photo to sommier_app;

create table campaign_sheet (
  commune_id integer not null,
  id bigint generated always as identity not null,
  campaign_id bigint not null,
  asset_id bigint,
  zone_id bigint,
  assignee_id bigint,
  found boolean default false not null,
  state text default 'assigned'::text not null,
  reviewed_by bigint,
  reviewed_at timestamp with time zone,
  review_note text,
  applied text[] default '{}'::text[] not null,
  proposal_id bigint,
  version integer default 1 not null,
  constraint campaign_sheet_state_check CHECK ((state = ANY (ARRAY['assigned'::text, 'returned'::text, 'accepted'::text, 'refused'::text]))),
  constraint campaign_sheet_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES person(id),
  constraint campaign_sheet_commune_id_campaign_id_fkey FOREIGN KEY (commune_id, campaign_id) REFERENCES campaign(commune_id, id) ON DELETE CASCADE,
  constraint campaign_sheet_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES person(id),
  constraint campaign_sheet_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX campaign_sheet_asset ON public.campaign_sheet USING btree (commune_id, campaign_id, asset_id);
CREATE INDEX campaign_sheet_assignee ON public.campaign_sheet USING btree (commune_id, assignee_id, state);
alter table campaign_sheet enable row level security;
create policy campaign_sheet_commune on campaign_sheet for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on campaign_sheet to sommier_app;

create table campaign_visit (
  commune_id integer not null,
  client_id uuid not null,
  campaign_id bigint not null,
  sheet_id bigint not null,
  person_id bigint not null,
  revision integer not null,
  outcome text not null,
  answers jsonb default '{}'::jsonb not null,
  found_name text,
  base_version integer,
  occupant text,
  note text,
  geom geometry(Point,4326),
  accuracy_m double precision,
  visited_at timestamp with time zone not null,
  received_at timestamp with time zone default now() not null,
  late boolean default false not null,
  constraint campaign_visit_outcome_check CHECK ((outcome = ANY (ARRAY['seen'::text, 'not_found'::text, 'no_access'::text]))),
  constraint campaign_visit_commune_id_sheet_id_fkey FOREIGN KEY (commune_id, sheet_id) REFERENCES campaign_sheet(commune_id, id) ON DELETE CASCADE,
  constraint campaign_visit_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint campaign_visit_pkey PRIMARY KEY (commune_id, client_id)
);
CREATE INDEX campaign_visit_sheet ON public.campaign_visit USING btree (commune_id, sheet_id);
alter table campaign_visit enable row level security;
create policy campaign_visit_commune on campaign_visit for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on campaign_visit to sommier_app;

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

create table collection_file (
  commune_id integer not null,
  id bigint generated always as identity not null,
  kind text not null,
  number text not null,
  party_id bigint,
  tax text not null,
  period_from date not null,
  period_to date not null,
  run_id bigint,
  due_id bigint,
  unit_id bigint,
  listing_id bigint,
  label text,
  evidence jsonb default '{}'::jsonb not null,
  found_nights integer,
  found_minor bigint,
  cost_minor bigint default 0 not null,
  outcome text,
  closed_at timestamp with time zone,
  opened_by bigint,
  opened_name text not null,
  opened_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  constraint collection_file_check CHECK ((period_to > period_from)),
  constraint collection_file_check1 CHECK (((outcome IS NULL) = (closed_at IS NULL))),
  constraint collection_file_check2 CHECK (((kind = 'control'::text) OR (due_id IS NOT NULL))),
  constraint collection_file_cost_minor_check CHECK ((cost_minor >= 0)),
  constraint collection_file_found_nights_check CHECK ((found_nights >= 0)),
  constraint collection_file_kind_check CHECK ((kind = ANY (ARRAY['claim'::text, 'control'::text]))),
  constraint collection_file_outcome_check CHECK ((outcome = ANY (ARRAY['paid'::text, 'cancelled'::text, 'irrecoverable'::text, 'declared'::text, 'nothing_found'::text]))),
  constraint collection_file_tax_check CHECK (((length(tax) >= 1) AND (length(tax) <= 100))),
  constraint collection_file_commune_id_due_id_fkey FOREIGN KEY (commune_id, due_id) REFERENCES ledger_due(commune_id, id),
  constraint collection_file_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint collection_file_commune_id_party_id_fkey FOREIGN KEY (commune_id, party_id) REFERENCES party(commune_id, id),
  constraint collection_file_commune_id_run_id_fkey FOREIGN KEY (commune_id, run_id) REFERENCES assessment_run(commune_id, id),
  constraint collection_file_pkey PRIMARY KEY (commune_id, id),
  constraint collection_file_commune_id_number_key UNIQUE (commune_id, number)
);
CREATE UNIQUE INDEX collection_file_due ON public.collection_file USING btree (commune_id, due_id) WHERE (due_id IS NOT NULL);
CREATE UNIQUE INDEX collection_file_gap ON public.collection_file USING btree (commune_id, COALESCE(unit_id, (0)::bigint), COALESCE(listing_id, (0)::bigint), period_from, period_to) WHERE ((kind = 'control'::text) AND ((unit_id IS NOT NULL) OR (listing_id IS NOT NULL)));
CREATE INDEX collection_file_list ON public.collection_file USING btree (commune_id, kind, id DESC);
CREATE INDEX collection_file_party ON public.collection_file USING btree (commune_id, party_id);
alter table collection_file enable row level security;
create policy collection_file_commune on collection_file for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select, update on collection_file to sommier_app;

create table collection_paper (
  commune_id integer not null,
  id bigint generated always as identity not null,
  file_id bigint not null,
  step_id bigint not null,
  kind text not null,
  number text not null,
  code text not null,
  day date not null,
  language text not null,
  amount bigint,
  reference text not null,
  sha256 text not null,
  bytes bigint not null,
  page integer default 1 not null,
  pages integer not null,
  job_id bigint,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint collection_paper_code_check CHECK ((code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'::text)),
  constraint collection_paper_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'ar'::text, 'en'::text]))),
  constraint collection_paper_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint collection_paper_commune_id_file_id_fkey FOREIGN KEY (commune_id, file_id) REFERENCES collection_file(commune_id, id),
  constraint collection_paper_commune_id_step_id_fkey FOREIGN KEY (commune_id, step_id) REFERENCES collection_step(commune_id, id),
  constraint collection_paper_pkey PRIMARY KEY (commune_id, id),
  constraint collection_paper_code_key UNIQUE (code, commune_id),
  constraint collection_paper_commune_id_number_key UNIQUE (commune_id, number)
);
CREATE INDEX collection_paper_file ON public.collection_paper USING btree (commune_id, file_id);
CREATE INDEX collection_paper_hash ON public.collection_paper USING btree (sha256);
CREATE INDEX collection_paper_reference ON public.collection_paper USING btree (commune_id, reference);
CREATE TRIGGER collection_paper_append_only BEFORE DELETE OR UPDATE ON public.collection_paper FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
alter table collection_paper enable row level security;
create policy collection_paper_commune on collection_paper for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on collection_paper to sommier_app;

create table collection_rule (
  commune_id integer not null,
  id bigint generated always as identity not null,
  file_kind text not null,
  step text not null,
  after_step text not null,
  days integer not null,
  suspends boolean default false not null,
  office text,
  office_ar text,
  law text not null,
  article text,
  url text,
  status text default 'to_confirm'::text not null,
  confirmed_by text,
  confirmed_on date,
  from_on date not null,
  to_on date,
  version integer default 1 not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint collection_rule_after_step_check CHECK ((after_step = ANY (ARRAY['notice'::text, 'request'::text, 'reminder'::text, 'formal_notice'::text, 'office_proposal'::text, 'office_assessment'::text]))),
  constraint collection_rule_check CHECK ((to_on > from_on)),
  constraint collection_rule_check1 CHECK (((status = 'confirmed'::text) = (confirmed_by IS NOT NULL))),
  constraint collection_rule_days_check CHECK (((days >= 0) AND (days <= 3650))),
  constraint collection_rule_file_kind_check CHECK ((file_kind = ANY (ARRAY['claim'::text, 'control'::text]))),
  constraint collection_rule_status_check CHECK ((status = ANY (ARRAY['to_confirm'::text, 'confirmed'::text]))),
  constraint collection_rule_step_check CHECK ((step = ANY (ARRAY['reminder'::text, 'formal_notice'::text, 'enforcement'::text, 'office_proposal'::text, 'office_assessment'::text, 'appeal'::text]))),
  constraint collection_rule_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint collection_rule_pkey PRIMARY KEY (commune_id, id),
  constraint collection_rule_once EXCLUDE USING gist (commune_id WITH =, file_kind WITH =, step WITH =, daterange(from_on, to_on) WITH &&)
);
alter table collection_rule enable row level security;
create policy collection_rule_commune on collection_rule for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on collection_rule to sommier_app;

create table collection_step (
  commune_id integer not null,
  id bigint generated always as identity not null,
  file_id bigint not null,
  kind text not null,
  on_day date not null,
  of_step bigint,
  note text,
  detail jsonb default '{}'::jsonb not null,
  job_id bigint,
  signed_by bigint,
  signed_name text not null,
  signed_at timestamp with time zone default clock_timestamp() not null,
  constraint collection_step_check CHECK (((kind = ANY (ARRAY['served'::text, 'appeal_decision'::text])) = (of_step IS NOT NULL))),
  constraint collection_step_kind_check CHECK ((kind = ANY (ARRAY['notice'::text, 'request'::text, 'reminder'::text, 'formal_notice'::text, 'enforcement'::text, 'office_proposal'::text, 'office_assessment'::text, 'served'::text, 'appeal'::text, 'appeal_decision'::text, 'closed'::text, 'reopened'::text]))),
  constraint collection_step_note_check CHECK ((length(note) <= 2000)),
  constraint collection_step_commune_id_file_id_fkey FOREIGN KEY (commune_id, file_id) REFERENCES collection_file(commune_id, id),
  constraint collection_step_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX collection_step_decided ON public.collection_step USING btree (commune_id, of_step) WHERE (kind = 'appeal_decision'::text);
CREATE INDEX collection_step_file ON public.collection_step USING btree (commune_id, file_id, id);
CREATE UNIQUE INDEX collection_step_served ON public.collection_step USING btree (commune_id, of_step) WHERE (kind = 'served'::text);
CREATE TRIGGER collection_step_append_only BEFORE DELETE OR UPDATE ON public.collection_step FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
alter table collection_step enable row level security;
create policy collection_step_commune on collection_step for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on collection_step to sommier_app;

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
  country text,
  second_factor_roles text[] default '{}'::text[] not null,
  constraint commune_code_check CHECK ((code ~ '^[A-Z0-9][A-Z0-9_-]{1,31}$'::text)),
  constraint commune_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint commune_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint commune_second_factor_roles_check CHECK ((second_factor_roles <@ ARRAY['viewer'::text, 'agent'::text, 'officer'::text, 'manager'::text, 'auditor'::text, 'admin'::text])),
  constraint commune_pkey PRIMARY KEY (id),
  constraint commune_code_key UNIQUE (code)
);
grant insert, select, update on commune to sommier_app;

create table comparable (
  commune_id integer not null,
  id bigint generated always as identity not null,
  source_key text not null,
  source_digest text,
  batch_id bigint,
  kind text not null,
  use_kind text not null,
  traded_on date not null,
  area_m2 numeric not null,
  price_minor bigint not null,
  period text,
  per_m2_minor numeric generated always as ((((price_minor)::numeric / (
CASE period
    WHEN 'quarter'::text THEN 3
    WHEN 'semester'::text THEN 6
    WHEN 'year'::text THEN 12
    ELSE 1
END)::numeric) / area_m2)) stored,
  address text,
  district text,
  asset_id bigint,
  source text not null,
  note text,
  attributes jsonb default '{}'::jsonb not null,
  geom geometry(Point,4326),
  located_by text,
  source_srid integer,
  accuracy_m double precision,
  aside boolean default false not null,
  aside_reason text,
  version integer default 1 not null,
  updated_at timestamp with time zone default now() not null,
  constraint comparable_area_m2_check CHECK ((area_m2 > (0)::numeric)),
  constraint comparable_aside CHECK (((NOT aside) OR (aside_reason IS NOT NULL))),
  constraint comparable_aside_reason_check CHECK ((length(aside_reason) <= 500)),
  constraint comparable_kind_check CHECK ((kind = ANY (ARRAY['sale'::text, 'rent'::text]))),
  constraint comparable_located_by_check CHECK ((located_by = ANY (ARRAY['import'::text, 'asset'::text, 'click'::text]))),
  constraint comparable_period CHECK (((kind = 'rent'::text) = (period IS NOT NULL))),
  constraint comparable_period_check CHECK ((period = ANY (ARRAY['month'::text, 'quarter'::text, 'semester'::text, 'year'::text]))),
  constraint comparable_place CHECK ((((geom IS NULL) = (located_by IS NULL)) AND ((geom IS NULL) OR (NOT ((st_x(geom) = (0)::double precision) AND (st_y(geom) = (0)::double precision)))))),
  constraint comparable_price_minor_check CHECK ((price_minor > 0)),
  constraint comparable_use_kind_check CHECK ((use_kind = ANY (ARRAY['dwelling'::text, 'shop'::text, 'office'::text, 'workshop'::text, 'land'::text, 'other'::text]))),
  constraint comparable_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id) ON DELETE SET NULL (asset_id),
  constraint comparable_commune_id_batch_id_fkey FOREIGN KEY (commune_id, batch_id) REFERENCES import_batch(commune_id, id),
  constraint comparable_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint comparable_pkey PRIMARY KEY (commune_id, id),
  constraint comparable_commune_id_source_key_key UNIQUE (commune_id, source_key)
);
CREATE INDEX comparable_asset ON public.comparable USING btree (commune_id, asset_id) WHERE (asset_id IS NOT NULL);
CREATE INDEX comparable_day ON public.comparable USING btree (commune_id, traded_on DESC, id DESC);
CREATE INDEX comparable_geom ON public.comparable USING gist (geom);
CREATE INDEX comparable_market ON public.comparable USING btree (commune_id, kind, use_kind, traded_on DESC);
alter table comparable enable row level security;
create policy comparable_commune on comparable for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on comparable to sommier_app;

create table composition (
  commune_id integer not null,
  id bigint generated always as identity not null,
  person_id bigint not null,
  name text not null,
  note text,
  state jsonb not null,
  readers text[] default '{}'::text[] not null,
  shared_until date,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint composition_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint composition_note_check CHECK ((length(note) <= 2000)),
  constraint composition_readers_check CHECK ((readers <@ ARRAY['viewer'::text, 'agent'::text, 'officer'::text, 'manager'::text, 'auditor'::text, 'admin'::text])),
  constraint composition_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint composition_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint composition_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX composition_name ON public.composition USING btree (commune_id, person_id, name);
alter table composition enable row level security;
create policy composition_commune on composition for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on composition to sommier_app;

create table condition_setting (
  commune_id integer not null,
  scale jsonb not null,
  updated_at timestamp with time zone default now() not null,
  constraint condition_setting_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint condition_setting_pkey PRIMARY KEY (commune_id)
);
alter table condition_setting enable row level security;
create policy condition_setting_commune on condition_setting for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on condition_setting to sommier_app;

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

create table declarant_account (
  commune_id integer not null,
  id bigint generated always as identity not null,
  party_id bigint not null,
  email text not null,
  password_hash text not null,
  language text default 'fr'::text not null,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  constraint declarant_account_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
  constraint declarant_account_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'ar'::text, 'en'::text]))),
  constraint declarant_account_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint declarant_account_commune_id_party_id_fkey FOREIGN KEY (commune_id, party_id) REFERENCES party(commune_id, id),
  constraint declarant_account_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX declarant_account_email ON public.declarant_account USING btree (commune_id, lower(email));
CREATE INDEX declarant_account_party ON public.declarant_account USING btree (commune_id, party_id);
alter table declarant_account enable row level security;
create policy declarant_account_commune on declarant_account for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
create policy declarant_account_own on declarant_account for all to sommier_app using (((current_declarant() IS NULL) OR (party_id = current_declarant()))) with check (((current_declarant() IS NULL) OR (party_id = current_declarant())));
grant delete, insert, select, update on declarant_account to sommier_app;

create table declarant_invitation (
  commune_id integer not null,
  id bigint generated always as identity not null,
  party_id bigint not null,
  code_hash bytea not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint declarant_invitation_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint declarant_invitation_commune_id_party_id_fkey FOREIGN KEY (commune_id, party_id) REFERENCES party(commune_id, id),
  constraint declarant_invitation_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id),
  constraint declarant_invitation_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX declarant_invitation_code ON public.declarant_invitation USING btree (commune_id, code_hash);
CREATE INDEX declarant_invitation_party ON public.declarant_invitation USING btree (commune_id, party_id);
alter table declarant_invitation enable row level security;
create policy declarant_invitation_commune on declarant_invitation for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
create policy declarant_invitation_own on declarant_invitation for all to sommier_app using ((current_declarant() IS NULL)) with check ((current_declarant() IS NULL));
grant delete, insert, select, update on declarant_invitation to sommier_app;

create table declarant_session (
  commune_id integer not null,
  id bigint generated always as identity not null,
  account_id bigint not null,
  token_hash bytea not null,
  created_at timestamp with time zone default now() not null,
  last_seen_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint declarant_session_commune_id_account_id_fkey FOREIGN KEY (commune_id, account_id) REFERENCES declarant_account(commune_id, id) ON DELETE CASCADE,
  constraint declarant_session_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint declarant_session_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX declarant_session_account ON public.declarant_session USING btree (commune_id, account_id);
CREATE UNIQUE INDEX declarant_session_token ON public.declarant_session USING btree (token_hash, commune_id);
alter table declarant_session enable row level security;
create policy declarant_session_commune on declarant_session for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on declarant_session to sommier_app;

create table declaration (
  commune_id integer not null,
  id bigint generated always as identity not null,
  number text,
  version integer default 1 not null,
  replaces_id bigint,
  party_id bigint not null,
  tax text not null,
  period_from date not null,
  period_to date not null,
  state text not null,
  zero boolean not null,
  lines jsonb not null,
  currency text not null,
  note text,
  reason text,
  content_hash text,
  channel text not null,
  due_on date,
  filed_on date,
  filed_at timestamp with time zone,
  filed_by bigint,
  filed_name text,
  filed_account bigint,
  batch_id bigint,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  revision integer default 1 not null,
  constraint declaration_channel_check CHECK ((channel = ANY (ARRAY['officer'::text, 'declarant'::text, 'file'::text]))),
  constraint declaration_check CHECK ((period_to > period_from)),
  constraint declaration_check1 CHECK ((((state = 'draft'::text) = (content_hash IS NULL)) AND ((state = 'draft'::text) = (filed_at IS NULL)) AND ((state = 'draft'::text) = (number IS NULL)))),
  constraint declaration_check2 CHECK (((state = 'draft'::text) OR (zero = (lines = '[]'::jsonb)))),
  constraint declaration_content_hash_check CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint declaration_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint declaration_lines_check CHECK ((jsonb_typeof(lines) = 'array'::text)),
  constraint declaration_note_check CHECK ((length(note) <= 1000)),
  constraint declaration_number_check CHECK ((number ~ '^DEC-\d{4}-\d{5,}$'::text)),
  constraint declaration_reason_check CHECK ((length(reason) <= 1000)),
  constraint declaration_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'filed'::text, 'superseded'::text, 'withdrawn'::text]))),
  constraint declaration_tax_check CHECK (((length(tax) >= 1) AND (length(tax) <= 100))),
  constraint declaration_version_check CHECK ((version > 0)),
  constraint declaration_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint declaration_commune_id_party_id_fkey FOREIGN KEY (commune_id, party_id) REFERENCES party(commune_id, id),
  constraint declaration_commune_id_replaces_id_fkey FOREIGN KEY (commune_id, replaces_id) REFERENCES declaration(commune_id, id),
  constraint declaration_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id),
  constraint declaration_filed_by_fkey FOREIGN KEY (filed_by) REFERENCES person(id),
  constraint declaration_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX declaration_batch ON public.declaration USING btree (commune_id, batch_id) WHERE (batch_id IS NOT NULL);
CREATE UNIQUE INDEX declaration_number ON public.declaration USING btree (commune_id, number, version) WHERE (number IS NOT NULL);
CREATE INDEX declaration_party ON public.declaration USING btree (commune_id, party_id);
CREATE INDEX declaration_period ON public.declaration USING btree (commune_id, tax, period_from);
CREATE INDEX declaration_replaces ON public.declaration USING btree (commune_id, replaces_id) WHERE (replaces_id IS NOT NULL);
CREATE TRIGGER declaration_stands BEFORE DELETE OR UPDATE ON public.declaration FOR EACH ROW EXECUTE FUNCTION declaration_stands();
alter table declaration enable row level security;
create policy declaration_commune on declaration for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
create policy declaration_own on declaration for all to sommier_app using (((current_declarant() IS NULL) OR (party_id = current_declarant()))) with check (((current_declarant() IS NULL) OR (party_id = current_declarant())));
grant delete, insert, select, update on declaration to sommier_app;

create table declaration_enrolment (
  commune_id integer not null,
  id bigint generated always as identity not null,
  party_id bigint not null,
  tax text not null,
  since date not null,
  until date,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint declaration_enrolment_check CHECK ((until > since)),
  constraint declaration_enrolment_tax_check CHECK (((length(tax) >= 1) AND (length(tax) <= 100))),
  constraint declaration_enrolment_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint declaration_enrolment_commune_id_party_id_fkey FOREIGN KEY (commune_id, party_id) REFERENCES party(commune_id, id),
  constraint declaration_enrolment_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id),
  constraint declaration_enrolment_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX declaration_enrolment_once ON public.declaration_enrolment USING btree (commune_id, party_id, tax);
alter table declaration_enrolment enable row level security;
create policy declaration_enrolment_commune on declaration_enrolment for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
create policy declaration_enrolment_own on declaration_enrolment for all to sommier_app using (((current_declarant() IS NULL) OR (party_id = current_declarant()))) with check ((current_declarant() IS NULL));
grant delete, insert, select, update on declaration_enrolment to sommier_app;

create table document (
  commune_id integer not null,
  id bigint generated always as identity not null,
  subject_kind text not null,
  subject_id bigint not null,
  kind text not null,
  title text not null,
  name text not null,
  sha256 text not null,
  author text,
  dated date,
  valid_from date,
  valid_until date,
  restricted boolean default false not null,
  note text,
  device_place geometry(Point,4326),
  version integer default 1 not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  deleted_by bigint,
  constraint document_check CHECK (((valid_until IS NULL) OR (valid_from IS NULL) OR (valid_until >= valid_from))),
  constraint document_kind_check CHECK ((kind = ANY (ARRAY['title'::text, 'plan'::text, 'deed'::text, 'record'::text, 'agreement'::text, 'deliberation'::text, 'publication'::text, 'estimate'::text, 'photo'::text, 'report'::text, 'letter'::text, 'other'::text]))),
  constraint document_subject_kind_check CHECK ((subject_kind ~ '^[a-z][a-z_]{1,39}$'::text)),
  constraint document_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint document_commune_id_sha256_fkey FOREIGN KEY (commune_id, sha256) REFERENCES document_file(commune_id, sha256),
  constraint document_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX document_once ON public.document USING btree (commune_id, subject_kind, subject_id, sha256) WHERE (deleted_at IS NULL);
CREATE INDEX document_sha256 ON public.document USING btree (commune_id, sha256);
CREATE INDEX document_subject ON public.document USING btree (commune_id, subject_kind, subject_id);
CREATE INDEX document_validity ON public.document USING btree (commune_id, valid_until) WHERE ((valid_until IS NOT NULL) AND (deleted_at IS NULL));
alter table document enable row level security;
create policy document_commune on document for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on document to sommier_app;

create table document_file (
  commune_id integer not null,
  sha256 text not null,
  bytes bigint not null,
  media text not null,
  thumbnail boolean default false not null,
  copy boolean default false not null,
  width integer,
  height integer,
  pages integer,
  taken_at timestamp without time zone,
  taken_at_place geometry(Point,4326),
  created_at timestamp with time zone default now() not null,
  constraint document_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint document_file_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint document_file_pkey PRIMARY KEY (commune_id, sha256)
);
alter table document_file enable row level security;
create policy document_file_commune on document_file for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on document_file to sommier_app;

create table dwelling (
  commune_id integer not null,
  id bigint generated always as identity not null,
  nights_rule text,
  nights_listing bigint,
  nights_by bigint,
  nights_at timestamp with time zone,
  nights_note text,
  version integer default 1 not null,
  made_at timestamp with time zone default now() not null,
  constraint dwelling_check CHECK ((((nights_rule = 'one'::text) = (nights_listing IS NOT NULL)) OR (nights_rule IS NULL))),
  constraint dwelling_check1 CHECK (((nights_rule IS NULL) = (nights_at IS NULL))),
  constraint dwelling_nights_note_check CHECK ((length(nights_note) <= 2000)),
  constraint dwelling_nights_rule_check CHECK ((nights_rule = ANY (ARRAY['sum'::text, 'most'::text, 'one'::text]))),
  constraint dwelling_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint dwelling_nights_by_fkey FOREIGN KEY (nights_by) REFERENCES person(id),
  constraint dwelling_pkey PRIMARY KEY (commune_id, id)
);
alter table dwelling enable row level security;
create policy dwelling_commune on dwelling for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on dwelling to sommier_app;

create table dwelling_key (
  commune_id integer not null,
  key text collate "C" not null,
  cx integer not null,
  cy integer not null,
  listing_id bigint not null,
  x real not null,
  y real not null,
  constraint dwelling_key_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint dwelling_key_pkey PRIMARY KEY (commune_id, key, cx, cy, listing_id)
);
CREATE INDEX dwelling_key_listing ON public.dwelling_key USING btree (commune_id, listing_id);
alter table dwelling_key enable row level security;
create policy dwelling_key_commune on dwelling_key for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on dwelling_key to sommier_app;

create table dwelling_listing (
  commune_id integer not null,
  listing_id bigint not null,
  dwelling_id bigint not null,
  constraint dwelling_listing_commune_id_dwelling_id_fkey FOREIGN KEY (commune_id, dwelling_id) REFERENCES dwelling(commune_id, id) ON DELETE CASCADE,
  constraint dwelling_listing_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint dwelling_listing_pkey PRIMARY KEY (commune_id, listing_id)
);
CREATE INDEX dwelling_listing_dwelling ON public.dwelling_listing USING btree (commune_id, dwelling_id);
alter table dwelling_listing enable row level security;
create policy dwelling_listing_commune on dwelling_listing for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on dwelling_listing to sommier_app;

create table fixed_asset (
  commune_id integer not null,
  id bigint generated always as identity not null,
  inventory_number text not null,
  account text,
  designation text,
  acquired_on date,
  gross_minor bigint not null,
  prior_minor bigint,
  year_minor bigint,
  net_minor bigint generated always as (((gross_minor - COALESCE(prior_minor, (0)::bigint)) - COALESCE(year_minor, (0)::bigint))) stored,
  life_years integer,
  entry_mode text,
  exit_on date,
  exit_mode text,
  note text,
  attributes jsonb default '{}'::jsonb not null,
  source_digest text,
  batch_id bigint,
  constraint fixed_asset_gross_minor_check CHECK ((gross_minor >= 0)),
  constraint fixed_asset_inventory_number_check CHECK ((inventory_number = upper(inventory_number))),
  constraint fixed_asset_prior_minor_check CHECK ((prior_minor >= 0)),
  constraint fixed_asset_year_minor_check CHECK ((year_minor >= 0)),
  constraint fixed_asset_commune_id_batch_id_fkey FOREIGN KEY (commune_id, batch_id) REFERENCES import_batch(commune_id, id),
  constraint fixed_asset_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint fixed_asset_pkey PRIMARY KEY (commune_id, id),
  constraint fixed_asset_commune_id_inventory_number_key UNIQUE (commune_id, inventory_number)
);
alter table fixed_asset enable row level security;
create policy fixed_asset_commune on fixed_asset for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on fixed_asset to sommier_app;

create table geometry_rules (
  commune_id integer not null,
  containment_mode text not null,
  containment_tolerance_m double precision not null,
  overlap_mode text not null,
  overlap_tolerance_m2 double precision not null,
  overlap_levels text[] not null,
  parcel_inset_m double precision not null,
  street_layer text,
  street_field text,
  version integer default 1 not null,
  updated_at timestamp with time zone default now() not null,
  constraint geometry_rules_containment_mode_check CHECK ((containment_mode = ANY (ARRAY['warn'::text, 'refuse'::text]))),
  constraint geometry_rules_containment_tolerance_m_check CHECK ((containment_tolerance_m >= (0)::double precision)),
  constraint geometry_rules_overlap_mode_check CHECK ((overlap_mode = ANY (ARRAY['warn'::text, 'refuse'::text]))),
  constraint geometry_rules_overlap_tolerance_m2_check CHECK ((overlap_tolerance_m2 >= (0)::double precision)),
  constraint geometry_rules_parcel_inset_m_check CHECK ((parcel_inset_m >= (0)::double precision)),
  constraint geometry_rules_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint geometry_rules_pkey PRIMARY KEY (commune_id)
);
alter table geometry_rules enable row level security;
create policy geometry_rules_commune on geometry_rules for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on geometry_rules to sommier_app;

create table hexagon_kept (
  commune_id integer not null,
  stamp text not null,
  constraint hexagon_kept_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id) ON DELETE CASCADE,
  constraint hexagon_kept_pkey PRIMARY KEY (commune_id)
);
alter table hexagon_kept enable row level security;
create policy hexagon_kept_commune on hexagon_kept for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on hexagon_kept to sommier_app;

create table hexagon_sum (
  commune_id integer not null,
  resolution smallint not null,
  cell text not null,
  platform text not null,
  room_type text not null,
  hosts text not null,
  listings integer not null,
  nights double precision not null,
  constraint hexagon_sum_hosts_check CHECK ((hosts = ANY (ARRAY['one'::text, 'few'::text, 'many'::text]))),
  constraint hexagon_sum_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id) ON DELETE CASCADE,
  constraint hexagon_sum_pkey PRIMARY KEY (commune_id, resolution, cell, platform, room_type, hosts)
);
alter table hexagon_sum enable row level security;
create policy hexagon_sum_commune on hexagon_sum for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on hexagon_sum to sommier_app;

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
  provenance text,
  licence text,
  legal_basis text,
  constraint import_batch_legal_basis_check CHECK (((length(legal_basis) >= 1) AND (length(legal_basis) <= 300))),
  constraint import_batch_licence_check CHECK (((length(licence) >= 1) AND (length(licence) <= 200))),
  constraint import_batch_provenance_check CHECK (((length(provenance) >= 1) AND (length(provenance) <= 300))),
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

create table inspection (
  commune_id integer not null,
  id bigint generated always as identity not null,
  asset_id bigint not null,
  inspected_on date not null,
  class text not null,
  components jsonb default '[]'::jsonb not null,
  note text,
  author_id bigint not null,
  created_at timestamp with time zone default now() not null,
  withdrawn_by bigint,
  withdrawn_at timestamp with time zone,
  reason text,
  constraint inspection_class_check CHECK ((class = ANY (ARRAY['very_good'::text, 'good'::text, 'bad'::text, 'very_bad'::text, 'ruin'::text]))),
  constraint inspection_components_check CHECK ((jsonb_typeof(components) = 'array'::text)),
  constraint inspection_note_check CHECK ((length(note) <= 2000)),
  constraint inspection_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000))),
  constraint inspection_withdrawn CHECK ((((withdrawn_by IS NULL) = (withdrawn_at IS NULL)) AND ((withdrawn_by IS NULL) = (reason IS NULL)))),
  constraint inspection_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint inspection_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id),
  constraint inspection_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint inspection_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES person(id),
  constraint inspection_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX inspection_asset ON public.inspection USING btree (commune_id, asset_id, inspected_on DESC, id DESC);
CREATE TRIGGER inspection_stands BEFORE UPDATE ON public.inspection FOR EACH ROW EXECUTE FUNCTION inspection_stands();
alter table inspection enable row level security;
create policy inspection_commune on inspection for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select, update on inspection to sommier_app;

create table issued_paper (
  commune_id integer not null,
  id bigint generated always as identity not null,
  kind text not null,
  number text not null,
  code text not null,
  state text default 'making'::text not null,
  day date not null,
  language text not null,
  format text not null,
  rows integer,
  pages integer,
  totals jsonb default '{}'::jsonb not null,
  sha256 text,
  bytes bigint,
  job_id bigint,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  issued_at timestamp with time zone,
  constraint issued_paper_check CHECK (((state = 'issued'::text) = ((sha256 IS NOT NULL) AND (bytes IS NOT NULL) AND (issued_at IS NOT NULL)))),
  constraint issued_paper_code_check CHECK ((code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'::text)),
  constraint issued_paper_format_check CHECK ((format = ANY (ARRAY['pdf'::text, 'xlsx'::text]))),
  constraint issued_paper_kind_check CHECK ((kind = ANY (ARRAY['sommier'::text, 'etat_actif'::text, 'inventory'::text, 'reconciliation'::text]))),
  constraint issued_paper_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'ar'::text, 'en'::text]))),
  constraint issued_paper_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint issued_paper_state_check CHECK ((state = ANY (ARRAY['making'::text, 'issued'::text, 'void'::text]))),
  constraint issued_paper_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint issued_paper_pkey PRIMARY KEY (commune_id, id),
  constraint issued_paper_code_key UNIQUE (code, commune_id),
  constraint issued_paper_commune_id_number_key UNIQUE (commune_id, number)
);
CREATE INDEX issued_paper_hash ON public.issued_paper USING btree (sha256) WHERE (sha256 IS NOT NULL);
CREATE UNIQUE INDEX issued_paper_job ON public.issued_paper USING btree (commune_id, job_id) WHERE (job_id IS NOT NULL);
CREATE INDEX issued_paper_list ON public.issued_paper USING btree (commune_id, created_at DESC);
CREATE TRIGGER issued_paper_stands BEFORE UPDATE ON public.issued_paper FOR EACH ROW EXECUTE FUNCTION issued_paper_stands();
alter table issued_paper enable row level security;
create policy issued_paper_commune on issued_paper for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select, update on issued_paper to sommier_app;

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
  dismissed_at timestamp with time zone,
  dismissed_by bigint,
  constraint job_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'interrupted'::text]))),
  constraint job_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint job_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX job_failed ON public.job USING btree (commune_id, finished_at DESC) WHERE ((state = ANY (ARRAY['failed'::text, 'interrupted'::text])) AND (dismissed_at IS NULL));
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

create table layer_card (
  commune_id integer not null,
  name text not null,
  title_ar text,
  group_name text,
  "position" integer default 0 not null,
  description text,
  source text,
  source_date date,
  licence text,
  crs integer,
  readers text[],
  is_public boolean default false not null,
  public_fields text[] default '{}'::text[] not null,
  look jsonb,
  look_fields text[] default '{}'::text[] not null,
  form jsonb,
  directory text,
  version integer default 1 not null,
  updated_at timestamp with time zone default now() not null,
  constraint layer_card_crs_check CHECK (((crs >= 1024) AND (crs <= 999999))),
  constraint layer_card_description_check CHECK ((length(description) <= 2000)),
  constraint layer_card_directory_check CHECK ((directory = ANY (ARRAY['services'::text, 'digital'::text, 'premises'::text, 'startups'::text, 'free'::text]))),
  constraint layer_card_group_name_check CHECK (((length(group_name) >= 1) AND (length(group_name) <= 120))),
  constraint layer_card_licence_check CHECK ((length(licence) <= 200)),
  constraint layer_card_look_fields_check CHECK ((cardinality(look_fields) <= 8)),
  constraint layer_card_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9_-]{0,62}$'::text)),
  constraint layer_card_readers_check CHECK (((readers <@ ARRAY['viewer'::text, 'agent'::text, 'officer'::text, 'manager'::text, 'auditor'::text, 'admin'::text]) AND ('admin'::text = ANY (readers)))),
  constraint layer_card_source_check CHECK ((length(source) <= 300)),
  constraint layer_card_title_ar_check CHECK (((length(title_ar) >= 1) AND (length(title_ar) <= 200))),
  constraint layer_card_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint layer_card_pkey PRIMARY KEY (commune_id, name)
);
alter table layer_card enable row level security;
create policy layer_card_commune on layer_card for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on layer_card to sommier_app;

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
  version integer default 1 not null,
  constraint layer_feature_commune_id_layer_id_fkey FOREIGN KEY (commune_id, layer_id) REFERENCES layer(commune_id, id) ON DELETE CASCADE,
  constraint layer_feature_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX layer_feature_g3857 ON public.layer_feature USING gist (g3857);
CREATE INDEX layer_feature_geom ON public.layer_feature USING gist (geom);
CREATE UNIQUE INDEX layer_feature_source ON public.layer_feature USING btree (commune_id, layer_id, source_key);
alter table layer_feature enable row level security;
create policy layer_feature_commune on layer_feature for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on layer_feature to sommier_app;

create table layer_feature_edit (
  commune_id integer not null,
  id bigint generated always as identity not null,
  layer_id bigint not null,
  feature_id bigint not null,
  person_id bigint not null,
  at timestamp with time zone default now() not null,
  before jsonb,
  after jsonb,
  version integer not null,
  undo_of bigint,
  undone_by bigint,
  constraint layer_feature_edit_check CHECK (((before IS NOT NULL) OR (after IS NOT NULL))),
  constraint layer_feature_edit_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint layer_feature_edit_commune_id_layer_id_fkey FOREIGN KEY (commune_id, layer_id) REFERENCES layer(commune_id, id) ON DELETE CASCADE,
  constraint layer_feature_edit_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint layer_feature_edit_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX layer_feature_edit_at ON public.layer_feature_edit USING btree (commune_id, at);
CREATE INDEX layer_feature_edit_own ON public.layer_feature_edit USING btree (commune_id, layer_id, person_id, id);
alter table layer_feature_edit enable row level security;
create policy layer_feature_edit_commune on layer_feature_edit for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on layer_feature_edit to sommier_app;

create table lead (
  commune_id integer not null,
  id bigint generated always as identity not null,
  listing_id bigint not null,
  asset_id bigint not null,
  site_id bigint not null,
  kind text not null,
  occupation_id bigint,
  score smallint not null,
  weight real not null,
  share real not null,
  reasons jsonb not null,
  rivals smallint default 0 not null,
  model smallint not null,
  found_at timestamp with time zone default now() not null,
  seen_at timestamp with time zone default now() not null,
  state text default 'open'::text not null,
  decided_by bigint,
  decided_at timestamp with time zone,
  note text,
  constraint lead_decided CHECK (((state = ANY (ARRAY['open'::text, 'later'::text])) = (decided_at IS NULL))),
  constraint lead_kind_check CHECK ((kind = ANY (ARRAY['vacant_let'::text, 'sublet'::text, 'concession_breach'::text, 'without_title'::text]))),
  constraint lead_note_check CHECK ((length(note) <= 2000)),
  constraint lead_score_check CHECK (((score >= 0) AND (score <= 100))),
  constraint lead_state_check CHECK ((state = ANY (ARRAY['open'::text, 'later'::text, 'confirmed'::text, 'rejected'::text]))),
  constraint lead_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id),
  constraint lead_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint lead_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint lead_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX lead_asset ON public.lead USING btree (commune_id, asset_id);
CREATE UNIQUE INDEX lead_pair ON public.lead USING btree (commune_id, listing_id, site_id);
CREATE INDEX lead_queue ON public.lead USING btree (commune_id, state, weight DESC, id);
alter table lead enable row level security;
create policy lead_commune on lead for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on lead to sommier_app;

create table lead_file (
  commune_id integer not null,
  id bigint generated always as identity not null,
  lead_id bigint not null,
  side text not null,
  state text default 'open'::text not null,
  occupation_id bigint,
  done jsonb default '{}'::jsonb not null,
  opened_by bigint,
  opened_at timestamp with time zone default now() not null,
  outcome text,
  note text,
  closed_by bigint,
  closed_at timestamp with time zone,
  constraint lead_file_check CHECK (((state = 'closed'::text) = ((closed_at IS NOT NULL) AND (outcome IS NOT NULL)))),
  constraint lead_file_note_check CHECK ((length(note) <= 2000)),
  constraint lead_file_outcome_check CHECK ((outcome = ANY (ARRAY['founded'::text, 'unfounded'::text, 'settled'::text]))),
  constraint lead_file_side_check CHECK ((side = ANY (ARRAY['property'::text, 'tax'::text]))),
  constraint lead_file_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
  constraint lead_file_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES person(id),
  constraint lead_file_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint lead_file_commune_id_lead_id_fkey FOREIGN KEY (commune_id, lead_id) REFERENCES lead(commune_id, id),
  constraint lead_file_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES person(id),
  constraint lead_file_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX lead_file_queue ON public.lead_file USING btree (commune_id, side, state, id);
CREATE UNIQUE INDEX lead_file_side ON public.lead_file USING btree (commune_id, lead_id, side);
alter table lead_file enable row level security;
create policy lead_file_commune on lead_file for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on lead_file to sommier_app;

create table ledger_account (
  commune_id integer not null,
  id bigint generated always as identity not null,
  kind text not null,
  occupation_id bigint,
  party_id bigint,
  opened_at timestamp with time zone default now() not null,
  constraint ledger_account_check CHECK (((kind = 'payer'::text) = ((occupation_id IS NOT NULL) OR (party_id IS NOT NULL)))),
  constraint ledger_account_kind_check CHECK ((kind = ANY (ARRAY['payer'::text, 'revenue'::text, 'charges'::text, 'penalties'::text, 'fees'::text, 'tax'::text, 'deposits'::text, 'cash'::text, 'bank'::text, 'treasury'::text, 'unallocated'::text, 'waived'::text, 'refunds'::text]))),
  constraint ledger_account_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint ledger_account_commune_id_occupation_id_fkey FOREIGN KEY (commune_id, occupation_id) REFERENCES occupation(commune_id, id),
  constraint ledger_account_commune_id_party_id_fkey FOREIGN KEY (commune_id, party_id) REFERENCES party(commune_id, id),
  constraint ledger_account_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX ledger_account_counter ON public.ledger_account USING btree (commune_id, kind) WHERE (kind <> 'payer'::text);
CREATE UNIQUE INDEX ledger_account_payer ON public.ledger_account USING btree (commune_id, occupation_id, party_id) NULLS NOT DISTINCT WHERE (kind = 'payer'::text);
alter table ledger_account enable row level security;
create policy ledger_account_commune on ledger_account for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on ledger_account to sommier_app;

create table ledger_allocation (
  commune_id integer not null,
  id bigint generated always as identity not null,
  entry_id bigint not null,
  payment_id bigint not null,
  due_id bigint not null,
  amount bigint not null,
  on_day date not null,
  constraint ledger_allocation_amount_check CHECK ((amount <> 0)),
  constraint ledger_allocation_commune_id_due_id_fkey FOREIGN KEY (commune_id, due_id) REFERENCES ledger_due(commune_id, id),
  constraint ledger_allocation_commune_id_payment_id_fkey FOREIGN KEY (commune_id, payment_id) REFERENCES ledger_payment(commune_id, id),
  constraint ledger_allocation_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX ledger_allocation_due ON public.ledger_allocation USING btree (commune_id, due_id) INCLUDE (amount, on_day);
CREATE INDEX ledger_allocation_payment ON public.ledger_allocation USING btree (commune_id, payment_id);
CREATE TRIGGER ledger_allocation_append_only BEFORE DELETE OR UPDATE ON public.ledger_allocation FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_allocation_no_truncate BEFORE TRUNCATE ON public.ledger_allocation FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
alter table ledger_allocation enable row level security;
create policy ledger_allocation_commune on ledger_allocation for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on ledger_allocation to sommier_app;

create table ledger_billing (
  commune_id integer not null,
  occupation_id bigint not null,
  after_end boolean default false not null,
  constraint ledger_billing_commune_id_occupation_id_fkey FOREIGN KEY (commune_id, occupation_id) REFERENCES occupation(commune_id, id) ON DELETE CASCADE,
  constraint ledger_billing_pkey PRIMARY KEY (commune_id, occupation_id)
);
alter table ledger_billing enable row level security;
create policy ledger_billing_commune on ledger_billing for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on ledger_billing to sommier_app;

create table ledger_called (
  commune_id integer not null,
  occupation_id bigint not null,
  through date not null,
  terms_digest text not null,
  constraint ledger_called_commune_id_occupation_id_fkey FOREIGN KEY (commune_id, occupation_id) REFERENCES occupation(commune_id, id) ON DELETE CASCADE,
  constraint ledger_called_pkey PRIMARY KEY (commune_id, occupation_id)
);
alter table ledger_called enable row level security;
create policy ledger_called_commune on ledger_called for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on ledger_called to sommier_app;

create table ledger_due (
  commune_id integer not null,
  id bigint generated always as identity not null,
  entry_id bigint not null,
  account_id bigint not null,
  occupation_id bigint,
  kind text not null,
  period_from date not null,
  period_to date not null,
  due_on date not null,
  amount bigint not null,
  corrects bigint,
  origin text not null,
  note text,
  penalises bigint,
  constraint ledger_due_amount_check CHECK ((amount <> 0)),
  constraint ledger_due_check CHECK ((period_to > period_from)),
  constraint ledger_due_kind_check CHECK ((kind = ANY (ARRAY['rent'::text, 'charges'::text, 'deposit'::text, 'fee'::text, 'penalty'::text, 'tax'::text, 'refund'::text]))),
  constraint ledger_due_origin_check CHECK ((origin = ANY (ARRAY['schedule'::text, 'hand'::text, 'rule'::text]))),
  constraint ledger_due_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX ledger_due_account ON public.ledger_due USING btree (commune_id, account_id, due_on);
CREATE INDEX ledger_due_corrects ON public.ledger_due USING btree (commune_id, corrects) WHERE (corrects IS NOT NULL);
CREATE INDEX ledger_due_penalises ON public.ledger_due USING btree (commune_id, penalises) WHERE (penalises IS NOT NULL);
CREATE INDEX ledger_due_period ON public.ledger_due USING btree (commune_id, occupation_id, kind, period_from);
CREATE TRIGGER ledger_due_append_only BEFORE DELETE OR UPDATE ON public.ledger_due FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_due_no_truncate BEFORE TRUNCATE ON public.ledger_due FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_due_refs AFTER INSERT ON public.ledger_due REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION ledger_refs_exist();
alter table ledger_due enable row level security;
create policy ledger_due_commune on ledger_due for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on ledger_due to sommier_app;

create table ledger_entry (
  commune_id integer not null,
  id bigint generated always as identity not null,
  kind text not null,
  note text,
  reverses bigint,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint ledger_entry_kind_check CHECK ((kind = ANY (ARRAY['call'::text, 'due'::text, 'cancel'::text, 'payment'::text, 'reversal'::text, 'match'::text, 'penalty'::text, 'waiver'::text, 'import'::text, 'refund'::text]))),
  constraint ledger_entry_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint ledger_entry_commune_id_reverses_fkey FOREIGN KEY (commune_id, reverses) REFERENCES ledger_entry(commune_id, id),
  constraint ledger_entry_pkey PRIMARY KEY (commune_id, id)
);
CREATE TRIGGER ledger_entry_append_only BEFORE DELETE OR UPDATE ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
alter table ledger_entry enable row level security;
create policy ledger_entry_commune on ledger_entry for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on ledger_entry to sommier_app;

create table ledger_hold (
  commune_id integer not null,
  id bigint generated always as identity not null,
  due_id bigint not null,
  since date not null,
  lifted date,
  reason text not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint ledger_hold_check CHECK ((lifted >= since)),
  constraint ledger_hold_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 300))),
  constraint ledger_hold_commune_id_due_id_fkey FOREIGN KEY (commune_id, due_id) REFERENCES ledger_due(commune_id, id),
  constraint ledger_hold_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX ledger_hold_once ON public.ledger_hold USING btree (commune_id, due_id) WHERE (lifted IS NULL);
alter table ledger_hold enable row level security;
create policy ledger_hold_commune on ledger_hold for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select, update on ledger_hold to sommier_app;

create table ledger_number (
  commune_id integer not null,
  series text not null,
  year integer not null,
  last integer default 0 not null,
  constraint ledger_number_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint ledger_number_pkey PRIMARY KEY (commune_id, series, year)
);
alter table ledger_number enable row level security;
create policy ledger_number_commune on ledger_number for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select, update on ledger_number to sommier_app;

create table ledger_payment (
  commune_id integer not null,
  id bigint generated always as identity not null,
  entry_id bigint not null,
  account_id bigint not null,
  amount bigint not null,
  paid_on date not null,
  method text not null,
  reference text,
  series text not null,
  receipt_year integer not null,
  receipt_no integer not null,
  reverses bigint,
  reason text,
  batch_id bigint,
  line_id bigint,
  recorded_by bigint,
  recorded_at timestamp with time zone default now() not null,
  constraint ledger_payment_amount_check CHECK ((amount > 0)),
  constraint ledger_payment_check CHECK (((series = 'AN'::text) = (reverses IS NOT NULL))),
  constraint ledger_payment_method_check CHECK ((method = ANY (ARRAY['cash'::text, 'cheque'::text, 'transfer'::text, 'treasury'::text, 'card'::text, 'mobile'::text, 'other'::text, 'deposit'::text]))),
  constraint ledger_payment_reference_check CHECK ((length(reference) <= 200)),
  constraint ledger_payment_series_check CHECK ((series = ANY (ARRAY['RC'::text, 'AN'::text]))),
  constraint ledger_payment_commune_id_account_id_fkey FOREIGN KEY (commune_id, account_id) REFERENCES ledger_account(commune_id, id),
  constraint ledger_payment_commune_id_entry_id_fkey FOREIGN KEY (commune_id, entry_id) REFERENCES ledger_entry(commune_id, id),
  constraint ledger_payment_commune_id_reverses_fkey FOREIGN KEY (commune_id, reverses) REFERENCES ledger_payment(commune_id, id),
  constraint ledger_payment_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX ledger_payment_account ON public.ledger_payment USING btree (commune_id, account_id, paid_on);
CREATE INDEX ledger_payment_day ON public.ledger_payment USING btree (commune_id, paid_on);
CREATE INDEX ledger_payment_line ON public.ledger_payment USING btree (commune_id, line_id) WHERE (line_id IS NOT NULL);
CREATE UNIQUE INDEX ledger_payment_receipt ON public.ledger_payment USING btree (commune_id, series, receipt_year, receipt_no);
CREATE UNIQUE INDEX ledger_payment_reverses ON public.ledger_payment USING btree (commune_id, reverses) WHERE (reverses IS NOT NULL);
CREATE TRIGGER ledger_payment_append_only BEFORE DELETE OR UPDATE ON public.ledger_payment FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_payment_no_truncate BEFORE TRUNCATE ON public.ledger_payment FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
alter table ledger_payment enable row level security;
create policy ledger_payment_commune on ledger_payment for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on ledger_payment to sommier_app;

create table ledger_posting (
  commune_id integer not null,
  id bigint generated always as identity not null,
  entry_id bigint not null,
  on_day date not null,
  debit_id bigint not null,
  credit_id bigint not null,
  amount bigint not null,
  due_id bigint,
  payment_id bigint,
  refund_id bigint,
  constraint ledger_posting_amount_check CHECK ((amount > 0)),
  constraint ledger_posting_check CHECK ((debit_id <> credit_id)),
  constraint ledger_posting_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX ledger_posting_credit ON public.ledger_posting USING btree (commune_id, credit_id, on_day);
CREATE INDEX ledger_posting_debit ON public.ledger_posting USING btree (commune_id, debit_id, on_day);
CREATE TRIGGER ledger_posting_append_only BEFORE DELETE OR UPDATE ON public.ledger_posting FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_posting_no_truncate BEFORE TRUNCATE ON public.ledger_posting FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_posting_refs AFTER INSERT ON public.ledger_posting REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION ledger_refs_exist();
alter table ledger_posting enable row level security;
create policy ledger_posting_commune on ledger_posting for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on ledger_posting to sommier_app;

create table ledger_refund (
  commune_id integer not null,
  id bigint generated always as identity not null,
  entry_id bigint not null,
  account_id bigint not null,
  amount bigint not null,
  paid_on date not null,
  method text not null,
  reference text,
  year integer not null,
  no integer not null,
  reverses bigint,
  reason text not null,
  recorded_by bigint,
  recorded_at timestamp with time zone default now() not null,
  kind text default 'deposit'::text not null,
  due_id bigint,
  constraint ledger_refund_amount_check CHECK ((amount > 0)),
  constraint ledger_refund_kind_check CHECK ((kind = ANY (ARRAY['deposit'::text, 'overpaid'::text]))),
  constraint ledger_refund_method_check CHECK ((method = ANY (ARRAY['cash'::text, 'cheque'::text, 'transfer'::text, 'treasury'::text, 'card'::text, 'mobile'::text, 'other'::text]))),
  constraint ledger_refund_reference_check CHECK ((length(reference) <= 200)),
  constraint ledger_refund_commune_id_account_id_fkey FOREIGN KEY (commune_id, account_id) REFERENCES ledger_account(commune_id, id),
  constraint ledger_refund_commune_id_entry_id_fkey FOREIGN KEY (commune_id, entry_id) REFERENCES ledger_entry(commune_id, id),
  constraint ledger_refund_commune_id_reverses_fkey FOREIGN KEY (commune_id, reverses) REFERENCES ledger_refund(commune_id, id),
  constraint ledger_refund_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX ledger_refund_account ON public.ledger_refund USING btree (commune_id, account_id);
CREATE UNIQUE INDEX ledger_refund_number ON public.ledger_refund USING btree (commune_id, year, no);
CREATE UNIQUE INDEX ledger_refund_reverses ON public.ledger_refund USING btree (commune_id, reverses) WHERE (reverses IS NOT NULL);
CREATE TRIGGER ledger_refund_append_only BEFORE DELETE OR UPDATE ON public.ledger_refund FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_refund_no_truncate BEFORE TRUNCATE ON public.ledger_refund FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
alter table ledger_refund enable row level security;
create policy ledger_refund_commune on ledger_refund for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on ledger_refund to sommier_app;

create table listing (
  commune_id integer not null,
  id bigint generated always as identity not null,
  platform text not null,
  external_id text collate "C" not null,
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

create table listing_address (
  commune_id integer not null,
  listing_id bigint not null,
  geom geometry(Point,4326) not null,
  published geometry(Point,4326),
  published_m real not null,
  source text not null,
  evidence text not null,
  address text,
  ground_id bigint,
  decided_by bigint,
  decided_at timestamp with time zone default now() not null,
  constraint listing_address_address_check CHECK ((length(address) <= 500)),
  constraint listing_address_evidence_check CHECK (((length(evidence) >= 1) AND (length(evidence) <= 500))),
  constraint listing_address_source_check CHECK ((source = ANY (ARRAY['declaration'::text, 'registration'::text, 'report'::text, 'visit'::text]))),
  constraint listing_address_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint listing_address_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint listing_address_pkey PRIMARY KEY (commune_id, listing_id)
);
alter table listing_address enable row level security;
create policy listing_address_commune on listing_address for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on listing_address to sommier_app;

create table listing_calendar_month (
  commune_id integer not null,
  id bigint generated always as identity not null,
  platform text not null,
  external_id text collate "C" not null,
  captured_on date not null,
  month date not null,
  days integer not null,
  free integer not null,
  price_min_minor bigint,
  price_max_minor bigint,
  batch_id bigint not null,
  constraint listing_calendar_month_check CHECK (((free & (~ days)) = 0)),
  constraint listing_calendar_month_days_check CHECK ((days > 0)),
  constraint listing_calendar_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint listing_calendar_month_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint listing_calendar_month_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX listing_calendar_month_batch ON public.listing_calendar_month USING btree (commune_id, batch_id);
CREATE UNIQUE INDEX listing_calendar_month_key ON public.listing_calendar_month USING btree (commune_id, platform, external_id, captured_on, month);
alter table listing_calendar_month enable row level security;
create policy listing_calendar_month_commune on listing_calendar_month for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on listing_calendar_month to sommier_app;

create table listing_ground (
  commune_id integer not null,
  id bigint generated always as identity not null,
  listing_id bigint not null,
  kind text not null,
  target_id bigint not null,
  verdict text not null,
  note text,
  decided_by bigint,
  decided_at timestamp with time zone default now() not null,
  constraint listing_ground_kind_check CHECK ((kind = ANY (ARRAY['parcel'::text, 'asset'::text]))),
  constraint listing_ground_note_check CHECK ((length(note) <= 2000)),
  constraint listing_ground_verdict_check CHECK ((verdict = ANY (ARRAY['confirmed'::text, 'rejected'::text]))),
  constraint listing_ground_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint listing_ground_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint listing_ground_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX listing_ground_target ON public.listing_ground USING btree (commune_id, listing_id, kind, target_id);
alter table listing_ground enable row level security;
create policy listing_ground_commune on listing_ground for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on listing_ground to sommier_app;

create table listing_pair (
  commune_id integer not null,
  id bigint generated always as identity not null,
  low_id bigint not null,
  high_id bigint not null,
  score smallint not null,
  weight real not null,
  class text not null,
  reasons jsonb not null,
  distance_m real not null,
  model smallint not null,
  found_at timestamp with time zone default now() not null,
  state text default 'open'::text not null,
  verdict text,
  decided_by bigint,
  decided_at timestamp with time zone,
  note text,
  constraint listing_pair_check CHECK ((low_id < high_id)),
  constraint listing_pair_class_check CHECK ((class = ANY (ARRAY['same'::text, 'rooms'::text, 'building'::text, 'different'::text]))),
  constraint listing_pair_decided CHECK ((((state = 'decided'::text) = (verdict IS NOT NULL)) AND ((state = 'decided'::text) = (decided_at IS NOT NULL)))),
  constraint listing_pair_note_check CHECK ((length(note) <= 2000)),
  constraint listing_pair_score_check CHECK (((score >= 0) AND (score <= 100))),
  constraint listing_pair_state_check CHECK ((state = ANY (ARRAY['open'::text, 'later'::text, 'decided'::text]))),
  constraint listing_pair_verdict_check CHECK ((verdict = ANY (ARRAY['same'::text, 'rooms'::text, 'building'::text, 'different'::text]))),
  constraint listing_pair_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint listing_pair_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint listing_pair_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX listing_pair_high ON public.listing_pair USING btree (commune_id, high_id);
CREATE UNIQUE INDEX listing_pair_pair ON public.listing_pair USING btree (commune_id, low_id, high_id);
CREATE INDEX listing_pair_queue ON public.listing_pair USING btree (commune_id, state, weight DESC, id);
alter table listing_pair enable row level security;
create policy listing_pair_commune on listing_pair for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on listing_pair to sommier_app;

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

create table listing_review_month (
  commune_id integer not null,
  id bigint generated always as identity not null,
  platform text not null,
  external_id text collate "C" not null,
  month date not null,
  reviews integer not null,
  captured_on date not null,
  batch_id bigint not null,
  constraint listing_review_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint listing_review_month_reviews_check CHECK ((reviews > 0)),
  constraint listing_review_month_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint listing_review_month_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX listing_review_month_batch ON public.listing_review_month USING btree (commune_id, batch_id);
CREATE UNIQUE INDEX listing_review_month_key ON public.listing_review_month USING btree (commune_id, platform, external_id, month);
alter table listing_review_month enable row level security;
create policy listing_review_month_commune on listing_review_month for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on listing_review_month to sommier_app;

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

create table map_bookmark (
  commune_id integer not null,
  id bigint generated always as identity not null,
  person_id bigint not null,
  name text not null,
  lon double precision not null,
  lat double precision not null,
  zoom double precision not null,
  shared boolean default false not null,
  constraint map_bookmark_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  constraint map_bookmark_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
  constraint map_bookmark_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint map_bookmark_zoom_check CHECK (((zoom >= (0)::double precision) AND (zoom <= (24)::double precision))),
  constraint map_bookmark_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint map_bookmark_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint map_bookmark_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX map_bookmark_name ON public.map_bookmark USING btree (commune_id, person_id, name);
alter table map_bookmark enable row level security;
create policy map_bookmark_commune on map_bookmark for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on map_bookmark to sommier_app;

create table market_rent (
  commune_id integer not null,
  id bigint generated always as identity not null,
  use_kind text not null,
  district text,
  from_on date not null,
  minor_per_m2_month bigint not null,
  source text not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint market_rent_minor_per_m2_month_check CHECK ((minor_per_m2_month > 0)),
  constraint market_rent_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300))),
  constraint market_rent_use_kind_check CHECK ((use_kind = ANY (ARRAY['dwelling'::text, 'business'::text, 'other'::text]))),
  constraint market_rent_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint market_rent_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX market_rent_once ON public.market_rent USING btree (commune_id, use_kind, district, from_on) NULLS NOT DISTINCT;
alter table market_rent enable row level security;
create policy market_rent_commune on market_rent for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on market_rent to sommier_app;

create table mass_line (
  commune_id integer not null,
  run_id bigint not null,
  asset_id bigint not null,
  code text not null,
  name text not null,
  name_ar text,
  use_kind text,
  zone text,
  class text not null,
  area_m2 numeric,
  area_from text,
  per_m2_minor bigint,
  factor_bp integer not null,
  wider boolean default false not null,
  value_minor numeric(20,0),
  before_minor numeric(20,0),
  state text not null,
  outliers text[] default '{}'::text[] not null,
  reason text,
  decided_by bigint,
  decided_at timestamp with time zone,
  decision text,
  constraint mass_line_decided CHECK (((state = ANY (ARRAY['accepted'::text, 'excluded'::text])) = (decided_by IS NOT NULL))),
  constraint mass_line_decision_check CHECK ((length(decision) <= 1000)),
  constraint mass_line_reason_check CHECK ((reason = ANY (ARRAY['no_market'::text, 'no_area'::text, 'no_evidence'::text, 'within'::text]))),
  constraint mass_line_state_check CHECK ((state = ANY (ARRAY['valued'::text, 'held'::text, 'accepted'::text, 'excluded'::text, 'none'::text]))),
  constraint mass_line_valued CHECK ((((state = 'none'::text) = (value_minor IS NULL)) AND ((state = 'none'::text) = (reason IS NOT NULL)))),
  constraint mass_line_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint mass_line_commune_id_run_id_fkey FOREIGN KEY (commune_id, run_id) REFERENCES mass_run(commune_id, id) ON DELETE CASCADE,
  constraint mass_line_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint mass_line_pkey PRIMARY KEY (commune_id, run_id, asset_id)
);
CREATE INDEX mass_line_asset ON public.mass_line USING btree (commune_id, asset_id);
CREATE INDEX mass_line_state ON public.mass_line USING btree (commune_id, run_id, state);
CREATE TRIGGER mass_line_stands BEFORE DELETE OR UPDATE ON public.mass_line FOR EACH ROW EXECUTE FUNCTION mass_run_stands();
alter table mass_line enable row level security;
create policy mass_line_commune on mass_line for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on mass_line to sommier_app;

create table mass_price (
  commune_id integer not null,
  run_id bigint not null,
  use_kind text not null,
  zone text not null,
  deals integer not null,
  per_m2_minor bigint not null,
  first_quarter bigint not null,
  third_quarter bigint not null,
  serves boolean not null,
  evidence bigint[] not null,
  constraint mass_price_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint mass_price_commune_id_run_id_fkey FOREIGN KEY (commune_id, run_id) REFERENCES mass_run(commune_id, id) ON DELETE CASCADE,
  constraint mass_price_pkey PRIMARY KEY (commune_id, run_id, use_kind, zone)
);
CREATE TRIGGER mass_price_stands BEFORE DELETE OR UPDATE ON public.mass_price FOR EACH ROW EXECUTE FUNCTION mass_run_stands();
alter table mass_price enable row level security;
create policy mass_price_commune on mass_price for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on mass_price to sommier_app;

create table mass_run (
  commune_id integer not null,
  id bigint generated always as identity not null,
  name text not null,
  day date not null,
  params jsonb not null,
  state text default 'computing'::text not null,
  hash text,
  previous_id bigint,
  job_id bigint,
  author_id bigint not null,
  created_at timestamp with time zone default now() not null,
  adopted_by bigint,
  adopted_at timestamp with time zone,
  constraint mass_run_adopted CHECK ((((state = 'adopted'::text) = (adopted_by IS NOT NULL)) AND ((adopted_by IS NULL) = (adopted_at IS NULL)))),
  constraint mass_run_frozen CHECK (((state = ANY (ARRAY['computing'::text, 'dropped'::text])) OR (hash IS NOT NULL))),
  constraint mass_run_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint mass_run_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint mass_run_second_person CHECK ((adopted_by IS DISTINCT FROM author_id)),
  constraint mass_run_state_check CHECK ((state = ANY (ARRAY['computing'::text, 'draft'::text, 'adopted'::text, 'dropped'::text]))),
  constraint mass_run_adopted_by_fkey FOREIGN KEY (adopted_by) REFERENCES person(id),
  constraint mass_run_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint mass_run_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint mass_run_commune_id_previous_id_fkey FOREIGN KEY (commune_id, previous_id) REFERENCES mass_run(commune_id, id),
  constraint mass_run_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX mass_run_state ON public.mass_run USING btree (commune_id, state, day DESC, id DESC);
CREATE TRIGGER mass_run_stands BEFORE DELETE OR UPDATE ON public.mass_run FOR EACH ROW EXECUTE FUNCTION mass_run_stands();
alter table mass_run enable row level security;
create policy mass_run_commune on mass_run for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on mass_run to sommier_app;

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

create table mobility_point (
  commune_id integer not null,
  id bigint generated always as identity not null,
  snapshot_id bigint not null,
  batch_id bigint not null,
  what text not null,
  vehicle_type text,
  form_factor text,
  propulsion text,
  reserved boolean,
  disabled boolean,
  station_key text,
  name text,
  capacity integer,
  vehicles integer,
  docks integer,
  digest text not null,
  geom geometry(Point,4326),
  constraint mobility_point_what_check CHECK ((what = ANY (ARRAY['vehicle'::text, 'station'::text]))),
  constraint mobility_point_commune_id_snapshot_id_fkey FOREIGN KEY (commune_id, snapshot_id) REFERENCES mobility_snapshot(commune_id, id) ON DELETE CASCADE,
  constraint mobility_point_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX mobility_point_geom ON public.mobility_point USING gist (geom);
CREATE INDEX mobility_point_snapshot ON public.mobility_point USING btree (commune_id, snapshot_id, what);
alter table mobility_point enable row level security;
create policy mobility_point_commune on mobility_point for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on mobility_point to sommier_app;

create table mobility_policy (
  commune_id integer not null,
  id bigint generated always as identity not null,
  batch_id bigint not null,
  policy_key text not null,
  name text not null,
  description text,
  starts_on date,
  ends_on date,
  published_on date,
  currency text,
  providers jsonb default '[]'::jsonb not null,
  replaces jsonb default '[]'::jsonb not null,
  rules jsonb not null,
  digest text not null,
  constraint mobility_policy_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint mobility_policy_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX mobility_policy_once ON public.mobility_policy USING btree (commune_id, policy_key);
alter table mobility_policy enable row level security;
create policy mobility_policy_commune on mobility_policy for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on mobility_policy to sommier_app;

create table mobility_snapshot (
  commune_id integer not null,
  id bigint generated always as identity not null,
  system text not null,
  taken_at timestamp with time zone not null,
  taken_on date not null,
  operator_id bigint,
  batch_id bigint not null,
  vehicles integer default 0 not null,
  stations integer default 0 not null,
  constraint mobility_snapshot_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint mobility_snapshot_commune_id_operator_id_fkey FOREIGN KEY (commune_id, operator_id) REFERENCES party(commune_id, id),
  constraint mobility_snapshot_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX mobility_snapshot_batch ON public.mobility_snapshot USING btree (commune_id, batch_id);
CREATE UNIQUE INDEX mobility_snapshot_once ON public.mobility_snapshot USING btree (commune_id, system, taken_at);
alter table mobility_snapshot enable row level security;
create policy mobility_snapshot_commune on mobility_snapshot for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on mobility_snapshot to sommier_app;

create table occupancy_span (
  commune_id integer not null,
  asset_id bigint not null,
  from_on date not null,
  to_on date,
  state text not null,
  expired boolean default false not null,
  occupation_id bigint not null,
  constraint occupancy_span_check CHECK (((to_on IS NULL) OR (to_on > from_on))),
  constraint occupancy_span_state_check CHECK ((state = ANY (ARRAY['own'::text, 'let'::text, 'permit'::text, 'free'::text, 'vacant'::text, 'without_title'::text]))),
  constraint occupancy_span_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id) ON DELETE CASCADE,
  constraint occupancy_span_commune_id_occupation_id_fkey FOREIGN KEY (commune_id, occupation_id) REFERENCES occupation(commune_id, id) ON DELETE CASCADE,
  constraint occupancy_span_pkey PRIMARY KEY (commune_id, asset_id, from_on)
);
CREATE INDEX occupancy_span_right ON public.occupancy_span USING btree (commune_id, occupation_id);
CREATE INDEX occupancy_span_state ON public.occupancy_span USING btree (commune_id, state, from_on);
alter table occupancy_span enable row level security;
create policy occupancy_span_commune on occupancy_span for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on occupancy_span to sommier_app;

create table occupation (
  commune_id integer not null,
  id bigint generated always as identity not null,
  reference text not null,
  type text not null,
  rank text generated always as (
CASE
    WHEN (type = ANY (ARRAY['sous_location'::text, 'emplacement_marche'::text])) THEN 'derived'::text
    WHEN (type = 'sans_titre'::text) THEN 'without_title'::text
    WHEN (type = ANY (ARRAY['vacant'::text, 'dormant'::text, 'excedentaire'::text])) THEN 'vacancy'::text
    ELSE 'principal'::text
END) stored not null,
  status text default 'draft'::text not null,
  parent_id bigint,
  activity text,
  activity_kind text,
  free_of_charge boolean default false not null,
  written boolean,
  service text,
  signed_on date,
  starts_on date,
  ends_on date,
  ended_on date,
  tacit_renewal boolean default false not null,
  renewal_months integer,
  notice_months integer,
  notice_given_on date,
  notice_by text,
  held_until date generated always as (COALESCE(ended_on,
CASE
    WHEN tacit_renewal THEN NULL::date
    ELSE ends_on
END)) stored,
  currency text not null,
  deposit_minor bigint,
  sublet_allowed boolean,
  sublet_found_on date,
  sublet_evidence text,
  reason text,
  project text,
  found_on date,
  found_by text,
  evidence text,
  claimable_minor bigint,
  claimable_period text,
  procedure_state text,
  procedure_on date,
  overrides jsonb default '[]'::jsonb not null,
  note text,
  attributes jsonb default '{}'::jsonb not null,
  validated_at timestamp with time zone,
  validated_by bigint,
  version integer default 1 not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  batch_id bigint,
  source_digest text,
  search text,
  source_key text,
  constraint occupation_activity_kind_check CHECK ((activity_kind = ANY (ARRAY['housing'::text, 'commercial'::text, 'craft'::text, 'industrial'::text, 'professional'::text, 'agricultural'::text, 'association'::text, 'public_service'::text, 'cultural'::text, 'sport'::text, 'parking'::text, 'market'::text, 'advertising'::text, 'telecom'::text, 'other'::text]))),
  constraint occupation_check CHECK (((ends_on IS NULL) OR (starts_on IS NULL) OR (ends_on > starts_on))),
  constraint occupation_check1 CHECK (((ended_on IS NULL) OR (starts_on IS NULL) OR (ended_on >= starts_on))),
  constraint occupation_check2 CHECK (((validated_at IS NULL) OR (starts_on IS NOT NULL) OR (type = 'sans_titre'::text))),
  constraint occupation_check3 CHECK (((type <> ALL (ARRAY['sous_location'::text, 'emplacement_marche'::text])) OR (parent_id IS NOT NULL) OR (validated_at IS NULL))),
  constraint occupation_check4 CHECK (((parent_id IS NULL) OR (type = ANY (ARRAY['sous_location'::text, 'emplacement_marche'::text])))),
  constraint occupation_check5 CHECK ((parent_id <> id)),
  constraint occupation_check6 CHECK (((validated_at IS NULL) OR (status <> 'draft'::text))),
  constraint occupation_claimable_minor_check CHECK ((claimable_minor >= 0)),
  constraint occupation_claimable_period_check CHECK ((claimable_period = ANY (ARRAY['month'::text, 'quarter'::text, 'semester'::text, 'year'::text]))),
  constraint occupation_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint occupation_deposit_minor_check CHECK ((deposit_minor >= 0)),
  constraint occupation_notice_by_check CHECK ((notice_by = ANY (ARRAY['commune'::text, 'occupant'::text]))),
  constraint occupation_notice_months_check CHECK (((notice_months >= 0) AND (notice_months <= 120))),
  constraint occupation_procedure_state_check CHECK ((procedure_state = ANY (ARRAY['none'::text, 'formal_notice'::text, 'negotiation'::text, 'court'::text, 'eviction'::text, 'regularised'::text]))),
  constraint occupation_reference_check CHECK (((length(reference) >= 1) AND (length(reference) <= 120))),
  constraint occupation_renewal_months_check CHECK (((renewal_months >= 1) AND (renewal_months <= 1200))),
  constraint occupation_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'active'::text, 'notice'::text, 'expired_occupied'::text, 'ended'::text, 'litigation'::text]))),
  constraint occupation_type_check CHECK ((type = ANY (ARRAY['bail_habitation'::text, 'bail_commercial'::text, 'bail_professionnel'::text, 'bail_rural'::text, 'aot'::text, 'permis_stationnement'::text, 'permission_voirie'::text, 'aot_droits_reels'::text, 'bail_emphyteotique'::text, 'concession'::text, 'affermage'::text, 'mise_a_disposition'::text, 'affectation'::text, 'sous_location'::text, 'emplacement_marche'::text, 'sans_titre'::text, 'vacant'::text, 'dormant'::text, 'excedentaire'::text]))),
  constraint occupation_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint occupation_commune_id_parent_id_fkey FOREIGN KEY (commune_id, parent_id) REFERENCES occupation(commune_id, id),
  constraint occupation_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX occupation_batch ON public.occupation USING btree (commune_id, batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX occupation_end ON public.occupation USING btree (commune_id, ends_on) WHERE (ended_on IS NULL);
CREATE INDEX occupation_parent ON public.occupation USING btree (commune_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE UNIQUE INDEX occupation_reference ON public.occupation USING btree (commune_id, reference);
CREATE INDEX occupation_search ON public.occupation USING gin (search gin_trgm_ops);
CREATE UNIQUE INDEX occupation_source ON public.occupation USING btree (commune_id, source_key) WHERE (source_key IS NOT NULL);
CREATE INDEX occupation_type ON public.occupation USING btree (commune_id, type, status);
CREATE TRIGGER occupation_whole_update AFTER UPDATE ON public.occupation REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION occupation_changed();
alter table occupation enable row level security;
create policy occupation_commune on occupation for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on occupation to sommier_app;

create table occupation_act (
  commune_id integer not null,
  id bigint generated always as identity not null,
  occupation_id bigint not null,
  role text not null,
  reference text not null,
  dated_on date,
  act_id bigint,
  constraint occupation_act_reference_check CHECK (((length(reference) >= 1) AND (length(reference) <= 300))),
  constraint occupation_act_role_check CHECK ((role = ANY (ARRAY['publicity'::text, 'award'::text, 'deliberation'::text, 'decision'::text, 'approval'::text, 'handover'::text, 'termination'::text]))),
  constraint occupation_act_commune_id_occupation_id_fkey FOREIGN KEY (commune_id, occupation_id) REFERENCES occupation(commune_id, id) ON DELETE CASCADE,
  constraint occupation_act_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX occupation_act_of ON public.occupation_act USING btree (commune_id, occupation_id);
alter table occupation_act enable row level security;
create policy occupation_act_commune on occupation_act for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on occupation_act to sommier_app;

create table occupation_conflict (
  commune_id integer not null,
  id bigint generated always as identity not null,
  kind text not null,
  asset_id bigint not null,
  occupation_id bigint not null,
  other_id bigint,
  from_on date not null,
  load_num numeric,
  load_den numeric,
  batch_id bigint,
  state text default 'open'::text not null,
  decision text,
  reason text,
  decided_by bigint,
  decided_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  constraint occupation_conflict_decision_check CHECK ((decision = ANY (ARRAY['keep_other'::text, 'end_other'::text, 'change_share'::text, 'change_dates'::text, 'withdraw'::text, 'settled_elsewhere'::text]))),
  constraint occupation_conflict_kind_check CHECK ((kind = ANY (ARRAY['whole'::text, 'family'::text, 'parent_dates'::text, 'parent_share'::text, 'parent_unit'::text]))),
  constraint occupation_conflict_state_check CHECK ((state = ANY (ARRAY['open'::text, 'settled'::text, 'dismissed'::text]))),
  constraint occupation_conflict_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id),
  constraint occupation_conflict_commune_id_occupation_id_fkey FOREIGN KEY (commune_id, occupation_id) REFERENCES occupation(commune_id, id) ON DELETE CASCADE,
  constraint occupation_conflict_commune_id_other_id_fkey FOREIGN KEY (commune_id, other_id) REFERENCES occupation(commune_id, id) ON DELETE CASCADE,
  constraint occupation_conflict_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX occupation_conflict_asset ON public.occupation_conflict USING btree (commune_id, asset_id);
CREATE INDEX occupation_conflict_of ON public.occupation_conflict USING btree (commune_id, occupation_id);
CREATE INDEX occupation_conflict_other ON public.occupation_conflict USING btree (commune_id, other_id) WHERE (other_id IS NOT NULL);
CREATE UNIQUE INDEX occupation_conflict_pair ON public.occupation_conflict USING btree (commune_id, kind, asset_id, occupation_id, COALESCE(other_id, (0)::bigint)) WHERE (state = 'open'::text);
alter table occupation_conflict enable row level security;
create policy occupation_conflict_commune on occupation_conflict for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on occupation_conflict to sommier_app;

create table occupation_lock (
  commune_id integer not null,
  asset_id bigint not null,
  taken bigint default 1 not null,
  constraint occupation_lock_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id) ON DELETE CASCADE,
  constraint occupation_lock_pkey PRIMARY KEY (commune_id, asset_id)
);
alter table occupation_lock enable row level security;
create policy occupation_lock_commune on occupation_lock for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on occupation_lock to sommier_app;

create table occupation_party (
  commune_id integer not null,
  occupation_id bigint not null,
  party_id bigint not null,
  role text not null,
  since date,
  until date,
  ordinal smallint default 0 not null,
  doubt boolean default false not null,
  constraint occupation_party_check CHECK (((until IS NULL) OR (since IS NULL) OR (until > since))),
  constraint occupation_party_role_check CHECK ((role = ANY (ARRAY['tenant'::text, 'beneficiary'::text, 'concessionaire'::text, 'occupant'::text, 'guarantor'::text, 'representative'::text, 'subtenant'::text]))),
  constraint occupation_party_commune_id_occupation_id_fkey FOREIGN KEY (commune_id, occupation_id) REFERENCES occupation(commune_id, id) ON DELETE CASCADE,
  constraint occupation_party_commune_id_party_id_fkey FOREIGN KEY (commune_id, party_id) REFERENCES party(commune_id, id),
  constraint occupation_party_pkey PRIMARY KEY (commune_id, occupation_id, party_id, role)
);
CREATE INDEX occupation_party_doubt ON public.occupation_party USING btree (commune_id, occupation_id) WHERE doubt;
CREATE INDEX occupation_party_of ON public.occupation_party USING btree (commune_id, party_id);
alter table occupation_party enable row level security;
create policy occupation_party_commune on occupation_party for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on occupation_party to sommier_app;

create table occupation_term (
  commune_id integer not null,
  id bigint generated always as identity not null,
  occupation_id bigint not null,
  kind text default 'rent'::text not null,
  from_on date not null,
  to_on date,
  amount_minor bigint not null,
  charges_minor bigint default 0 not null,
  currency text not null,
  period text not null,
  due_day smallint,
  due_when text default 'advance'::text not null,
  indexation text,
  last_revised_on date,
  source text default 'contract'::text not null,
  note text,
  prorata text default 'actual'::text not null,
  anchor_on date,
  index_every smallint,
  index_bp integer,
  index_code text,
  index_from date,
  constraint occupation_term_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint occupation_term_charges_minor_check CHECK ((charges_minor >= 0)),
  constraint occupation_term_check CHECK (((to_on IS NULL) OR (to_on > from_on))),
  constraint occupation_term_check1 CHECK (((kind <> 'free'::text) OR (amount_minor = 0))),
  constraint occupation_term_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint occupation_term_due_day_check CHECK (((due_day >= 1) AND (due_day <= 31))),
  constraint occupation_term_due_when_check CHECK ((due_when = ANY (ARRAY['advance'::text, 'arrears'::text]))),
  constraint occupation_term_index CHECK (
CASE
    WHEN (index_every IS NULL) THEN (num_nonnulls(index_bp, index_code, index_from) = 0)
    ELSE ((num_nonnulls(index_bp, index_code) = 1) AND (index_from IS NOT NULL))
END),
  constraint occupation_term_index_bp_check CHECK (((index_bp >= 1) AND (index_bp <= 100000))),
  constraint occupation_term_index_code_check CHECK ((index_code ~ '^[A-Z0-9-]{2,20}$'::text)),
  constraint occupation_term_index_every_check CHECK (((index_every >= 1) AND (index_every <= 240))),
  constraint occupation_term_kind_check CHECK ((kind = ANY (ARRAY['rent'::text, 'step'::text, 'free'::text, 'revision'::text]))),
  constraint occupation_term_period_check CHECK ((period = ANY (ARRAY['month'::text, 'quarter'::text, 'semester'::text, 'year'::text]))),
  constraint occupation_term_prorata_check CHECK ((prorata = ANY (ARRAY['actual'::text, 'thirtieth'::text, 'full'::text]))),
  constraint occupation_term_source_check CHECK ((source = ANY (ARRAY['contract'::text, 'import'::text, 'revision'::text, 'indexation'::text]))),
  constraint occupation_term_commune_id_occupation_id_fkey FOREIGN KEY (commune_id, occupation_id) REFERENCES occupation(commune_id, id) ON DELETE CASCADE,
  constraint occupation_term_pkey PRIMARY KEY (commune_id, id),
  constraint occupation_term_commune_id_occupation_id_daterange_excl EXCLUDE USING gist (commune_id WITH =, occupation_id WITH =, daterange(from_on, to_on) WITH &&)
);
CREATE INDEX occupation_term_indexed ON public.occupation_term USING btree (commune_id, occupation_id) WHERE (index_every IS NOT NULL);
CREATE INDEX occupation_term_of ON public.occupation_term USING btree (commune_id, occupation_id, from_on);
alter table occupation_term enable row level security;
create policy occupation_term_commune on occupation_term for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on occupation_term to sommier_app;

create table occupation_unit (
  commune_id integer not null,
  occupation_id bigint not null,
  asset_id bigint not null,
  share_num integer default 1 not null,
  share_den integer default 1 not null,
  area_m2 numeric,
  constraint occupation_unit_area_m2_check CHECK ((area_m2 > (0)::numeric)),
  constraint occupation_unit_check CHECK (((share_num >= 1) AND (share_num <= share_den))),
  constraint occupation_unit_share_den_check CHECK ((share_den <= 1000000)),
  constraint occupation_unit_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id),
  constraint occupation_unit_commune_id_occupation_id_fkey FOREIGN KEY (commune_id, occupation_id) REFERENCES occupation(commune_id, id) ON DELETE CASCADE,
  constraint occupation_unit_pkey PRIMARY KEY (commune_id, occupation_id, asset_id)
);
CREATE INDEX occupation_unit_asset ON public.occupation_unit USING btree (commune_id, asset_id);
CREATE TRIGGER occupation_unit_whole_delete AFTER DELETE ON public.occupation_unit REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION occupation_unit_gone();
CREATE TRIGGER occupation_unit_whole_gone AFTER UPDATE ON public.occupation_unit REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION occupation_unit_gone();
CREATE TRIGGER occupation_unit_whole_insert AFTER INSERT ON public.occupation_unit REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION occupation_unit_changed();
CREATE TRIGGER occupation_unit_whole_update AFTER UPDATE ON public.occupation_unit REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION occupation_unit_changed();
alter table occupation_unit enable row level security;
create policy occupation_unit_commune on occupation_unit for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on occupation_unit to sommier_app;

create table paper (
  commune_id integer not null,
  id bigint generated always as identity not null,
  kind text not null,
  number text not null,
  language text not null,
  account_id bigint,
  occupation_id bigint,
  payment_id bigint,
  revision_id bigint,
  day date not null,
  amount bigint,
  sha256 text not null,
  bytes bigint not null,
  job_id bigint,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint paper_kind_check CHECK ((kind = ANY (ARRAY['notice'::text, 'receipt'::text, 'reminder'::text, 'statement'::text, 'revision'::text]))),
  constraint paper_language_check CHECK ((language = ANY (ARRAY['fr'::text, 'ar'::text, 'en'::text]))),
  constraint paper_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint paper_commune_id_account_id_fkey FOREIGN KEY (commune_id, account_id) REFERENCES ledger_account(commune_id, id),
  constraint paper_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint paper_commune_id_payment_id_fkey FOREIGN KEY (commune_id, payment_id) REFERENCES ledger_payment(commune_id, id),
  constraint paper_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX paper_account ON public.paper USING btree (commune_id, account_id, id);
CREATE INDEX paper_hash ON public.paper USING btree (commune_id, sha256);
CREATE INDEX paper_hash_alone ON public.paper USING btree (sha256);
CREATE TRIGGER paper_append_only BEFORE DELETE OR UPDATE ON public.paper FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
alter table paper enable row level security;
create policy paper_commune on paper for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on paper to sommier_app;

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

create table party (
  commune_id integer not null,
  id bigint generated always as identity not null,
  kind text not null,
  name text not null,
  name_ar text,
  legal_form text,
  activity text,
  note text,
  merged_into bigint,
  search text not null,
  version integer default 1 not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  batch_id bigint,
  source_digest text,
  erased_at timestamp with time zone,
  constraint party_activity_check CHECK (((length(activity) >= 1) AND (length(activity) <= 300))),
  constraint party_check CHECK ((merged_into <> id)),
  constraint party_check1 CHECK (((kind = 'legal'::text) OR (legal_form IS NULL))),
  constraint party_kind_check CHECK ((kind = ANY (ARRAY['natural'::text, 'legal'::text]))),
  constraint party_legal_form_check CHECK (((length(legal_form) >= 1) AND (length(legal_form) <= 120))),
  constraint party_name_ar_check CHECK (((length(name_ar) >= 1) AND (length(name_ar) <= 300))),
  constraint party_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
  constraint party_note_check CHECK (((length(note) >= 1) AND (length(note) <= 2000))),
  constraint party_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint party_commune_id_merged_into_fkey FOREIGN KEY (commune_id, merged_into) REFERENCES party(commune_id, id),
  constraint party_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX party_batch ON public.party USING btree (commune_id, batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX party_merged ON public.party USING btree (commune_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX party_name ON public.party USING btree (commune_id, name, id) WHERE (merged_into IS NULL);
CREATE INDEX party_search ON public.party USING gin (search gin_trgm_ops);
alter table party enable row level security;
create policy party_commune on party for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on party to sommier_app;

create table party_identifier (
  commune_id integer not null,
  id bigint generated always as identity not null,
  party_id bigint not null,
  kind text not null,
  value text not null,
  value_key text not null,
  created_at timestamp with time zone default now() not null,
  constraint party_identifier_kind_check CHECK ((kind = ANY (ARRAY['national_id'::text, 'passport'::text, 'residence_permit'::text, 'tax_id'::text, 'trade_register'::text, 'association_number'::text, 'phone'::text, 'email'::text, 'address'::text, 'bank_account'::text, 'other'::text]))),
  constraint party_identifier_value_check CHECK (((length(value) >= 1) AND (length(value) <= 300))),
  constraint party_identifier_commune_id_party_id_fkey FOREIGN KEY (commune_id, party_id) REFERENCES party(commune_id, id) ON DELETE CASCADE,
  constraint party_identifier_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX party_identifier_key ON public.party_identifier USING btree (commune_id, value_key);
CREATE UNIQUE INDEX party_identifier_once ON public.party_identifier USING btree (commune_id, party_id, kind, value_key);
alter table party_identifier enable row level security;
create policy party_identifier_commune on party_identifier for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on party_identifier to sommier_app;

create table payment_line (
  commune_id integer not null,
  id bigint generated always as identity not null,
  batch_id bigint,
  line_key text not null,
  paid_on date not null,
  amount bigint not null,
  method text not null,
  reference text,
  payer text,
  note text,
  state text not null,
  matched_by text,
  account_id bigint,
  candidates jsonb default '[]'::jsonb not null,
  source_digest text,
  decided_by bigint,
  decided_at timestamp with time zone,
  reason text,
  created_at timestamp with time zone default now() not null,
  entry_id bigint,
  constraint payment_line_amount_check CHECK ((amount > 0)),
  constraint payment_line_matched_by_check CHECK ((matched_by = ANY (ARRAY['reference'::text, 'amount'::text, 'person'::text]))),
  constraint payment_line_method_check CHECK ((method = ANY (ARRAY['cash'::text, 'cheque'::text, 'transfer'::text, 'treasury'::text, 'card'::text, 'mobile'::text, 'other'::text]))),
  constraint payment_line_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'matched'::text, 'set_aside'::text]))),
  constraint payment_line_commune_id_account_id_fkey FOREIGN KEY (commune_id, account_id) REFERENCES ledger_account(commune_id, id),
  constraint payment_line_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint payment_line_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX payment_line_once ON public.payment_line USING btree (commune_id, line_key);
CREATE INDEX payment_line_waiting ON public.payment_line USING btree (commune_id, paid_on) WHERE (state = 'waiting'::text);
alter table payment_line enable row level security;
create policy payment_line_commune on payment_line for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on payment_line to sommier_app;

create table penalty_charge (
  commune_id integer not null,
  id bigint generated always as identity not null,
  due_id bigint not null,
  penalty_id bigint not null,
  rule_id bigint not null,
  on_day date not null,
  amount bigint not null,
  total bigint not null,
  lines jsonb not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint penalty_charge_amount_check CHECK ((amount <> 0)),
  constraint penalty_charge_commune_id_due_id_fkey FOREIGN KEY (commune_id, due_id) REFERENCES ledger_due(commune_id, id),
  constraint penalty_charge_commune_id_penalty_id_fkey FOREIGN KEY (commune_id, penalty_id) REFERENCES ledger_due(commune_id, id),
  constraint penalty_charge_commune_id_rule_id_fkey FOREIGN KEY (commune_id, rule_id) REFERENCES penalty_rule(commune_id, id),
  constraint penalty_charge_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX penalty_charge_due ON public.penalty_charge USING btree (commune_id, due_id);
CREATE INDEX penalty_charge_rule ON public.penalty_charge USING btree (commune_id, rule_id);
CREATE TRIGGER penalty_charge_append_only BEFORE DELETE OR UPDATE ON public.penalty_charge FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER penalty_charge_no_truncate BEFORE TRUNCATE ON public.penalty_charge FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
alter table penalty_charge enable row level security;
create policy penalty_charge_commune on penalty_charge for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on penalty_charge to sommier_app;

create table penalty_rule (
  commune_id integer not null,
  id bigint generated always as identity not null,
  name text not null,
  due_kind text not null,
  right_kind text not null,
  from_on date not null,
  to_on date,
  grace_days integer default 0 not null,
  fixed_minor bigint default 0 not null,
  percent_bp integer default 0 not null,
  monthly_bp integer default 0 not null,
  months text default 'begun'::text not null,
  ceiling_bp integer,
  law text not null,
  article text,
  url text,
  note text,
  version integer default 1 not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint penalty_rule_ceiling_bp_check CHECK ((ceiling_bp > 0)),
  constraint penalty_rule_check CHECK ((to_on > from_on)),
  constraint penalty_rule_check1 CHECK (((fixed_minor > 0) OR (percent_bp > 0) OR (monthly_bp > 0))),
  constraint penalty_rule_due_kind_check CHECK ((due_kind = ANY (ARRAY['any'::text, 'rent'::text, 'charges'::text, 'fee'::text, 'tax'::text]))),
  constraint penalty_rule_fixed_minor_check CHECK ((fixed_minor >= 0)),
  constraint penalty_rule_grace_days_check CHECK (((grace_days >= 0) AND (grace_days <= 365))),
  constraint penalty_rule_monthly_bp_check CHECK (((monthly_bp >= 0) AND (monthly_bp <= 100000))),
  constraint penalty_rule_months_check CHECK ((months = ANY (ARRAY['begun'::text, 'whole'::text]))),
  constraint penalty_rule_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint penalty_rule_percent_bp_check CHECK (((percent_bp >= 0) AND (percent_bp <= 100000))),
  constraint penalty_rule_right_kind_check CHECK ((right_kind = ANY (ARRAY['any'::text, 'lease'::text, 'permit'::text, 'concession'::text]))),
  constraint penalty_rule_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint penalty_rule_pkey PRIMARY KEY (commune_id, id),
  constraint penalty_rule_once EXCLUDE USING gist (commune_id WITH =, due_kind WITH =, right_kind WITH =, daterange(from_on, to_on) WITH &&)
);
alter table penalty_rule enable row level security;
create policy penalty_rule_commune on penalty_rule for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on penalty_rule to sommier_app;

create table person (
  id bigint generated always as identity not null,
  email text not null,
  name text not null,
  password_hash text not null,
  language text default 'fr'::text not null,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  local_password boolean default true not null,
  operator boolean default false not null,
  password_given_until timestamp with time zone,
  constraint person_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX person_email ON public.person USING btree (lower(email));
grant insert, select, update on person to sommier_app;

create table portal (
  commune_id integer not null,
  is_open boolean default false not null,
  title text,
  title_ar text,
  intro text,
  intro_ar text,
  papers bigint[] default '{}'::bigint[] not null,
  frame_ancestors text[] default '{}'::text[] not null,
  version integer default 1 not null,
  updated_at timestamp with time zone default now() not null,
  constraint portal_intro_ar_check CHECK ((length(intro_ar) <= 2000)),
  constraint portal_intro_check CHECK ((length(intro) <= 2000)),
  constraint portal_title_ar_check CHECK ((length(title_ar) <= 200)),
  constraint portal_title_check CHECK ((length(title) <= 200)),
  constraint portal_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint portal_pkey PRIMARY KEY (commune_id)
);
alter table portal enable row level security;
create policy portal_commune on portal for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on portal to sommier_app;

create table print_template (
  commune_id integer not null,
  id bigint generated always as identity not null,
  name text not null,
  sheet jsonb not null,
  layers text[],
  scale integer,
  rotation double precision,
  logo bytea,
  created_by bigint,
  version integer default 1 not null,
  updated_at timestamp with time zone default now() not null,
  constraint print_template_layers_check CHECK (((cardinality(layers) >= 1) AND (cardinality(layers) <= 20))),
  constraint print_template_logo_check CHECK ((length(logo) <= 400000)),
  constraint print_template_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint print_template_rotation_check CHECK (((rotation >= ('-180'::integer)::double precision) AND (rotation <= (180)::double precision))),
  constraint print_template_scale_check CHECK (((scale >= 100) AND (scale <= 1000000))),
  constraint print_template_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint print_template_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id),
  constraint print_template_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX print_template_name ON public.print_template USING btree (commune_id, name);
alter table print_template enable row level security;
create policy print_template_commune on print_template for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on print_template to sommier_app;

create table project_call (
  commune_id integer not null,
  id bigint generated always as identity not null,
  title text not null,
  audience text not null,
  description text,
  opens_on date,
  closes_on date,
  state text default 'draft'::text not null,
  version integer default 1 not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint project_call_audience_check CHECK ((audience = ANY (ARRAY['startup'::text, 'association'::text, 'investor'::text, 'any'::text]))),
  constraint project_call_check CHECK (((closes_on IS NULL) OR (opens_on IS NULL) OR (closes_on >= opens_on))),
  constraint project_call_check1 CHECK (((state = 'draft'::text) OR (opens_on IS NOT NULL))),
  constraint project_call_description_check CHECK ((length(description) <= 8000)),
  constraint project_call_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text, 'cancelled'::text]))),
  constraint project_call_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300))),
  constraint project_call_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint project_call_pkey PRIMARY KEY (commune_id, id)
);
alter table project_call enable row level security;
create policy project_call_commune on project_call for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on project_call to sommier_app;

create table provider_attempt (
  token_hash bytea not null,
  state text not null,
  nonce text not null,
  verifier text not null,
  next text not null,
  person_id bigint,
  expires_at timestamp with time zone not null,
  constraint provider_attempt_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
  constraint provider_attempt_pkey PRIMARY KEY (token_hash)
);
grant delete, insert, select, update on provider_attempt to sommier_app;

create table provider_identity (
  issuer text not null,
  subject text not null,
  person_id bigint not null,
  created_at timestamp with time zone default now() not null,
  constraint provider_identity_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
  constraint provider_identity_pkey PRIMARY KEY (issuer, subject)
);
CREATE INDEX provider_identity_person ON public.provider_identity USING btree (person_id);
grant delete, insert, select, update on provider_identity to sommier_app;

create table published_tariff (
  commune_id integer not null,
  id bigint generated always as identity not null,
  batch_id bigint not null,
  siren text not null,
  council text,
  category text not null,
  period_from date not null,
  period_to date not null,
  unit text not null,
  value numeric not null,
  additional_percent numeric,
  rent_floor numeric,
  detail jsonb default '{}'::jsonb not null,
  digest text not null,
  constraint published_tariff_check CHECK ((period_to > period_from)),
  constraint published_tariff_unit_check CHECK ((unit = ANY (ARRAY['amount'::text, 'percent'::text]))),
  constraint published_tariff_value_check CHECK ((value >= (0)::numeric)),
  constraint published_tariff_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint published_tariff_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX published_tariff_once ON public.published_tariff USING btree (commune_id, siren, category, period_from);
alter table published_tariff enable row level security;
create policy published_tariff_commune on published_tariff for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on published_tariff to sommier_app;

create table raster (
  commune_id integer not null,
  id bigint generated always as identity not null,
  name text,
  title text not null,
  source text not null,
  sha256 text not null,
  job_id bigint,
  source_crs integer,
  pixel_m double precision,
  reduced boolean default false not null,
  tile_size smallint default 256 not null,
  min_zoom smallint default 0 not null,
  max_zoom smallint default 0 not null,
  west double precision,
  south double precision,
  east double precision,
  north double precision,
  tiles integer default 0 not null,
  bytes bigint default 0 not null,
  made_at timestamp with time zone default now() not null,
  constraint raster_bytes_check CHECK ((bytes >= 0)),
  constraint raster_check CHECK (((max_zoom >= min_zoom) AND (max_zoom <= 24))),
  constraint raster_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9_-]{0,62}$'::text)),
  constraint raster_pixel_m_check CHECK ((pixel_m > (0)::double precision)),
  constraint raster_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint raster_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300))),
  constraint raster_source_crs_check CHECK (((source_crs >= 1024) AND (source_crs <= 999999))),
  constraint raster_tile_size_check CHECK ((tile_size = ANY (ARRAY[256, 512]))),
  constraint raster_tiles_check CHECK ((tiles >= 0)),
  constraint raster_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  constraint raster_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint raster_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX raster_name ON public.raster USING btree (commune_id, name) WHERE (name IS NOT NULL);
alter table raster enable row level security;
create policy raster_commune on raster for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on raster to sommier_app;

create table raster_tile (
  commune_id integer not null,
  raster_id bigint not null,
  z smallint not null,
  x integer not null,
  y integer not null,
  media text not null,
  bytes bytea not null,
  constraint raster_tile_media_check CHECK ((media = ANY (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/webp'::text, 'image/avif'::text]))),
  constraint raster_tile_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint raster_tile_commune_id_raster_id_fkey FOREIGN KEY (commune_id, raster_id) REFERENCES raster(commune_id, id) ON DELETE CASCADE,
  constraint raster_tile_pkey PRIMARY KEY (commune_id, raster_id, z, x, y)
);
alter table raster_tile enable row level security;
create policy raster_tile_commune on raster_tile for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on raster_tile to sommier_app;

create table reconciliation_settlement (
  commune_id integer not null,
  kind text not null,
  key text not null,
  facts text not null,
  settlement text not null,
  reason text not null,
  settled_by bigint not null,
  settled_at timestamp with time zone default now() not null,
  constraint reconciliation_settlement_kind_check CHECK ((kind = ANY (ARRAY['missing_here'::text, 'missing_there'::text, 'no_number'::text, 'value'::text, 'date'::text]))),
  constraint reconciliation_settlement_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 2000))),
  constraint reconciliation_settlement_settlement_check CHECK ((settlement = ANY (ARRAY['register_right'::text, 'accountant_right'::text, 'to_correct'::text, 'explained'::text]))),
  constraint reconciliation_settlement_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint reconciliation_settlement_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES person(id),
  constraint reconciliation_settlement_pkey PRIMARY KEY (commune_id, kind, key)
);
alter table reconciliation_settlement enable row level security;
create policy reconciliation_settlement_commune on reconciliation_settlement for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on reconciliation_settlement to sommier_app;

create table recovery_code (
  person_id bigint not null,
  "position" smallint not null,
  code_hash text not null,
  used_at timestamp with time zone,
  constraint recovery_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
  constraint recovery_code_pkey PRIMARY KEY (person_id, "position")
);
grant delete, insert, select, update on recovery_code to sommier_app;

create table reference_default (
  list text not null,
  code text not null,
  country text not null,
  label_fr text not null,
  label_ar text not null,
  label_en text not null,
  basis text,
  "position" integer not null,
  constraint reference_default_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9_.-]{0,59}$'::text)),
  constraint reference_default_list_check CHECK ((list = ANY (ARRAY['domain_subclass'::text, 'legal_regime'::text, 'conservation'::text, 'origin'::text, 'use'::text, 'domain_class'::text, 'title_state'::text]))),
  constraint reference_default_pkey PRIMARY KEY (list, country, code)
);
grant select on reference_default to sommier_app;

create table reference_item (
  commune_id integer not null,
  list text not null,
  code text not null,
  country text,
  label_fr text not null,
  label_ar text not null,
  label_en text not null,
  basis text,
  active boolean default true not null,
  "position" integer default 0 not null,
  updated_at timestamp with time zone default now() not null,
  constraint reference_item_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9_.-]{0,59}$'::text)),
  constraint reference_item_list_check CHECK ((list = ANY (ARRAY['domain_subclass'::text, 'legal_regime'::text, 'conservation'::text, 'origin'::text, 'use'::text, 'domain_class'::text, 'title_state'::text]))),
  constraint reference_item_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint reference_item_pkey PRIMARY KEY (commune_id, list, code)
);
alter table reference_item enable row level security;
create policy reference_item_commune on reference_item for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on reference_item to sommier_app;

create table register_setting (
  commune_id integer not null,
  code_pattern text not null,
  child_pattern text not null,
  area_tolerance_percent numeric not null,
  area_tolerance_m2 numeric not null,
  version integer default 1 not null,
  updated_at timestamp with time zone default now() not null,
  constraint register_setting_area_tolerance_m2_check CHECK (((area_tolerance_m2 >= (0)::numeric) AND (area_tolerance_m2 <= (1000000)::numeric))),
  constraint register_setting_area_tolerance_percent_check CHECK (((area_tolerance_percent >= (0)::numeric) AND (area_tolerance_percent <= (100)::numeric))),
  constraint register_setting_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint register_setting_pkey PRIMARY KEY (commune_id)
);
alter table register_setting enable row level security;
create policy register_setting_commune on register_setting for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on register_setting to sommier_app;

create table registration (
  commune_id integer not null,
  id bigint generated always as identity not null,
  number text not null,
  number_key text collate "C" not null,
  holder text,
  address text,
  capacity integer,
  night_cap integer,
  valid_from date,
  valid_to date,
  geom geometry(Point,4326),
  source text not null,
  added_by bigint,
  added_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  constraint registration_address_check CHECK ((length(address) <= 500)),
  constraint registration_capacity_check CHECK (((capacity >= 1) AND (capacity <= 10000))),
  constraint registration_check CHECK (((valid_to IS NULL) OR (valid_from IS NULL) OR (valid_to > valid_from))),
  constraint registration_holder_check CHECK ((length(holder) <= 300)),
  constraint registration_night_cap_check CHECK (((night_cap >= 1) AND (night_cap <= 366))),
  constraint registration_number_check CHECK (((length(number) >= 1) AND (length(number) <= 60))),
  constraint registration_source_check CHECK (((length(source) >= 1) AND (length(source) <= 200))),
  constraint registration_added_by_fkey FOREIGN KEY (added_by) REFERENCES person(id),
  constraint registration_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint registration_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX registration_number ON public.registration USING btree (commune_id, number_key);
alter table registration enable row level security;
create policy registration_commune on registration for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on registration to sommier_app;

create table registration_check (
  commune_id integer not null,
  listing_id bigint not null,
  verdict text not null,
  also text[] default '{}'::text[] not null,
  number_key text collate "C",
  registration_id bigint,
  addresses integer default 1 not null,
  facts jsonb default '{}'::jsonb not null,
  checked_at timestamp with time zone default now() not null,
  constraint registration_check_verdict_check CHECK ((verdict = ANY (ARRAY['absent'::text, 'exempt'::text, 'malformed'::text, 'unknown'::text, 'expired'::text, 'other_address'::text, 'over_capacity'::text, 'valid'::text]))),
  constraint registration_check_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint registration_check_pkey PRIMARY KEY (commune_id, listing_id)
);
CREATE INDEX registration_check_number ON public.registration_check USING btree (commune_id, number_key) WHERE (number_key IS NOT NULL);
CREATE INDEX registration_check_verdict ON public.registration_check USING btree (commune_id, verdict, listing_id);
alter table registration_check enable row level security;
create policy registration_check_commune on registration_check for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on registration_check to sommier_app;

create table registration_rule (
  commune_id integer not null,
  rules jsonb not null,
  version integer default 1 not null,
  updated_by bigint,
  updated_at timestamp with time zone default now() not null,
  constraint registration_rule_rules_check CHECK ((jsonb_typeof(rules) = 'object'::text)),
  constraint registration_rule_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint registration_rule_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES person(id),
  constraint registration_rule_pkey PRIMARY KEY (commune_id)
);
alter table registration_rule enable row level security;
create policy registration_rule_commune on registration_rule for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on registration_rule to sommier_app;

create table replacement_value (
  commune_id integer not null,
  id bigint generated always as identity not null,
  asset_id bigint not null,
  valued_on date not null,
  amount_minor bigint not null,
  source text not null,
  author_id bigint not null,
  created_at timestamp with time zone default now() not null,
  constraint replacement_value_amount_minor_check CHECK ((amount_minor > 0)),
  constraint replacement_value_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300))),
  constraint replacement_value_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint replacement_value_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id),
  constraint replacement_value_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint replacement_value_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX replacement_value_asset ON public.replacement_value USING btree (commune_id, asset_id, valued_on DESC, id DESC);
alter table replacement_value enable row level security;
create policy replacement_value_commune on replacement_value for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select on replacement_value to sommier_app;
grant update (asset_id) on replacement_value to sommier_app;

create table request_pace (
  key text not null,
  tokens double precision not null,
  at timestamp with time zone default now() not null,
  constraint request_pace_pkey PRIMARY KEY (key)
);
grant delete, insert, select, update on request_pace to sommier_app;

create table retention_rule (
  commune_id integer not null,
  category text not null,
  years smallint,
  basis text,
  updated_at timestamp with time zone default now() not null,
  constraint retention_rule_basis_check CHECK (((length(basis) >= 1) AND (length(basis) <= 300))),
  constraint retention_rule_category_check CHECK ((category ~ '^[a-z]{1,40}$'::text)),
  constraint retention_rule_years_check CHECK (((years >= 0) AND (years <= 100))),
  constraint retention_rule_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint retention_rule_pkey PRIMARY KEY (commune_id, category)
);
alter table retention_rule enable row level security;
create policy retention_rule_commune on retention_rule for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on retention_rule to sommier_app;

create table revision (
  commune_id integer not null,
  id bigint generated always as identity not null,
  occupation_id bigint not null,
  rule_code text not null,
  rule jsonb not null,
  facts jsonb not null,
  old_amount bigint not null,
  new_amount bigint not null,
  effect_on date not null,
  court boolean default false not null,
  state text default 'proposed'::text not null,
  note text,
  version integer default 1 not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  decided_by bigint,
  decided_at timestamp with time zone,
  constraint revision_new_amount_check CHECK ((new_amount > 0)),
  constraint revision_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'accepted'::text, 'refused'::text, 'applied'::text, 'withdrawn'::text]))),
  constraint revision_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint revision_commune_id_occupation_id_fkey FOREIGN KEY (commune_id, occupation_id) REFERENCES occupation(commune_id, id),
  constraint revision_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX revision_of ON public.revision USING btree (commune_id, occupation_id);
CREATE UNIQUE INDEX revision_open ON public.revision USING btree (commune_id, occupation_id) WHERE (state = ANY (ARRAY['proposed'::text, 'accepted'::text]));
alter table revision enable row level security;
create policy revision_commune on revision for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on revision to sommier_app;

create table revision_index (
  commune_id integer not null,
  index_code text not null,
  from_on date not null,
  value bigint not null,
  constraint revision_index_index_code_check CHECK ((index_code ~ '^[A-Z0-9-]{2,20}$'::text)),
  constraint revision_index_value_check CHECK ((value > 0)),
  constraint revision_index_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint revision_index_pkey PRIMARY KEY (commune_id, index_code, from_on)
);
alter table revision_index enable row level security;
create policy revision_index_commune on revision_index for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on revision_index to sommier_app;

create table revision_rule (
  commune_id integer not null,
  code text not null,
  rule jsonb not null,
  confirmed_by bigint,
  confirmed_at timestamp with time zone,
  note text,
  constraint revision_rule_note_check CHECK ((length(note) <= 1000)),
  constraint revision_rule_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint revision_rule_pkey PRIMARY KEY (commune_id, code)
);
alter table revision_rule enable row level security;
create policy revision_rule_commune on revision_rule for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on revision_rule to sommier_app;

create table saved_view (
  commune_id integer not null,
  id bigint generated always as identity not null,
  person_id bigint not null,
  screen text not null,
  name text not null,
  search text not null,
  words text,
  shape geometry(Geometry,4326),
  shared boolean default false not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint saved_view_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint saved_view_screen_check CHECK ((screen = ANY (ARRAY['register'::text, 'map'::text, 'occupations'::text]))),
  constraint saved_view_search_check CHECK ((length(search) <= 4000)),
  constraint saved_view_words_check CHECK (((length(words) >= 1) AND (length(words) <= 200))),
  constraint saved_view_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint saved_view_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint saved_view_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX saved_view_name ON public.saved_view USING btree (commune_id, person_id, screen, name);
CREATE INDEX saved_view_shared ON public.saved_view USING btree (commune_id, screen) WHERE shared;
alter table saved_view enable row level security;
create policy saved_view_commune on saved_view for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on saved_view to sommier_app;

create table second_factor (
  person_id bigint not null,
  secret bytea not null,
  created_at timestamp with time zone default now() not null,
  confirmed_at timestamp with time zone,
  last_step bigint default 0 not null,
  constraint second_factor_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
  constraint second_factor_pkey PRIMARY KEY (person_id)
);
grant delete, insert, select, update on second_factor to sommier_app;

create table session (
  id bigint generated always as identity not null,
  token_hash bytea not null,
  person_id bigint not null,
  created_at timestamp with time zone default now() not null,
  last_seen_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  user_agent text,
  way text default 'password'::text not null,
  second_factor boolean default false not null,
  proved_at timestamp with time zone default now() not null,
  constraint session_way_check CHECK ((way = ANY (ARRAY['password'::text, 'provider'::text]))),
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

create table tax_example (
  commune_id integer not null,
  id bigint generated always as identity not null,
  tax text not null,
  example_key text not null,
  example jsonb not null,
  pack text,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint tax_example_example_key_check CHECK (((length(example_key) >= 1) AND (length(example_key) <= 200))),
  constraint tax_example_pack_check CHECK ((length(pack) <= 100)),
  constraint tax_example_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint tax_example_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id),
  constraint tax_example_pkey PRIMARY KEY (commune_id, id)
);
CREATE UNIQUE INDEX tax_example_once ON public.tax_example USING btree (commune_id, tax, example_key);
alter table tax_example enable row level security;
create policy tax_example_commune on tax_example for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on tax_example to sommier_app;

create table tax_rule (
  commune_id integer not null,
  id bigint generated always as identity not null,
  rule_key text not null,
  tax text not null,
  version integer,
  state text default 'draft'::text not null,
  rule jsonb not null,
  valid_from date,
  valid_to date,
  closes_on date,
  pack text,
  author_id bigint,
  author_name text not null,
  created_at timestamp with time zone default now() not null,
  verified_by bigint,
  verified_name text,
  verified_on date,
  verified_note text,
  published_by bigint,
  published_name text,
  published_at timestamp with time zone,
  revision integer default 1 not null,
  constraint tax_rule_check CHECK ((valid_to > valid_from)),
  constraint tax_rule_check1 CHECK ((closes_on > valid_from)),
  constraint tax_rule_check2 CHECK ((closes_on < valid_to)),
  constraint tax_rule_check3 CHECK ((((state = 'published'::text) = (version IS NOT NULL)) AND ((state = 'published'::text) = (published_at IS NOT NULL)))),
  constraint tax_rule_check4 CHECK (((state = 'draft'::text) OR ((valid_from IS NOT NULL) AND (verified_on IS NOT NULL)))),
  constraint tax_rule_check5 CHECK (((closes_on IS NULL) OR (state = 'published'::text))),
  constraint tax_rule_check6 CHECK (((verified_on IS NULL) = (verified_name IS NULL))),
  constraint tax_rule_pack_check CHECK ((length(pack) <= 100)),
  constraint tax_rule_rule_key_check CHECK (((length(rule_key) >= 1) AND (length(rule_key) <= 100))),
  constraint tax_rule_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text]))),
  constraint tax_rule_tax_check CHECK (((length(tax) >= 1) AND (length(tax) <= 100))),
  constraint tax_rule_verified_note_check CHECK ((length(verified_note) <= 2000)),
  constraint tax_rule_version_check CHECK ((version > 0)),
  constraint tax_rule_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint tax_rule_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint tax_rule_published_by_fkey FOREIGN KEY (published_by) REFERENCES person(id),
  constraint tax_rule_verified_by_fkey FOREIGN KEY (verified_by) REFERENCES person(id),
  constraint tax_rule_pkey PRIMARY KEY (commune_id, id),
  constraint tax_rule_no_overlap EXCLUDE USING gist (commune_id WITH =, rule_key WITH =, daterange(valid_from, LEAST(valid_to, closes_on)) WITH &&) WHERE ((state = 'published'::text))
);
CREATE INDEX tax_rule_tax ON public.tax_rule USING btree (commune_id, tax, rule_key, valid_from);
CREATE UNIQUE INDEX tax_rule_version ON public.tax_rule USING btree (commune_id, rule_key, version) WHERE (version IS NOT NULL);
CREATE TRIGGER tax_rule_stands BEFORE DELETE OR UPDATE ON public.tax_rule FOR EACH ROW EXECUTE FUNCTION tax_rule_stands();
alter table tax_rule enable row level security;
create policy tax_rule_commune on tax_rule for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on tax_rule to sommier_app;

create table tile_cell (
  commune_id integer not null,
  layer text not null,
  z smallint not null,
  x integer not null,
  y integer not null,
  cell smallint not null,
  n integer not null,
  px double precision not null,
  py double precision not null,
  constraint tile_cell_pkey PRIMARY KEY (commune_id, layer, z, x, y, cell)
);
alter table tile_cell enable row level security;
create policy tile_cell_commune on tile_cell for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on tile_cell to sommier_app;

create table title_conflict (
  commune_id integer not null,
  id bigint generated always as identity not null,
  kind text not null,
  pair text not null,
  a_id bigint,
  b_id bigint,
  a_reference text,
  b_reference text,
  side_count integer default 2 not null,
  area_m2 double precision,
  share double precision,
  geom geometry(Geometry,4326),
  state text default 'open'::text not null,
  note text,
  decided_by bigint,
  decided_at timestamp with time zone,
  present boolean default true not null,
  run bigint not null,
  first_seen timestamp with time zone default now() not null,
  version integer default 1 not null,
  constraint title_conflict_kind_check CHECK ((kind = ANY (ARRAY['T-T'::text, 'R-T'::text, 'R-R'::text, 'N-T'::text, 'N-R'::text, 'repeat'::text]))),
  constraint title_conflict_state_check CHECK ((state = ANY (ARRAY['open'::text, 'real'::text, 'drawing'::text, 'resolved'::text]))),
  constraint title_conflict_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint title_conflict_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX title_conflict_area ON public.title_conflict USING btree (commune_id, kind, area_m2 DESC);
CREATE INDEX title_conflict_found ON public.title_conflict USING btree (commune_id, run);
CREATE INDEX title_conflict_geom ON public.title_conflict USING gist (geom);
CREATE UNIQUE INDEX title_conflict_pair ON public.title_conflict USING btree (commune_id, pair);
CREATE INDEX title_conflict_references ON public.title_conflict USING btree (commune_id, a_reference, b_reference) WHERE (state <> 'open'::text);
alter table title_conflict enable row level security;
create policy title_conflict_commune on title_conflict for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on title_conflict to sommier_app;

create table title_conflict_run (
  commune_id integer not null,
  run bigint default 0 not null,
  parcels_version bigint,
  finished_at timestamp with time zone,
  constraint title_conflict_run_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint title_conflict_run_pkey PRIMARY KEY (commune_id)
);
alter table title_conflict_run enable row level security;
create policy title_conflict_run_commune on title_conflict_run for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on title_conflict_run to sommier_app;

create table title_file (
  commune_id integer not null,
  id bigint generated always as identity not null,
  asset_id bigint not null,
  conservation text,
  parcel_reference text,
  note text,
  stage text default 'non_immatricule'::text not null,
  state text default 'non_immatricule'::text not null,
  number text,
  requisition_number text,
  requisition_on date,
  copy_lost boolean default false not null,
  closed boolean default false not null,
  since date,
  due date[] default '{}'::date[] not null,
  pending integer default 0 not null,
  version integer default 1 not null,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  search text generated always as ("left"(fold_text(((((((COALESCE(number, ''::text) || ' '::text) || COALESCE(requisition_number, ''::text)) || ' '::text) || COALESCE(parcel_reference, ''::text)) || ' '::text) || COALESCE(conservation, ''::text))), 1000)) stored,
  constraint title_file_stage_check CHECK ((stage = ANY (ARRAY['non_immatricule'::text, 'requisition'::text, 'bornage'::text, 'titre_foncier'::text]))),
  constraint title_file_state_check CHECK ((state = ANY (ARRAY['titre_foncier'::text, 'requisition'::text, 'non_immatricule'::text, 'sans_document'::text]))),
  constraint title_file_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id),
  constraint title_file_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint title_file_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX title_file_asset ON public.title_file USING btree (commune_id, asset_id);
CREATE INDEX title_file_stage ON public.title_file USING btree (commune_id, stage, since);
alter table title_file enable row level security;
create policy title_file_commune on title_file for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on title_file to sommier_app;

create table title_opposition (
  commune_id integer not null,
  id bigint generated always as identity not null,
  title_id bigint not null,
  party_id bigint,
  opponent text,
  filed_on date not null,
  object text,
  area_m2 double precision,
  reference text,
  outcome text default 'pending'::text not null,
  decided_on date,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint title_opposition_check CHECK (((party_id IS NULL) <> (opponent IS NULL))),
  constraint title_opposition_check1 CHECK (((outcome = 'pending'::text) OR (decided_on IS NOT NULL))),
  constraint title_opposition_outcome_check CHECK ((outcome = ANY (ARRAY['pending'::text, 'upheld'::text, 'partly'::text, 'rejected'::text, 'withdrawn'::text]))),
  constraint title_opposition_commune_id_party_id_fkey FOREIGN KEY (commune_id, party_id) REFERENCES party(commune_id, id),
  constraint title_opposition_commune_id_title_id_fkey FOREIGN KEY (commune_id, title_id) REFERENCES title_file(commune_id, id),
  constraint title_opposition_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX title_opposition_party ON public.title_opposition USING btree (commune_id, party_id) WHERE (party_id IS NOT NULL);
CREATE INDEX title_opposition_title ON public.title_opposition USING btree (commune_id, title_id);
alter table title_opposition enable row level security;
create policy title_opposition_commune on title_opposition for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on title_opposition to sommier_app;

create table title_step (
  commune_id integer not null,
  id bigint generated always as identity not null,
  title_id bigint not null,
  kind text not null,
  done_on date not null,
  planned boolean default false not null,
  number text,
  reference text,
  note text,
  created_by bigint,
  created_at timestamp with time zone default now() not null,
  constraint title_step_kind_check CHECK ((kind = ANY (ARRAY['search'::text, 'no_document'::text, 'deposit'::text, 'copy_lost'::text, 'extract_published'::text, 'boundary'::text, 'boundary_notice'::text, 'hearing'::text, 'judgment'::text, 'registration'::text, 'rejected'::text, 'withdrawn'::text]))),
  constraint title_step_commune_id_title_id_fkey FOREIGN KEY (commune_id, title_id) REFERENCES title_file(commune_id, id),
  constraint title_step_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX title_step_title ON public.title_step USING btree (commune_id, title_id, done_on);
alter table title_step enable row level security;
create policy title_step_commune on title_step for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on title_step to sommier_app;

create table trip_cell (
  commune_id integer not null,
  id bigint generated always as identity not null,
  batch_id bigint not null,
  operator text not null,
  vehicle_type text default ''::text not null,
  day date not null,
  hour smallint not null,
  cell text not null,
  centre geometry(Point,4326) not null,
  starts integer default 0 not null,
  ends integer default 0 not null,
  constraint trip_cell_hour_check CHECK (((hour >= 0) AND (hour <= 23))),
  constraint trip_cell_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint trip_cell_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX trip_cell_centre ON public.trip_cell USING gist (centre);
CREATE INDEX trip_cell_day ON public.trip_cell USING btree (commune_id, day);
CREATE UNIQUE INDEX trip_cell_once ON public.trip_cell USING btree (commune_id, batch_id, operator, vehicle_type, day, hour, cell);
alter table trip_cell enable row level security;
create policy trip_cell_commune on trip_cell for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on trip_cell to sommier_app;

create table trip_counted (
  commune_id integer not null,
  operator text not null,
  trip_hash bigint not null,
  batch_id bigint not null,
  constraint trip_counted_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint trip_counted_pkey PRIMARY KEY (commune_id, operator, trip_hash)
);
CREATE INDEX trip_counted_batch ON public.trip_counted USING btree (commune_id, batch_id);
alter table trip_counted enable row level security;
create policy trip_counted_commune on trip_counted for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on trip_counted to sommier_app;

create table valorisation_setting (
  commune_id integer not null,
  weights jsonb not null,
  places jsonb default '{}'::jsonb not null,
  updated_at timestamp with time zone default now() not null,
  constraint valorisation_setting_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint valorisation_setting_pkey PRIMARY KEY (commune_id)
);
alter table valorisation_setting enable row level security;
create policy valorisation_setting_commune on valorisation_setting for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on valorisation_setting to sommier_app;

create table valuation (
  commune_id integer not null,
  id bigint generated always as identity not null,
  asset_id bigint not null,
  method text not null,
  purpose text not null,
  basis text not null,
  valued_on date not null,
  inputs jsonb not null,
  currency text not null,
  value_minor numeric(20,0) not null,
  lines jsonb not null,
  notes text[] default '{}'::text[] not null,
  low_minor numeric(20,0),
  high_minor numeric(20,0),
  evidence text,
  author_id bigint not null,
  created_at timestamp with time zone default now() not null,
  state text default 'draft'::text not null,
  signed_by bigint,
  signed_at timestamp with time zone,
  withdrawn_by bigint,
  withdrawn_at timestamp with time zone,
  reason text,
  version integer default 1 not null,
  constraint valuation_basis_check CHECK ((basis = ANY (ARRAY['market_value'::text, 'value_in_use'::text, 'book_value'::text, 'replacement'::text, 'land_value'::text]))),
  constraint valuation_evidence_check CHECK ((length(evidence) <= 4000)),
  constraint valuation_method_check CHECK ((method = ANY (ARRAY['comparison'::text, 'income'::text, 'term_reversion'::text, 'replacement_cost'::text, 'residual'::text, 'administrative'::text]))),
  constraint valuation_purpose_check CHECK ((purpose = ANY (ARRAY['inventory'::text, 'sale'::text, 'purchase'::text, 'lease'::text, 'accounting'::text, 'insurance'::text, 'other'::text]))),
  constraint valuation_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000))),
  constraint valuation_second_person CHECK ((signed_by IS DISTINCT FROM author_id)),
  constraint valuation_signed CHECK ((((signed_by IS NULL) = (signed_at IS NULL)) AND ((state <> 'signed'::text) OR (signed_by IS NOT NULL)))),
  constraint valuation_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'signed'::text, 'withdrawn'::text]))),
  constraint valuation_withdrawn CHECK ((((state = 'withdrawn'::text) = (withdrawn_by IS NOT NULL)) AND ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)) AND ((state <> 'withdrawn'::text) OR (reason IS NOT NULL)))),
  constraint valuation_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint valuation_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id),
  constraint valuation_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint valuation_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES person(id),
  constraint valuation_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES person(id),
  constraint valuation_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX valuation_asset ON public.valuation USING btree (commune_id, asset_id, valued_on DESC, id DESC);
CREATE TRIGGER valuation_stands BEFORE UPDATE ON public.valuation FOR EACH ROW EXECUTE FUNCTION valuation_stands();
alter table valuation enable row level security;
create policy valuation_commune on valuation for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select, update on valuation to sommier_app;

create table work (
  commune_id integer not null,
  id bigint generated always as identity not null,
  asset_id bigint not null,
  inspection_id bigint,
  component text not null,
  title text not null,
  note text,
  cost_minor bigint,
  priority smallint not null,
  wanted_year integer,
  state text default 'open'::text not null,
  opened_on date not null,
  closed_on date,
  author_id bigint not null,
  version integer default 1 not null,
  updated_at timestamp with time zone default now() not null,
  constraint work_closed CHECK ((((state = ANY (ARRAY['done'::text, 'dropped'::text])) = (closed_on IS NOT NULL)) AND ((closed_on IS NULL) OR (closed_on >= opened_on)))),
  constraint work_component_check CHECK ((component = ANY (ARRAY['structure'::text, 'roof'::text, 'envelope'::text, 'openings'::text, 'electricity'::text, 'plumbing'::text, 'climate'::text, 'fire_safety'::text, 'accessibility'::text, 'finishes'::text, 'outside'::text]))),
  constraint work_cost_minor_check CHECK ((cost_minor > 0)),
  constraint work_note_check CHECK ((length(note) <= 2000)),
  constraint work_priority_check CHECK (((priority >= 1) AND (priority <= 4))),
  constraint work_state_check CHECK ((state = ANY (ARRAY['open'::text, 'under_way'::text, 'done'::text, 'dropped'::text]))),
  constraint work_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300))),
  constraint work_wanted_year_check CHECK (((wanted_year >= 1900) AND (wanted_year <= 2200))),
  constraint work_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint work_commune_id_asset_id_fkey FOREIGN KEY (commune_id, asset_id) REFERENCES asset(commune_id, id),
  constraint work_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint work_commune_id_inspection_id_fkey FOREIGN KEY (commune_id, inspection_id) REFERENCES inspection(commune_id, id),
  constraint work_pkey PRIMARY KEY (commune_id, id)
);
CREATE INDEX work_asset ON public.work USING btree (commune_id, asset_id);
CREATE INDEX work_open ON public.work USING btree (commune_id, priority, wanted_year) WHERE (state = ANY (ARRAY['open'::text, 'under_way'::text]));
alter table work enable row level security;
create policy work_commune on work for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select, update on work to sommier_app;

create table works_plan (
  commune_id integer not null,
  id bigint generated always as identity not null,
  name text not null,
  first_year integer not null,
  budgets bigint[] not null,
  pins jsonb default '{}'::jsonb not null,
  state text default 'draft'::text not null,
  author_id bigint not null,
  created_at timestamp with time zone default now() not null,
  adopted_by bigint,
  adopted_at timestamp with time zone,
  kept jsonb,
  version integer default 1 not null,
  constraint works_plan_adopted CHECK ((((state = 'adopted'::text) = (adopted_by IS NOT NULL)) AND ((adopted_by IS NULL) = (kept IS NULL)) AND ((adopted_by IS NULL) = (adopted_at IS NULL)))),
  constraint works_plan_budgets_check CHECK (((array_length(budgets, 1) >= 1) AND (array_length(budgets, 1) <= 15))),
  constraint works_plan_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint works_plan_second_person CHECK ((adopted_by IS DISTINCT FROM author_id)),
  constraint works_plan_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'adopted'::text]))),
  constraint works_plan_adopted_by_fkey FOREIGN KEY (adopted_by) REFERENCES person(id),
  constraint works_plan_author_id_fkey FOREIGN KEY (author_id) REFERENCES person(id),
  constraint works_plan_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint works_plan_pkey PRIMARY KEY (commune_id, id)
);
CREATE TRIGGER works_plan_stands BEFORE UPDATE ON public.works_plan FOR EACH ROW EXECUTE FUNCTION works_plan_stands();
alter table works_plan enable row level security;
create policy works_plan_commune on works_plan for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant insert, select, update on works_plan to sommier_app;

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

create table zone_inhabitants (
  commune_id integer not null,
  zone_id bigint not null,
  inhabitants integer not null,
  source text not null,
  as_of date not null,
  constraint zone_inhabitants_inhabitants_check CHECK ((inhabitants >= 0)),
  constraint zone_inhabitants_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300))),
  constraint zone_inhabitants_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id),
  constraint zone_inhabitants_commune_id_zone_id_fkey FOREIGN KEY (commune_id, zone_id) REFERENCES zone(commune_id, id) ON DELETE CASCADE,
  constraint zone_inhabitants_pkey PRIMARY KEY (commune_id, zone_id)
);
alter table zone_inhabitants enable row level security;
create policy zone_inhabitants_commune on zone_inhabitants for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on zone_inhabitants to sommier_app;

create table zone_kept (
  commune_id integer not null,
  zone_id bigint not null,
  stamp text not null,
  listings bigint[] not null,
  shares double precision[] not null,
  constraint zone_kept_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id) ON DELETE CASCADE,
  constraint zone_kept_commune_id_zone_id_fkey FOREIGN KEY (commune_id, zone_id) REFERENCES zone(commune_id, id) ON DELETE CASCADE,
  constraint zone_kept_pkey PRIMARY KEY (commune_id, zone_id)
);
alter table zone_kept enable row level security;
create policy zone_kept_commune on zone_kept for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on zone_kept to sommier_app;

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

create table zone_sum (
  commune_id integer not null,
  zone_id bigint not null,
  platform text not null,
  room_type text not null,
  hosts text not null,
  set_id bigint not null,
  certain integer not null,
  possible integer not null,
  expected double precision not null,
  active double precision not null,
  nights double precision not null,
  low double precision not null,
  high double precision not null,
  revenue double precision not null,
  constraint zone_sum_hosts_check CHECK ((hosts = ANY (ARRAY['one'::text, 'few'::text, 'many'::text]))),
  constraint zone_sum_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES commune(id) ON DELETE CASCADE,
  constraint zone_sum_commune_id_set_id_fkey FOREIGN KEY (commune_id, set_id) REFERENCES zone_set(commune_id, id) ON DELETE CASCADE,
  constraint zone_sum_commune_id_zone_id_fkey FOREIGN KEY (commune_id, zone_id) REFERENCES zone(commune_id, id) ON DELETE CASCADE,
  constraint zone_sum_pkey PRIMARY KEY (commune_id, zone_id, platform, room_type, hosts)
);
CREATE INDEX zone_sum_set ON public.zone_sum USING btree (commune_id, set_id);
alter table zone_sum enable row level security;
create policy zone_sum_commune on zone_sum for all to sommier_app using ((commune_id = current_commune())) with check ((commune_id = current_commune()));
grant delete, insert, select, update on zone_sum to sommier_app;

CREATE OR REPLACE FUNCTION public.add_share(total numeric[], num integer, den integer)
 RETURNS numeric[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select array[total[1] * div(m, total[2]) + num * div(m, den), m] from (select lcm(total[2], den::numeric) as m) as common
$function$
;

CREATE OR REPLACE FUNCTION public.assessment_parts_stand()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if exists (select from (select distinct o.commune_id, o.run_id from before_rows o) x join assessment_run r on r.commune_id = x.commune_id and r.id = x.run_id
      where not (r.state in ('computing','dropped') or (tg_table_name = 'assessment_article' and tg_op = 'UPDATE' and r.state = 'reviewed'))) then
    raise exception 'what an assessment run gave is frozen' using errcode = 'integrity_constraint_violation'; end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.assessment_run_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'dropped' then raise exception 'a run stays' using errcode = 'integrity_constraint_violation'; end if;
    return old;
  end if;
  if (old.tax, old.kind, old.period_from, old.period_to, old.day, old.zone_set_id, old.population, old.currency, old.model, old.rules, old.rules_hash, old.created_by, old.created_at)
      is distinct from (new.tax, new.kind, new.period_from, new.period_to, new.day, new.zone_set_id, new.population, new.currency, new.model, new.rules, new.rules_hash, new.created_by, new.created_at)
    or (old.state <> 'computing' and (old.figures, old.inputs_hash, old.result_hash) is distinct from (new.figures, new.inputs_hash, new.result_hash))
    or (old.state, new.state) not in (('computing','computing'),('computing','draft'),('computing','dropped'),('draft','draft'),('draft','reviewed'),('draft','dropped'),('reviewed','reviewed'),('reviewed','issued'),('reviewed','dropped'),('issued','issued'),('dropped','dropped'))
  then raise exception 'an assessment run is frozen' using errcode = 'integrity_constraint_violation'; end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.asset_action_now()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  act bigint := nullif(current_setting('sommier.action', true), '')::bigint;
  undone constant bigint := nullif(current_setting('sommier.undo_of', true), '')::bigint;
begin
  if act is null then
    insert into asset_action (commune_id, person_id, undo_of) values (current_commune(), current_person(), undone) returning id into act;
    perform set_config('sommier.action', act::text, true);
    if undone is not null then update asset_action set undone_by = act where commune_id = current_commune() and id = undone; end if;
  end if;
  return act;
end $function$
;

CREATE OR REPLACE FUNCTION public.asset_as_of(until timestamp with time zone)
 RETURNS SETOF asset
 LANGUAGE sql
 STABLE
AS $function$
  with later as materialized (
    select c.asset_id, c.id, c.op, c.before from asset_change c
    where c.commune_id = current_commune() and c.action_id = any (array(select x.id from asset_action x where x.commune_id = current_commune() and x.at >= until))),
  born as materialized (select distinct on (l.asset_id) l.asset_id, l.op from later l order by l.asset_id, l.id),
  patch as (
    select k.asset_id, jsonb_object_agg(k.key, k.value) as value from (
      select distinct on (l.asset_id, e.key) l.asset_id, e.key, e.value from later l join born b on b.asset_id = l.asset_id cross join lateral jsonb_each(l.before) e
      where b.op <> 'insert' and l.before is not null order by l.asset_id, e.key, l.id) k group by k.asset_id),
  whole as (
    select p.asset_id, a as now, case when a.id is null or p.value ?| array['level','land_area_m2','footprint_m2','useful_area_m2','built_area_m2'] then
        p.value || jsonb_build_object('register_area_m2', case v.level when 'building' then coalesce(v.footprint, v.land) when 'unit' then coalesce(v.useful, v.built, v.land) when 'room' then coalesce(v.useful, v.built, v.land) else v.land end)
      else p.value end || jsonb_build_object('id', p.asset_id, 'commune_id', current_commune()) as value
    from patch p left join asset a on a.commune_id = current_commune() and a.id = p.asset_id and a.id = any (array(select b.asset_id from born b where b.op <> 'insert'))
    cross join lateral (select case when p.value ? 'level' then p.value ->> 'level' else a.level end as level, case when p.value ? 'land_area_m2' then (p.value ->> 'land_area_m2')::numeric else a.land_area_m2 end as land,
      case when p.value ? 'footprint_m2' then (p.value ->> 'footprint_m2')::numeric else a.footprint_m2 end as footprint, case when p.value ? 'useful_area_m2' then (p.value ->> 'useful_area_m2')::numeric else a.useful_area_m2 end as useful,
      case when p.value ? 'built_area_m2' then (p.value ->> 'built_area_m2')::numeric else a.built_area_m2 end as built) v)
  select a.* from asset a where a.commune_id = current_commune() and a.created_at < until and not exists (select from born b where b.asset_id = a.id)
  union all
  select r.* from whole w cross join lateral jsonb_populate_record(w.now, w.value) r $function$
;

CREATE OR REPLACE FUNCTION public.asset_kept_columns()
 RETURNS TABLE(name text, is_shape boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select attname::text, atttypid = 'geometry'::regtype from pg_attribute
  where attrelid = 'asset'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    and attname <> all (array['commune_id','id','version','created_at','updated_at','search','source_digest','batch_id'])
  order by attnum $function$
;

CREATE OR REPLACE FUNCTION public.asset_kept_value(alias text, name text, is_shape boolean)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case when is_shape then format('to_jsonb(%s.%I::text)', alias, name) else format('to_jsonb(%s.%I)', alias, name) end $function$
;

CREATE OR REPLACE FUNCTION public.country_of(currency text, timezone text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case when currency = 'TND' then 'TN' when currency = 'MAD' then 'MA' when currency = 'XOF' and timezone = 'Africa/Porto-Novo' then 'BJ' when currency = 'EUR' and timezone = 'Europe/Paris' then 'FR' end $function$
;

CREATE OR REPLACE FUNCTION public.current_commune()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('sommier.commune', true), '')::integer $function$
;

CREATE OR REPLACE FUNCTION public.current_declarant()
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('sommier.declarant', true), '')::bigint $function$
;

CREATE OR REPLACE FUNCTION public.current_person()
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('sommier.person', true), '')::bigint $function$
;

CREATE OR REPLACE FUNCTION public.declarant_of(token bytea, commune_code text)
 RETURNS TABLE(session_id bigint, account_id bigint, party_id bigint, language text, expires_at timestamp with time zone, commune_id integer, code text, commune_name text, currency text, srid integer, timezone text, languages text[], demo boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
#variable_conflict use_column
begin
  return query select s.id, a.id, coalesce(y.merged_into, y.id), a.language, s.expires_at, c.id, c.code, c.name, c.currency, c.srid, c.timezone, c.languages, c.demo
    from declarant_session s join commune c on c.id = s.commune_id and c.code = commune_code join declarant_account a on a.commune_id = s.commune_id and a.id = s.account_id
      join party y on y.commune_id = a.commune_id and y.id = a.party_id
    where s.token_hash = token and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '2 hours' and a.disabled_at is null;
  update declarant_session s set last_seen_at = now()
    where s.token_hash = token and s.revoked_at is null and s.last_seen_at < now() - interval '5 minutes' and s.last_seen_at > now() - interval '2 hours';
end $function$
;

CREATE OR REPLACE FUNCTION public.declaration_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then raise exception 'a filed declaration stays' using errcode = 'integrity_constraint_violation'; end if;
    return old;
  end if;
  if old.state <> 'draft' and (old.number, old.version, old.replaces_id, old.tax, old.period_from, old.period_to, old.zero, old.lines, old.currency, old.note, old.reason, old.content_hash, old.channel, old.due_on, old.filed_on, old.filed_at, old.filed_by, old.filed_name, old.filed_account, old.batch_id)
      is distinct from (new.number, new.version, new.replaces_id, new.tax, new.period_from, new.period_to, new.zero, new.lines, new.currency, new.note, new.reason, new.content_hash, new.channel, new.due_on, new.filed_on, new.filed_at, new.filed_by, new.filed_name, new.filed_account, new.batch_id) then
    raise exception 'a filed declaration never changes' using errcode = 'integrity_constraint_violation'; end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.extra_words(extra jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
AS $function$
  select string_agg(value #>> '{}', ' ') from jsonb_each(extra) where jsonb_typeof(value) = 'string' $function$
;

CREATE OR REPLACE FUNCTION public.fold_text(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
AS $function$
  select btrim(regexp_replace(lower(translate(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640]', '', 'g'),
    U&'\0622\0623\0625\0671\0649\0629\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669', U&'\0627\0627\0627\0627\064A\06470123456789')), '\s+', ' ', 'g')) $function$
;

CREATE OR REPLACE FUNCTION public.forget_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  if tg_op = 'UPDATE' and new.salt is null and new.value is null and new.commitment = old.commitment
    and (new.commune_id, new.seq, new.path) = (old.commune_id, old.seq, old.path) then return new; end if;
  raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege'; end $function$
;

CREATE OR REPLACE FUNCTION public.forget_unused_parties(batch bigint)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare one bigint; n integer := 0; begin
  for one in select p.id from party p where p.commune_id = current_commune() and p.batch_id = batch order by p.id loop
    begin
      delete from party where commune_id = current_commune() and id = one;
      n := n + 1;
    exception when foreign_key_violation then null;
    end;
  end loop;
  return n;
end $function$
;

CREATE OR REPLACE FUNCTION public.free_asset_marks(assets bigint[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from asset_spent where commune_id = current_commune() and asset_id = any (assets) $function$
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

CREATE OR REPLACE FUNCTION public.hold_whole(commune integer, touched bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare breach record;
begin
  if touched is null or cardinality(touched) = 0 then return; end if;
  insert into occupation_lock (commune_id, asset_id)
    with recursive up as (
      select a.id, a.parent_id, 0 as depth from asset a where a.commune_id = commune and a.id = any(touched)
      union select p.id, p.parent_id, up.depth + 1 from up join asset p on p.commune_id = commune and p.id = up.parent_id where up.depth < 32
    ) select commune, up.id from up where up.parent_id is null group by up.id order by up.id
    on conflict (commune_id, asset_id) do update set taken = occupation_lock.taken + 1;
  select * into breach from occupation_breaches(commune, touched, '{}') b order by b.asset_id, b.from_on limit 1;
  if found then
    raise exception 'occupation %: unit %, from %', breach.kind, breach.asset_id, breach.from_on using errcode = '23P01', constraint = 'occupation_' || breach.kind, table = 'occupation_unit',
      detail = jsonb_build_object('kind', breach.kind, 'asset', breach.asset_id::text, 'from', breach.from_on, 'occupations', to_jsonb(breach.occupations::text[]))::text;
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION public.inspection_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if old.withdrawn_by is not null or (old.asset_id, old.inspected_on, old.class, old.components, old.note, old.author_id, old.created_at) is distinct from (new.asset_id, new.inspected_on, new.class, new.components, new.note, new.author_id, new.created_at)
  then raise exception 'an inspection is never overwritten' using errcode = 'integrity_constraint_violation'; end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.issued_paper_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if old.state <> 'making' or (old.kind, old.number, old.code, old.day, old.language, old.format, old.created_by, old.created_at)
      is distinct from (new.kind, new.number, new.code, new.day, new.language, new.format, new.created_by, new.created_at)
  then raise exception 'an issued paper is never changed' using errcode = 'integrity_constraint_violation'; end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.key_principal_of(hash bytea, commune_code text)
 RETURNS TABLE(key_id bigint, writes boolean, layers text[], person_id bigint, email text, name text, language text, expires_at timestamp with time zone, commune_id integer, role text, code text, commune_name text, currency text, srid integer, timezone text, languages text[], demo boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
#variable_conflict use_column
begin
  return query select k.id, k.writes, k.layers, p.id, p.email, p.name, p.language, k.expires_at, m.commune_id, m.role, c.code, c.name, c.currency, c.srid, c.timezone, c.languages, c.demo
    from access_key k join person p on p.id = k.person_id and p.disabled_at is null
    join commune c on c.id = k.commune_id and (commune_code is null or c.code = commune_code)
    join membership m on m.commune_id = k.commune_id and m.person_id = k.person_id and m.disabled_at is null
    where k.key_hash = hash and k.revoked_at is null and k.expires_at > now();
  update access_key k set last_used_at = now()
    where k.key_hash = hash and k.revoked_at is null and k.expires_at > now() and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute');
end $function$
;

CREATE OR REPLACE FUNCTION public.ledger_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  raise exception 'the ledger is append-only: write a counter-entry' using errcode = 'insufficient_privilege'; end $function$
;

CREATE OR REPLACE FUNCTION public.ledger_due_date(base date, due_day integer)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when due_day is null or due_day = date_part('day', base::timestamp) then base
    when least(date_trunc('month', base::timestamp)::date + due_day - 1, (date_trunc('month', base::timestamp) + interval '1 month - 1 day')::date) >= base
      then least(date_trunc('month', base::timestamp)::date + due_day - 1, (date_trunc('month', base::timestamp) + interval '1 month - 1 day')::date)
    else least((date_trunc('month', base::timestamp) + interval '1 month')::date + due_day - 1, (date_trunc('month', base::timestamp) + interval '2 months - 1 day')::date) end $function$
;

CREATE OR REPLACE FUNCTION public.ledger_refs_exist()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if tg_table_name = 'ledger_due' then
    if exists (select from (select distinct n.commune_id, n.account_id from after_rows n) x where not exists (select from ledger_account a where a.commune_id = x.commune_id and a.id = x.account_id and a.kind = 'payer')) then
      raise exception 'a due on an account that is not a payer''s' using errcode = '23503'; end if;
  elsif exists (select from (select n.commune_id, n.debit_id as id from after_rows n union select n.commune_id, n.credit_id from after_rows n) x
      where not exists (select from ledger_account a where a.commune_id = x.commune_id and a.id = x.id)) then
    raise exception 'a posting on an account that does not exist' using errcode = '23503';
  end if;
  if exists (select from (select distinct n.commune_id, n.entry_id from after_rows n) x where not exists (select from ledger_entry e where e.commune_id = x.commune_id and e.id = x.entry_id)) then
    raise exception 'no such entry' using errcode = '23503'; end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.ledger_thirtieths(anchor date, first integer, months integer, day date)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when day >= (anchor + make_interval(months => first + months))::date then 30 * months else (
    select 30 * m.k + least(30, day - (anchor + make_interval(months => first + m.k))::date) from generate_series(0, months - 1) as m(k)
    where (anchor + make_interval(months => first + m.k))::date <= day order by m.k desc limit 1) end $function$
;

CREATE OR REPLACE FUNCTION public.legal_words(c integer)
 RETURNS TABLE(list text, code text, labels jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select r.list, r.code, jsonb_build_object('fr', r.label_fr, 'ar', r.label_ar, 'en', r.label_en) from reference_item r
  where r.commune_id = c and r.list in ('domain_class', 'title_state') and not exists (select from reference_default d where d.list = r.list and d.code = r.code and d.country = '*'
    and d.label_fr = r.label_fr and d.label_ar = r.label_ar and d.label_en = r.label_en) order by r.list, r.position, r.code $function$
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

CREATE OR REPLACE FUNCTION public.mass_run_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if tg_table_name = 'mass_run' then
    if old.state = 'adopted' then raise exception 'an adopted run does not change' using errcode = 'integrity_constraint_violation'; end if;
  elsif exists (select from mass_run r where r.commune_id = old.commune_id and r.id = old.run_id and r.state = 'adopted') then raise exception 'an adopted run does not change' using errcode = 'integrity_constraint_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $function$
;

CREATE OR REPLACE FUNCTION public.move_party(kept bigint, gone bigint)
 RETURNS TABLE(moved_table text, moved_rows integer)
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare link record; line record; n integer; begin
  for link in select c.conrelid::regclass as rel, a.attname as col from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'commune_id'
      where c.contype = 'f' and c.confrelid = 'party'::regclass and c.conrelid not in ('party'::regclass, 'party_identifier'::regclass) order by 1, 2 loop
    n := 0;
    if has_table_privilege(link.rel, 'update') then
      for line in execute format('select ctid as place from %s where commune_id = current_commune() and %I = $1 for update', link.rel, link.col) using gone loop
        begin
          execute format('update %s set %I = $1 where commune_id = current_commune() and ctid = $2', link.rel, link.col) using kept, line.place;
          n := n + 1;
        exception when unique_violation then
          -- The party that stays is there already: the second mention goes.
          execute format('delete from %s where commune_id = current_commune() and ctid = $1', link.rel) using line.place;
        end;
      end loop;
    end if;
    if n > 0 then moved_table := link.rel::text; moved_rows := n; return next; end if;
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION public.name_asset_action()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare act constant bigint := nullif(current_setting('sommier.action', true), '')::bigint;
begin
  if act is not null then
    update asset_action a set cause = e.action, subject = e.subject, audit_seq = e.seq
    from (select action, subject, seq from new_entries order by seq limit 1) e
    where a.commune_id = current_commune() and a.id = act and a.audit_seq is null;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.near_assets(wanted bigint[], metres double precision)
 RETURNS TABLE(low bigint, high bigint, share double precision, distance double precision)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'sommier_pinned', 'public', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.next_declaration_number(of_year integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select coalesce(max(split_part(number, '-', 3)::integer), 0) + 1 from declaration where commune_id = current_commune() and number like 'DEC-' || of_year || '-%' $function$
;

CREATE OR REPLACE FUNCTION public.occupancy_spans(commune integer, units bigint[])
 RETURNS TABLE(asset_id bigint, from_on date, to_on date, state text, expired boolean, occupation_id bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with fact as materialized (
    select u.asset_id, o.id, coalesce(o.starts_on, case when o.type = 'sans_titre' then coalesce(o.found_on, '0001-01-01'::date) end) as since, o.held_until,
      o.rank in ('principal', 'derived') and o.ended_on is null and o.status <> 'ended' as stays,
      case when o.type = 'sans_titre' then 'without_title' when o.rank = 'vacancy' then 'vacant' when o.type = 'affectation' then 'own' when o.free_of_charge then 'free'
        when o.type in ('aot','permis_stationnement','permission_voirie','aot_droits_reels','concession','affermage','emplacement_marche') then 'permit' else 'let' end as state
    from occupation_unit u join occupation o on o.commune_id = u.commune_id and o.id = u.occupation_id
    where u.commune_id = commune and (units is null or u.asset_id = any(units)) and o.validated_at is not null and o.status <> 'draft' and (o.starts_on is not null or o.type = 'sans_titre')
  ), cut as (
    select f.asset_id, f.since as on_day from fact f union select f.asset_id, f.held_until from fact f where f.held_until is not null
  ), part as (
    select c.asset_id, c.on_day, lead(c.on_day) over (partition by c.asset_id order by c.on_day) as next_day from cut c
  ), seen as (
    select distinct on (p.asset_id, p.on_day) p.asset_id, p.on_day, p.next_day, f.state, f.held_until is not null and f.held_until <= p.on_day as expired, f.id
    from part p join fact f on f.asset_id = p.asset_id and f.since <= p.on_day and (f.held_until is null or f.held_until > p.on_day or f.stays)
    order by p.asset_id, p.on_day, array_position(array['without_title','let','permit','free','own','vacant'], f.state), (f.held_until is not null and f.held_until <= p.on_day), f.id::text collate "C"
  ), run as (
    select s.*, s.on_day - coalesce(lag(s.next_day) over w, '0001-01-01'::date) <> 0 or (s.state, s.expired, s.id) is distinct from (lag(s.state) over w, lag(s.expired) over w, lag(s.id) over w) as begins
    from seen s window w as (partition by s.asset_id order by s.on_day)
  ), numbered as (
    select r.*, count(*) filter (where r.begins) over (partition by r.asset_id order by r.on_day) as span from run r
  )
  select n.asset_id, min(n.on_day), case when bool_or(n.next_day is null) then null else max(n.next_day) end, min(n.state), bool_or(n.expired), min(n.id) from numbered n group by n.asset_id, n.span
$function$
;

CREATE OR REPLACE FUNCTION public.occupation_breaches(commune integer, touched bigint[], extra bigint[])
 RETURNS TABLE(kind text, asset_id bigint, from_on date, num numeric, den numeric, occupations bigint[])
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with recursive up as (
    select a.id as unit, a.id as above, a.parent_id, 0 as depth from asset a where a.commune_id = commune and a.id = any(touched)
    union all select up.unit, p.id, p.parent_id, up.depth + 1 from up join asset p on p.commune_id = commune and p.id = up.parent_id where up.depth < 32
  ), down as (
    select a.id as unit, a.id as below, 0 as depth from asset a where a.commune_id = commune and a.id = any(touched)
    union all select down.unit, c.id, down.depth + 1 from down join asset c on c.commune_id = commune and c.parent_id = down.below where down.depth < 32
  ), family as (
    select above, unit as below from up where depth > 0 union select unit, below from down where depth > 0
  ), near as (
    select unnest(touched) as id union select above from family union select below from family
  ), held as materialized (
    select u.asset_id, o.id, o.type, o.starts_on, o.held_until, u.share_num, u.share_den from near n join occupation_unit u on u.commune_id = commune and u.asset_id = n.id
      join occupation o on o.commune_id = commune and o.id = u.occupation_id
    where o.rank = 'principal' and o.starts_on is not null and o.held_until is distinct from o.starts_on and (o.validated_at is not null or o.id = any(extra))
  ), whole as (
    select s.asset_id, s.starts_on, sum_of_shares(r.share_num, r.share_den) as load, array_agg(r.id order by r.id) as ids
    from (select distinct h.asset_id, h.starts_on from held h where h.asset_id = any(touched)) s
      join held r on r.asset_id = s.asset_id and r.starts_on <= s.starts_on and (r.held_until is null or r.held_until > s.starts_on)
    group by s.asset_id, s.starts_on
  ), let as (
    select h.* from held h where h.type <> 'affectation'
  ), pair as (
    select f.above, f.below, b.starts_on from family f join let b on b.asset_id = f.above where exists (select from let l where l.asset_id = f.below)
    union select f.above, f.below, b.starts_on from family f join let b on b.asset_id = f.below where exists (select from let l where l.asset_id = f.above)
  ), full_above as (
    select p.above, p.below, p.starts_on, sum_of_shares(r.share_num, r.share_den) as load, array_agg(r.id order by r.id) as ids
    from pair p join let r on r.asset_id = p.above and r.starts_on <= p.starts_on and (r.held_until is null or r.held_until > p.starts_on)
    group by p.above, p.below, p.starts_on having (sum_of_shares(r.share_num, r.share_den))[1] >= (sum_of_shares(r.share_num, r.share_den))[2]
  ), derived as materialized (
    select d.id, d.parent_id, d.starts_on, d.held_until, u.asset_id, u.share_num, u.share_den from occupation d join occupation_unit u on u.commune_id = commune and u.occupation_id = d.id
    where d.commune_id = commune and d.rank = 'derived' and d.starts_on is not null and d.held_until is distinct from d.starts_on and (d.validated_at is not null or d.id = any(extra))
      and (d.id in (select t.occupation_id from occupation_unit t where t.commune_id = commune and t.asset_id = any(touched))
        or d.parent_id in (select t.occupation_id from occupation_unit t where t.commune_id = commune and t.asset_id = any(touched)))
  ), lineage as (
    select d.asset_id as unit, d.asset_id as above, a.parent_id, 0 as depth from (select distinct asset_id from derived) d join asset a on a.commune_id = commune and a.id = d.asset_id
    union all select l.unit, p.id, p.parent_id, l.depth + 1 from lineage l join asset p on p.commune_id = commune and p.id = l.parent_id where l.depth < 32
  ), under as (
    select s.parent_id, s.asset_id, s.starts_on, sum_of_shares(r.share_num, r.share_den) as load, array_agg(r.id order by r.id) as ids
    from (select distinct parent_id, asset_id, starts_on from derived) s
      join derived r on r.parent_id = s.parent_id and r.asset_id = s.asset_id and r.starts_on <= s.starts_on and (r.held_until is null or r.held_until > s.starts_on)
    group by s.parent_id, s.asset_id, s.starts_on
  )
  select 'whole', w.asset_id, w.starts_on, w.load[1], w.load[2], w.ids from whole w where w.load[1] > w.load[2]
  union all
  select 'family', f.below, f.starts_on, f.load[1], f.load[2], f.ids || array(select l.id from let l where l.asset_id = f.below and l.starts_on <= f.starts_on and (l.held_until is null or l.held_until > f.starts_on) order by l.id)
  from full_above f where exists (select from let l where l.asset_id = f.below and l.starts_on <= f.starts_on and (l.held_until is null or l.held_until > f.starts_on))
  union all
  select 'parent_dates', d.asset_id, d.starts_on, null, null, array[d.id, d.parent_id] from derived d left join occupation p on p.commune_id = commune and p.id = d.parent_id
  where p.id is null or p.rank <> 'principal' or not (p.validated_at is not null or p.id = any(extra)) or p.starts_on > d.starts_on
    or (p.held_until is not null and (d.held_until is null or d.held_until > p.held_until))
  union all
  select 'parent_unit', d.asset_id, d.starts_on, null, null, array[d.id, d.parent_id] from derived d
  where not exists (select from lineage l join occupation_unit pu on pu.commune_id = commune and pu.occupation_id = d.parent_id and pu.asset_id = l.above where l.unit = d.asset_id)
  union all
  select 'parent_share', u.asset_id, u.starts_on, u.load[1], u.load[2], u.ids || u.parent_id from under u left join occupation_unit pu on pu.commune_id = commune and pu.occupation_id = u.parent_id and pu.asset_id = u.asset_id
  where u.load[1] * coalesce(pu.share_den, 1) > u.load[2] * coalesce(pu.share_num, 1)
$function$
;

CREATE OR REPLACE FUNCTION public.occupation_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare one record;
begin
  for one in select n.commune_id, array_agg(distinct u.asset_id) as touched from after_rows n join before_rows b on b.commune_id = n.commune_id and b.id = n.id
      join occupation_unit u on u.commune_id = n.commune_id and u.occupation_id = n.id
    where (n.validated_at is not null or b.validated_at is not null) and n.rank in ('principal', 'derived')
      and (n.starts_on, n.held_until, n.rank, n.type, n.parent_id, n.validated_at is null) is distinct from (b.starts_on, b.held_until, b.rank, b.type, b.parent_id, b.validated_at is null)
    group by n.commune_id order by n.commune_id loop
    perform hold_whole(one.commune_id, one.touched);
  end loop;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.occupation_family_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform hold_whole(new.commune_id, array[new.id]);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.occupation_unit_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare one record;
begin
  for one in select n.commune_id, array_agg(distinct n.asset_id) as touched from after_rows n join occupation o on o.commune_id = n.commune_id and o.id = n.occupation_id
    where o.validated_at is not null and o.rank in ('principal', 'derived') group by n.commune_id order by n.commune_id loop
    perform hold_whole(one.commune_id, one.touched);
  end loop;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.occupation_unit_gone()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare one record;
begin
  for one in select d.commune_id, array_agg(distinct u.asset_id) as touched from before_rows b join occupation d on d.commune_id = b.commune_id and d.parent_id = b.occupation_id and d.validated_at is not null
      join occupation_unit u on u.commune_id = d.commune_id and u.occupation_id = d.id group by d.commune_id order by d.commune_id loop
    perform hold_whole(one.commune_id, one.touched);
  end loop;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.principal_of(token bytea, commune_code text)
 RETURNS TABLE(session_id bigint, person_id bigint, email text, name text, language text, expires_at timestamp with time zone, commune_id integer, role text, code text, commune_name text, currency text, srid integer, timezone text, languages text[], demo boolean, barred boolean, second_factor boolean, proved_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
#variable_conflict use_column
begin
  return query select s.id, p.id, p.email, p.name, p.language, s.expires_at,
      case when b.barred then null else m.commune_id end, case when b.barred then null else m.role end,
      c.code, c.name, c.currency, c.srid, c.timezone, c.languages, c.demo, b.barred, s.second_factor, s.proved_at
    from session s join person p on p.id = s.person_id
    left join commune c on c.code = commune_code
    left join membership m on m.commune_id = c.id and m.person_id = p.id and m.disabled_at is null
    cross join lateral (select coalesce(m.role = any (c.second_factor_roles) and not s.second_factor, false) as barred) b
    where s.token_hash = token and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '12 hours' and p.disabled_at is null;
  update session s set last_seen_at = now()
    where s.token_hash = token and s.revoked_at is null and s.last_seen_at < now() - interval '5 minutes' and s.last_seen_at > now() - interval '12 hours';
end $function$
;

CREATE OR REPLACE FUNCTION public.record_asset_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare columns text;
begin
  if current_commune() is null then return null; end if;
  if tg_op = 'INSERT' then
    insert into asset_change (commune_id, action_id, asset_id, version, op)
      select n.commune_id, (select asset_action_now()), n.id, n.version, 'insert' from new_rows n order by n.id;
  elsif tg_op = 'DELETE' then
    select string_agg(format('(%L, %s)', k.name, asset_kept_value('o', k.name, k.is_shape)), ', ') into columns from asset_kept_columns() k;
    execute format('insert into asset_change (commune_id, action_id, asset_id, version, op, before)
      select o.commune_id, (select asset_action_now()), o.id, o.version, ''delete'', d.before
      from old_rows o cross join lateral (select jsonb_object_agg(v.k, v.b) as before from (values %s) v(k, b)) d order by o.id', columns);
  else
    select string_agg(format('(%L, o.%I is distinct from n.%I, case when o.%I is distinct from n.%I then %s end, case when o.%I is distinct from n.%I then %s end)',
        k.name, k.name, k.name, k.name, k.name, asset_kept_value('o', k.name, k.is_shape), k.name, k.name, asset_kept_value('n', k.name, k.is_shape)), ', ')
      into columns from asset_kept_columns() k;
    execute format('insert into asset_change (commune_id, action_id, asset_id, version, op, before, after)
      select n.commune_id, (select asset_action_now()), n.id, n.version, ''update'', d.before, d.after
      from old_rows o join new_rows n on n.commune_id = o.commune_id and n.id = o.id
      cross join lateral (select jsonb_object_agg(v.k, v.b) as before, jsonb_object_agg(v.k, v.a) as after from (values %s) v(k, d, b, a) where v.d) d
      where d.before is not null order by n.id', columns);
    -- What a second person has seen is no longer what stands there: back to draft, unless the writer keeps the state himself (an accepted proposal).
    if current_setting('sommier.review', true) is distinct from 'keep' and exists (select from new_rows n where n.review <> 'draft') then
      update asset a set review = 'draft', submitted_by = null, submitted_at = null, validated_by = null, validated_at = null
      from new_rows n where a.commune_id = n.commune_id and a.id = n.id and n.review <> 'draft'
        and exists (select from asset_change h where h.commune_id = n.commune_id and h.action_id = nullif(current_setting('sommier.action', true), '')::bigint
          and h.asset_id = n.id and h.version = n.version and h.before - array['review','submitted_by','submitted_at','validated_by','validated_at','bin_id','provenance'] <> '{}');
    end if;
  end if;
  return null;
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
    if t = 'listing' then
      analyze listing (commune_id, id, platform, external_id, seen_from, seen_to, gone, host_id, neighbourhood, room_type, property_type, price_minor, minimum_nights,
        number_of_reviews, number_of_reviews_ltm, host_listings, accommodates, estimated_nights, uncertainty_m, placed, g3857);
    elsif t = any (array['listing_past','listing_zone','tile_cell','parcel','asset','layer_feature','zone','activity_fact','activity_unit','mobility_point','fixed_asset','comparable',
      'occupation','occupation_term','ledger_account','ledger_due','ledger_payment','ledger_allocation','ledger_posting']) then execute format('analyze %I', t); end if;
  end loop; end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege'; end $function$
;

CREATE OR REPLACE FUNCTION public.seed_references(target integer)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into reference_item (commune_id, list, code, country, label_fr, label_ar, label_en, basis, position)
  select distinct on (d.list, d.code) c.id, d.list, d.code, nullif(d.country, '*'), d.label_fr, d.label_ar, d.label_en, d.basis, d.position
  from commune c join reference_default d on d.country in ('*', c.country) where c.id = target order by d.list, d.code, d.country = '*' on conflict do nothing $function$
;

CREATE OR REPLACE FUNCTION public.spend_asset_marks()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare found record; begin
  -- Restoring an archive brings the spent marks as a table of their own.
  if current_commune() is null then return null; end if;
  if tg_op = 'UPDATE' then
    -- Counted, not asked by `exists`: for a first row the planner loops over both tables, and where no mark changed it then compares every row with every other.
    if (select count(*) from new_rows n join old_rows o on o.commune_id = n.commune_id and o.id = n.id where upper(n.code) <> upper(o.code) or upper(n.inventory_number) is distinct from upper(o.inventory_number)) = 0 then return null; end if;
    insert into asset_spent (commune_id, kind, key, asset_id) select n.commune_id, 'code', upper(n.code), n.id from new_rows n order by n.id on conflict do nothing;
    insert into asset_spent (commune_id, kind, key, asset_id) select n.commune_id, 'inventory', upper(n.inventory_number), n.id from new_rows n where n.inventory_number is not null order by n.id on conflict do nothing;
    select f.kind, f.key into found from (
      select s.kind, s.key from new_rows n join old_rows o on o.commune_id = n.commune_id and o.id = n.id join asset_spent s on s.commune_id = n.commune_id and s.kind = 'code' and s.key = upper(n.code)
        where s.asset_id <> n.id and upper(n.code) <> upper(o.code)
      union all select s.kind, s.key from new_rows n join old_rows o on o.commune_id = n.commune_id and o.id = n.id join asset_spent s on s.commune_id = n.commune_id and s.kind = 'inventory' and s.key = upper(n.inventory_number)
        where s.asset_id <> n.id and upper(n.inventory_number) is distinct from upper(o.inventory_number)) f limit 1;
  else
    insert into asset_spent (commune_id, kind, key, asset_id) select n.commune_id, 'code', upper(n.code), n.id from new_rows n order by n.id on conflict do nothing;
    insert into asset_spent (commune_id, kind, key, asset_id) select n.commune_id, 'inventory', upper(n.inventory_number), n.id from new_rows n where n.inventory_number is not null order by n.id on conflict do nothing;
    -- Two joins by equality: one with "or" compares every row with every mark (a hundred thousand rows would take an hour).
    select f.kind, f.key into found from (
      select s.kind, s.key from new_rows n join asset_spent s on s.commune_id = n.commune_id and s.kind = 'code' and s.key = upper(n.code) where s.asset_id <> n.id
      union all select s.kind, s.key from new_rows n join asset_spent s on s.commune_id = n.commune_id and s.kind = 'inventory' and s.key = upper(n.inventory_number) where s.asset_id <> n.id) f limit 1;
  end if;
  if found.key is not null then raise exception 'the % % was given to another property', found.kind, found.key using errcode = '23505', constraint = 'asset_spent_' || found.kind; end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.tax_rule_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' then
    if old.state = 'published' then raise exception 'a published rule stays' using errcode = 'integrity_constraint_violation'; end if;
    return old;
  end if;
  if old.state = 'published' and ((old.rule_key, old.tax, old.version, old.state, old.rule, old.valid_from, old.valid_to, old.verified_on, old.published_at) is distinct from
      (new.rule_key, new.tax, new.version, new.state, new.rule, new.valid_from, new.valid_to, new.verified_on, new.published_at)
      or (old.closes_on is not null and new.closes_on is distinct from old.closes_on)) then
    raise exception 'a published rule never changes' using errcode = 'integrity_constraint_violation'; end if;
  return new;
end $function$
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
      else return query select null::bytea, null::bigint, jsonb_build_object('n', t.n), st_asbinary(t.geom) from tile_cells(c, layer_name, tz, tx, ty) t; end if;
    else
      if native then return query select st_asmvt(t, layer_name, 4096, 'geom'), null::bigint, null::jsonb, null::bytea from tile_counted(c, layer_name, tz, tx, ty, f) t;
      else return query select null::bytea, null::bigint, jsonb_build_object('n', t.n), st_asbinary(t.geom) from tile_counted(c, layer_name, tz, tx, ty, f) t; end if;
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
end $function$
;

CREATE OR REPLACE FUNCTION public.tile_access(token bytea, commune_code text, roles text[], layers text[], set_name text)
 RETURNS TABLE(language text, commune integer, versions text, zones_of bigint)
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.tile_answer(asked jsonb)
 RETURNS TABLE(head text, layer text, mvt bytea, id text, properties text, geom bytea)
 LANGUAGE plpgsql
AS $function$
declare
  names constant text[] := array(select jsonb_array_elements_text(asked -> 'layers'));
  a record;
  v text;
begin
  select * into a from tile_access(decode(asked ->> 'token', 'hex'), asked ->> 'commune', array(select jsonb_array_elements_text(asked -> 'roles')), names, asked ->> 'set');
  if not found then return; end if;
  head := json_build_object('language', a.language, 'commune', a.commune, 'versions', a.versions, 'zones_of', a.zones_of::text);
  return next;
  head := null;
  if a.commune is null then return; end if;
  for i in 1 .. array_length(names, 1) loop
    v := split_part(a.versions, ',', i);
    continue when v = 'x';
    return query select null::text, names[i], t.mvt, t.id::text, t.properties::text, t.geom
      from tile(a.commune, names[i], (asked ->> 'z')::integer, (asked ->> 'x')::integer, (asked ->> 'y')::integer,
        coalesce(asked -> 'filters' -> names[i], '{}')
          || case when a.zones_of is not null and names[i] in ('listings', 'zones') then jsonb_build_object('set', a.zones_of) else '{}' end) t;
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION public.tile_assets(c integer, box geometry, domains text[], titles text[], natures text[], statuses text[], named boolean)
 RETURNS TABLE(id bigint, domain_class text, title_state text, has_child boolean, name text, name_ar text, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select a.id, a.domain_class, a.title_state, nullif(exists (select from asset k where k.commune_id = c and k.parent_id = a.id), false),
    case when named then a.name end, case when named then a.name_ar end, a.g3857
  from asset a
  where a.commune_id = c and a.g3857 && box and (domains is null or coalesce(a.domain_class, 'none') = any (domains))
    and (titles is null or coalesce(a.title_state, 'none') = any (titles)) and (natures is null or coalesce(a.nature, 'none') = any (natures))
    and (statuses is null or coalesce(a.status, 'none') = any (statuses)) $function$
;

CREATE OR REPLACE FUNCTION public.tile_cells(c integer, layer_name text, tz integer, tx integer, ty integer)
 RETURNS TABLE(n integer, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select t.n, tile_point(t.px, t.py, tz, tx, ty)
  from tile_cell t where t.commune_id = c and t.layer = layer_name and t.z = tz and t.x = tx and t.y = ty
  union all
  select t.n, tile_point(t.px, t.py, tz, tx, ty)
  from tile_cell t where tz < 6 and t.commune_id = c and t.layer = layer_name and t.z = 6 and t.x >> (6 - tz) = tx and t.y >> (6 - tz) = ty $function$
;

CREATE OR REPLACE FUNCTION public.tile_counted(c integer, layer_name text, tz integer, tx integer, ty integer, f jsonb)
 RETURNS TABLE(n integer, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  with word as (select tile_words(f, 'platform') platforms, tile_words(f, 'room') rooms, (f ->> 'gone')::boolean gone, tile_words(f, 'domain') domains,
      tile_words(f, 'title') titles, tile_words(f, 'nature') natures, tile_words(f, 'status') statuses, st_tileenvelope(tz, tx, ty) box),
  found as (
    select l.geom p from word, tile_listings(c, box, platforms, rooms, coalesce(gone, false), null) l where layer_name = 'listings'
    union all select st_centroid(a.geom) from word, tile_assets(c, box, domains, titles, natures, statuses, false) a where layer_name = 'assets'
    union all select st_centroid(p.geom) from word, tile_parcels(c, box, titles, false) p where layer_name = 'parcels'),
  placed as (select tile_point(st_x(p), st_y(p), tz, tx, ty) q from found)
  select count(*)::integer, st_makepoint(round(avg(st_x(q))), round(avg(st_y(q)))) from placed
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
 RETURNS TABLE(id bigint, gone boolean, uncertainty_m real, share real, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select l.id, l.gone, l.uncertainty_m,
    case when zones_of is not null then coalesce((select max(s.share) from listing_zone s where s.commune_id = c and s.set_id = zones_of and s.listing_id = l.id), 0) end, l.g3857
  from listing l
  where l.commune_id = c and l.g3857 && box and (platforms is null or l.platform = any (platforms))
    and (rooms is null or l.room_type = any (rooms)) and (wants_gone is null or l.gone = wants_gone) $function$
;

CREATE OR REPLACE FUNCTION public.tile_parcels(c integer, box geometry, titles text[], named boolean)
 RETURNS TABLE(id bigint, title_state text, reference text, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select p.id, p.title_state, case when named then p.reference end, p.g3857
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
 RETURNS TABLE(id bigint, properties jsonb, geom geometry)
 LANGUAGE sql
 STABLE
AS $function$
  select f.id, coalesce((select jsonb_object_agg('p' || (n.i - 1), f.attributes -> n.name)
      from (select k.look_fields from layer_card k where k.commune_id = c and k.name = layer_name offset 0) q, unnest(q.look_fields) with ordinality n(name, i)
      where jsonb_typeof(f.attributes -> n.name) in ('string', 'number', 'boolean')), '{}'), f.g3857
  from layer_feature f
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

CREATE OR REPLACE FUNCTION public.valuation_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if old.state = 'withdrawn' or (old.state = 'signed' and new.state = 'draft')
    or (old.asset_id, old.method, old.purpose, old.basis, old.valued_on, old.inputs, old.currency, old.value_minor, old.lines, old.author_id, old.created_at)
      is distinct from (new.asset_id, new.method, new.purpose, new.basis, new.valued_on, new.inputs, new.currency, new.value_minor, new.lines, new.author_id, new.created_at)
  then raise exception 'a valuation is never overwritten' using errcode = 'integrity_constraint_violation'; end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.verify_paper(given_code text, given_hash text)
 RETURNS TABLE(kind text, number text, day date, language text, format text, issued_at timestamp with time zone, rows integer, pages integer, sha256 text, commune text, commune_ar text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.kind, p.number, p.day, p.language, p.format, p.issued_at, p.rows, p.pages, p.sha256, c.name, c.name_ar
    from issued_paper p join commune c on c.id = p.commune_id where p.state = 'issued' and (p.code = given_code or p.sha256 = given_hash)
  union all
  select 'tax_' || p.kind, case when count(*) = 1 then min(p.number) end, p.day, p.language, 'pdf', min(p.created_at), case when count(*) > 1 then count(*)::integer end, sum(p.pages)::integer, p.sha256, c.name, c.name_ar
    from collection_paper p join commune c on c.id = p.commune_id where p.code = given_code or p.sha256 = given_hash group by p.kind, p.day, p.language, p.sha256, c.name, c.name_ar
  union all
  select p.kind, case when count(*) = 1 then min(p.number) end, p.day, p.language, 'pdf', min(p.created_at), case when count(*) > 1 then count(*)::integer end, null, p.sha256, c.name, c.name_ar
    from paper p join commune c on c.id = p.commune_id where p.sha256 = given_hash group by p.kind, p.day, p.language, p.sha256, c.name, c.name_ar
  limit 1 $function$
;

CREATE OR REPLACE FUNCTION public.works_plan_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin if old.state = 'adopted' then raise exception 'an adopted plan does not change' using errcode = 'integrity_constraint_violation'; end if; return new; end $function$
;

revoke execute on function add_share(numeric[],integer,integer) from public;
revoke execute on function asset_action_now() from public;
revoke execute on function asset_as_of(timestamp with time zone) from public;
grant execute on function country_of(text,text) to public;
revoke execute on function declarant_of(bytea,text) from public;
grant execute on function extra_words(jsonb) to public;
grant execute on function fold_text(text) to public;
revoke execute on function forget_unused_parties(bigint) from public;
revoke execute on function free_asset_marks(bigint[]) from public;
revoke execute on function guard_commune_table(regclass) from public;
revoke execute on function hold_whole(integer,bigint[]) from public;
revoke execute on function key_principal_of(bytea,text) from public;
revoke execute on function legal_words(integer) from public;
revoke execute on function listing_indexes_off() from public;
revoke execute on function listing_indexes_on() from public;
grant execute on function move_party(bigint,bigint) to public;
grant execute on function near_assets(bigint[],double precision) to public;
revoke execute on function next_declaration_number(integer) from public;
revoke execute on function occupancy_spans(integer,bigint[]) from public;
revoke execute on function occupation_breaches(integer,bigint[],bigint[]) from public;
revoke execute on function principal_of(bytea,text) from public;
revoke execute on function refresh_statistics(text[]) from public;
revoke execute on function seed_references(integer) from public;
grant execute on function try_transform(geometry,integer) to public;
revoke execute on function verify_paper(text,text) from public;
