-- What a person did to one feature of an own layer, so that she can take it back by name. `before` and `after` hold the whole feature (attributes,
-- outline as EWKB so that it comes back to the last bit, source key, batch); one of them is null where it was added or removed. `version` is the latest the
-- feature had: one that returns goes on from it. Kept for thirty days.
create table layer_feature_edit (
  commune_id integer not null references commune, id bigint generated always as identity, layer_id bigint not null, feature_id bigint not null,
  person_id bigint not null references person, at timestamptz not null default now(), before jsonb, after jsonb,
  version integer not null, undo_of bigint, undone_by bigint, primary key (commune_id, id), check (before is not null or after is not null),
  foreign key (commune_id, layer_id) references layer (commune_id, id) on delete cascade
);
create index layer_feature_edit_own on layer_feature_edit (commune_id, layer_id, person_id, id);
create index layer_feature_edit_at on layer_feature_edit (commune_id, at);
select guard_commune_table('layer_feature_edit');
