-- The title file of a property: dated steps from the search for a title to the registration, with what others opposed to it.
create table title_file (
  commune_id integer not null references commune, id bigint generated always as identity, asset_id bigint not null, conservation text, parcel_reference text, note text,
  -- What the steps come to, kept beside them so that boards and lists count without reading every step.
  stage text not null default 'non_immatricule' check (stage in ('non_immatricule','requisition','bornage','titre_foncier')), state text not null default 'non_immatricule' check (state in ('titre_foncier','requisition','non_immatricule','sans_document')),
  number text, requisition_number text, requisition_on date, copy_lost boolean not null default false, closed boolean not null default false, since date,
  -- The days it must still keep, earliest first.
  due date[] not null default '{}', pending integer not null default 0,
  version integer not null default 1, created_by bigint, created_at timestamptz not null default now(), primary key (commune_id, id), foreign key (commune_id, asset_id) references asset
);
create index title_file_asset on title_file (commune_id, asset_id);
create index title_file_stage on title_file (commune_id, stage, since);
create table title_step (
  commune_id integer not null, id bigint generated always as identity, title_id bigint not null,
  kind text not null check (kind in ('search','no_document','deposit','copy_lost','extract_published','boundary','boundary_notice','hearing','judgment','registration','rejected','withdrawn')),
  done_on date not null, planned boolean not null default false, number text, reference text, note text, created_by bigint, created_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, title_id) references title_file
);
create index title_step_title on title_step (commune_id, title_id, done_on);
create table title_opposition (
  commune_id integer not null, id bigint generated always as identity, title_id bigint not null, party_id bigint, opponent text, filed_on date not null, object text, area_m2 double precision, reference text,
  outcome text not null default 'pending' check (outcome in ('pending','upheld','partly','rejected','withdrawn')), decided_on date, created_by bigint, created_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, title_id) references title_file, foreign key (commune_id, party_id) references party, check ((party_id is null) <> (opponent is null)), check (outcome = 'pending' or decided_on is not null)
);
create index title_opposition_title on title_opposition (commune_id, title_id);
create index title_opposition_party on title_opposition (commune_id, party_id) where party_id is not null;

-- Parcels over the same ground, two by two, and references borne by several. `pair` is made of the sources' own keys, so that a decision is found
-- again after a new import and a new computation.
create table title_conflict (
  commune_id integer not null references commune, id bigint generated always as identity, kind text not null check (kind in ('T-T','R-T','R-R','N-T','N-R','repeat')), pair text not null,
  a_id bigint, b_id bigint, a_reference text, b_reference text, side_count integer not null default 2, area_m2 double precision, share double precision, geom geometry(Geometry,4326),
  state text not null default 'open' check (state in ('open','real','drawing','resolved')), note text, decided_by bigint, decided_at timestamptz,
  present boolean not null default true, run bigint not null, first_seen timestamptz not null default now(), version integer not null default 1, primary key (commune_id, id)
);
create unique index title_conflict_pair on title_conflict (commune_id, pair);
create index title_conflict_area on title_conflict (commune_id, kind, area_m2 desc);
create index title_conflict_found on title_conflict (commune_id, run);
create index title_conflict_references on title_conflict (commune_id, a_reference, b_reference) where state <> 'open';
create index title_conflict_geom on title_conflict using gist (geom);
-- When the conflicts were last computed, and over which version of the parcels.
create table title_conflict_run (
  commune_id integer primary key references commune, run bigint not null default 0, parcels_version bigint, finished_at timestamptz
);
select guard_commune_table('title_file');
select guard_commune_table('title_step');
select guard_commune_table('title_opposition');
select guard_commune_table('title_conflict');
select guard_commune_table('title_conflict_run');
