-- A campaign of inventory: where, who, and what is asked on the ground.
create table campaign (
  commune_id integer not null references commune, id bigint generated always as identity, name text not null check (length(name) between 1 and 200), instructions text,
  state text not null default 'draft' check (state in ('draft','open','closed')), set_id bigint, perimeter jsonb not null, fields text[] not null, team jsonb not null default '[]',
  created_by bigint references person, created_at timestamptz not null default now(), opened_at timestamptz, closed_at timestamptz, version integer not null default 1,
  primary key (commune_id, id)
);
-- One property to visit, or one that was found: then asset_id comes with its acceptance.
create table campaign_sheet (
  commune_id integer not null, id bigint generated always as identity, campaign_id bigint not null, asset_id bigint, zone_id bigint, assignee_id bigint references person,
  found boolean not null default false, state text not null default 'assigned' check (state in ('assigned','returned','accepted','refused')),
  reviewed_by bigint references person, reviewed_at timestamptz, review_note text, applied text[] not null default '{}', proposal_id bigint, version integer not null default 1,
  primary key (commune_id, id), foreign key (commune_id, campaign_id) references campaign on delete cascade
);
create unique index campaign_sheet_asset on campaign_sheet (commune_id, campaign_id, asset_id);
create index campaign_sheet_assignee on campaign_sheet (commune_id, assignee_id, state);
-- What came back from the ground, under the number the device gave it: sent twice, it is there once.
create table campaign_visit (
  commune_id integer not null, client_id uuid not null, campaign_id bigint not null, sheet_id bigint not null, person_id bigint not null references person, revision integer not null,
  outcome text not null check (outcome in ('seen','not_found','no_access')), answers jsonb not null default '{}', found_name text, base_version integer, occupant text, note text,
  geom geometry(Point,4326), accuracy_m float8, visited_at timestamptz not null, received_at timestamptz not null default now(), late boolean not null default false,
  primary key (commune_id, client_id), foreign key (commune_id, sheet_id) references campaign_sheet on delete cascade
);
create index campaign_visit_sheet on campaign_visit (commune_id, sheet_id);
create table campaign_photo (
  commune_id integer not null, client_id uuid not null, visit_id uuid not null, sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'), document_id bigint not null, received_at timestamptz not null default now(),
  primary key (commune_id, client_id), foreign key (commune_id, visit_id) references campaign_visit on delete cascade
);
create index campaign_photo_visit on campaign_photo (commune_id, visit_id);
select guard_commune_table('campaign'), guard_commune_table('campaign_sheet'), guard_commune_table('campaign_visit'), guard_commune_table('campaign_photo');
