-- Two properties that may be one, with the reasons why; the lower id first, so that a pair stands once.
create table asset_twin (
  commune_id integer not null references commune, id bigint generated always as identity, low_id bigint not null, high_id bigint not null check (low_id < high_id),
  score smallint not null check (score between 1 and 100), reasons jsonb not null, found_at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open','distinct','merged')), decided_by bigint references person, decided_at timestamptz, note text check (length(note) <= 2000),
  primary key (commune_id, id), constraint asset_twin_decided check ((state = 'open') = (decided_at is null))
);
create unique index asset_twin_pair on asset_twin (commune_id, low_id, high_id);
create index asset_twin_queue on asset_twin (commune_id, score desc, id) where state = 'open';
select guard_commune_table('asset_twin');

-- A merge that can be taken back: which links moved from the one that went to the one that stayed, by table, column and key.
create table asset_merge (
  commune_id integer not null references commune, id bigint generated always as identity, kept_id bigint not null, gone_id bigint not null, bin_id bigint not null,
  fields text[] not null default '{}', moved jsonb not null default '[]', action_id bigint, merged_by bigint references person, merged_at timestamptz not null default now(),
  undone_by bigint references person, undone_at timestamptz, primary key (commune_id, id), foreign key (commune_id, bin_id) references asset_bin
);
create index asset_merge_kept on asset_merge (commune_id, kept_id, id);
create index asset_merge_gone on asset_merge (commune_id, gone_id, id);
select guard_commune_table('asset_merge');
