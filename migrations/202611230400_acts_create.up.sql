-- Decisions over property. None is deleted: another act cancels it. Status and domain class of properties follow from the sequence of those that stand.
create table act (
  commune_id integer not null references commune, id bigint generated always as identity,
  kind text not null check (kind in ('assignment','unassignment','classification','declassification','acquisition','disposal','exchange','donation','expropriation','demolition','deliberation','approval','cancellation')),
  reference text not null, subject text not null, authority text, signed_on date not null, effective_on date not null, publication text, published_on date,
  deliberated_on date, deliberation_reference text, approved_on date, approval_reference text, service text, record_on date, party_id bigint, deed jsonb, note text,
  cancels_id bigint, overridden jsonb not null default '[]', warned text[] not null default '{}',
  version integer not null default 1, created_by bigint, created_at timestamptz not null default now(), primary key (commune_id, id),
  foreign key (commune_id, cancels_id) references act, foreign key (commune_id, party_id) references party, check ((kind = 'cancellation') = (cancels_id is not null))
);
create unique index act_cancelled_once on act (commune_id, cancels_id) where cancels_id is not null;
create index act_effective on act (commune_id, effective_on desc, id desc);
create index act_party on act (commune_id, party_id) where party_id is not null;
create table act_asset (
  commune_id integer not null references commune, act_id bigint not null, asset_id bigint not null, side text not null check (side in ('in','out','about')),
  domain_class text check (domain_class in ('public_naturel','public_artificiel','public_par_affectation','prive_affecte','prive_patrimonial','etat_mis_a_disposition','tiers_occupe_par_commune','indetermine')),
  primary key (commune_id, act_id, asset_id), foreign key (commune_id, act_id) references act, foreign key (commune_id, asset_id) references asset
);
create index act_asset_asset on act_asset (commune_id, asset_id);
-- What was declared of a property before its first act: the ground the sequence starts from. `followed_on` is the last day acts were followed to.
create table act_declared (
  commune_id integer not null references commune, asset_id bigint not null, domain_class text, status text, followed_on date not null, created_at timestamptz not null default now(),
  primary key (commune_id, asset_id), foreign key (commune_id, asset_id) references asset
);
select guard_commune_table('act');
select guard_commune_table('act_asset');
select guard_commune_table('act_declared');
revoke delete on act, act_asset from sommier_app;
