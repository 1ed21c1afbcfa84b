-- A property is a draft, then submitted by one person, then validated by another: never the same, whatever the code above forgets.
alter table asset
  add column review text not null default 'draft' check (review in ('draft','submitted','validated')),
  add column submitted_by bigint references person, add column submitted_at timestamptz,
  add column validated_by bigint references person, add column validated_at timestamptz,
  add constraint asset_second_person check (validated_by is null or validated_by <> submitted_by),
  add constraint asset_review_said check (case review when 'draft' then submitted_by is null and validated_by is null
    when 'submitted' then submitted_by is not null and validated_by is null else submitted_by is not null and validated_by is not null end);
create index asset_review_queue on asset (commune_id, review, submitted_at) where review <> 'draft';

-- Each time a property was handed in, and what the second person said. No reference to asset: it outlives the property.
create table asset_review (
  commune_id integer not null references commune, id bigint generated always as identity, asset_id bigint not null, version integer not null,
  submitted_by bigint not null references person, submitted_at timestamptz not null default now(), note text check (length(note) <= 2000),
  decision text check (decision in ('validated','returned','withdrawn')), decided_by bigint references person, decided_at timestamptz, comment text check (length(comment) <= 2000),
  primary key (commune_id, id),
  constraint asset_review_second_person check (decision is null or decision = 'withdrawn' or decided_by <> submitted_by),
  constraint asset_review_decided check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint asset_review_comment check (decision is distinct from 'returned' or comment is not null)
);
create unique index asset_review_open on asset_review (commune_id, asset_id) where decision is null;
create index asset_review_asset on asset_review (commune_id, asset_id, id);
select guard_commune_table('asset_review');

-- What somebody asks to change on a validated property. `base` and `change` hold columns of asset as its history writes them.
create table asset_proposal (
  commune_id integer not null references commune, id bigint generated always as identity, asset_id bigint not null, base_version integer not null,
  base jsonb not null, change jsonb not null, comment text check (length(comment) <= 2000),
  requested_by bigint not null references person, requested_at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open','accepted','partly','refused','withdrawn')),
  accepted text[] not null default '{}', decided_by bigint references person, decided_at timestamptz, reason text check (length(reason) <= 2000),
  version integer not null default 1, primary key (commune_id, id),
  constraint asset_proposal_second_person check (state in ('open','withdrawn') or decided_by <> requested_by),
  constraint asset_proposal_decided check ((state = 'open') = (decided_by is null) and (state = 'open') = (decided_at is null)),
  constraint asset_proposal_reason check (state not in ('refused','partly') or reason is not null)
);
create index asset_proposal_asset on asset_proposal (commune_id, asset_id, id);
create index asset_proposal_open on asset_proposal (commune_id, requested_at) where state = 'open';
select guard_commune_table('asset_proposal');
