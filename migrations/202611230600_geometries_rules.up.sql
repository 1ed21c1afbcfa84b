-- What each commune holds drawings to; a commune without a row goes by the defaults of domain/src/geometries.
create table geometry_rules (
  commune_id integer primary key references commune,
  containment_mode text not null check (containment_mode in ('warn','refuse')), containment_tolerance_m float8 not null check (containment_tolerance_m >= 0),
  overlap_mode text not null check (overlap_mode in ('warn','refuse')), overlap_tolerance_m2 float8 not null check (overlap_tolerance_m2 >= 0), overlap_levels text[] not null,
  parcel_inset_m float8 not null check (parcel_inset_m >= 0), street_layer text, street_field text,
  version integer not null default 1, updated_at timestamptz not null default now()
);
select guard_commune_table('geometry_rules');
