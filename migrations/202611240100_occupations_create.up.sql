-- Who holds or occupies the commune's property, by which right, over which share, from when to when. Days are half-open: the end is the first day without.
create table occupation (
  commune_id integer not null references commune, id bigint generated always as identity, reference text not null check (length(reference) between 1 and 120),
  type text not null check (type in ('bail_habitation','bail_commercial','bail_professionnel','bail_rural','aot','permis_stationnement','permission_voirie','aot_droits_reels','bail_emphyteotique',
    'concession','affermage','mise_a_disposition','affectation','sous_location','emplacement_marche','sans_titre','vacant','dormant','excedentaire')),
  rank text not null generated always as (case when type in ('sous_location','emplacement_marche') then 'derived' when type = 'sans_titre' then 'without_title'
    when type in ('vacant','dormant','excedentaire') then 'vacancy' else 'principal' end) stored,
  status text not null default 'draft' check (status in ('draft','active','notice','expired_occupied','ended','litigation')),
  parent_id bigint, activity text, activity_kind text check (activity_kind in ('housing','commercial','craft','industrial','professional','agricultural','association','public_service','cultural','sport',
    'parking','market','advertising','telecom','other')),
  free_of_charge boolean not null default false, written boolean, service text,
  signed_on date, starts_on date, ends_on date, ended_on date, tacit_renewal boolean not null default false, renewal_months integer check (renewal_months between 1 and 1200),
  notice_months integer check (notice_months between 0 and 120), notice_given_on date, notice_by text check (notice_by in ('commune','occupant')),
  -- The first day the right no longer holds; null is "until somebody ends it". A tacitly renewed right outlives its term.
  held_until date generated always as (coalesce(ended_on, case when tacit_renewal then null else ends_on end)) stored,
  currency text not null check (currency ~ '^[A-Z]{3}$'), deposit_minor bigint check (deposit_minor >= 0),
  sublet_allowed boolean, sublet_found_on date, sublet_evidence text, reason text, project text,
  found_on date, found_by text, evidence text, claimable_minor bigint check (claimable_minor >= 0), claimable_period text check (claimable_period in ('month','quarter','semester','year')),
  procedure_state text check (procedure_state in ('none','formal_notice','negotiation','court','eviction','regularised')), procedure_on date,
  overrides jsonb not null default '[]', note text, attributes jsonb not null default '{}',
  validated_at timestamptz, validated_by bigint, version integer not null default 1, created_by bigint, created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  batch_id bigint, source_digest text, search text,
  primary key (commune_id, id), foreign key (commune_id, parent_id) references occupation,
  check (ends_on is null or starts_on is null or ends_on > starts_on), check (ended_on is null or starts_on is null or ended_on >= starts_on),
  check (validated_at is null or starts_on is not null or type = 'sans_titre'), check (type not in ('sous_location','emplacement_marche') or parent_id is not null or validated_at is null),
  check (parent_id is null or type in ('sous_location','emplacement_marche')), check (parent_id <> id), check (validated_at is null or status <> 'draft')
);
create unique index occupation_reference on occupation (commune_id, reference);
create index occupation_parent on occupation (commune_id, parent_id) where parent_id is not null;
create index occupation_type on occupation (commune_id, type, status);
create index occupation_end on occupation (commune_id, ends_on) where ended_on is null;
create index occupation_batch on occupation (commune_id, batch_id) where batch_id is not null;
create index occupation_search on occupation using gin (search gin_trgm_ops);

-- What is occupied. The share is an exact fraction of the unit; the area is the contract's word, in square metres.
create table occupation_unit (
  commune_id integer not null, occupation_id bigint not null, asset_id bigint not null,
  share_num integer not null default 1, share_den integer not null default 1, area_m2 numeric check (area_m2 > 0),
  primary key (commune_id, occupation_id, asset_id), foreign key (commune_id, occupation_id) references occupation on delete cascade,
  foreign key (commune_id, asset_id) references asset, check (share_num between 1 and share_den), check (share_den <= 1000000)
);
create index occupation_unit_asset on occupation_unit (commune_id, asset_id);

-- By which acts: named by the text on the paper, and by the act of the register when it is there.
create table occupation_act (
  commune_id integer not null, id bigint generated always as identity, occupation_id bigint not null,
  role text not null check (role in ('publicity','award','deliberation','decision','approval','handover','termination')), reference text not null check (length(reference) between 1 and 300),
  dated_on date, act_id bigint, primary key (commune_id, id), foreign key (commune_id, occupation_id) references occupation on delete cascade
);
create index occupation_act_of on occupation_act (commune_id, occupation_id);

-- What is due, by date. A step or a revision is a further term; a free period is a term of its own. Amounts are whole minor units a period.
create table occupation_term (
  commune_id integer not null, id bigint generated always as identity, occupation_id bigint not null, kind text not null default 'rent' check (kind in ('rent','step','free','revision')),
  from_on date not null, to_on date, amount_minor bigint not null check (amount_minor >= 0), charges_minor bigint not null default 0 check (charges_minor >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'), period text not null check (period in ('month','quarter','semester','year')),
  due_day smallint not null default 1 check (due_day between 1 and 31), due_when text not null default 'advance' check (due_when in ('advance','arrears')),
  indexation text, last_revised_on date, source text not null default 'contract' check (source in ('contract','import','revision')), note text,
  primary key (commune_id, id), foreign key (commune_id, occupation_id) references occupation on delete cascade,
  check (to_on is null or to_on > from_on), check (kind <> 'free' or amount_minor = 0),
  exclude using gist (commune_id with =, occupation_id with =, daterange(from_on, to_on) with &&)
);
create index occupation_term_of on occupation_term (commune_id, occupation_id, from_on);

-- Rights that cannot stand together, put before a person: the newer one stays unvalidated until somebody decides.
create table occupation_conflict (
  commune_id integer not null, id bigint generated always as identity, kind text not null check (kind in ('whole','family','parent_dates','parent_share','parent_unit')),
  asset_id bigint not null, occupation_id bigint not null, other_id bigint, from_on date not null, load_num numeric, load_den numeric, batch_id bigint,
  state text not null default 'open' check (state in ('open','settled','dismissed')), decision text check (decision in ('keep_other','end_other','change_share','change_dates','withdraw','settled_elsewhere')),
  reason text, decided_by bigint, decided_at timestamptz, created_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, asset_id) references asset, foreign key (commune_id, occupation_id) references occupation on delete cascade,
  foreign key (commune_id, other_id) references occupation on delete cascade
);
create unique index occupation_conflict_pair on occupation_conflict (commune_id, kind, asset_id, occupation_id, coalesce(other_id, 0)) where state = 'open';
create index occupation_conflict_of on occupation_conflict (commune_id, occupation_id);
create index occupation_conflict_other on occupation_conflict (commune_id, other_id) where other_id is not null;
create index occupation_conflict_asset on occupation_conflict (commune_id, asset_id);

-- One row for each family of units (its root): whoever adds a right to one of them waits here for the one before her.
create table occupation_lock (
  commune_id integer not null, asset_id bigint not null, taken bigint not null default 1, primary key (commune_id, asset_id), foreign key (commune_id, asset_id) references asset on delete cascade
);

select guard_commune_table('occupation');
select guard_commune_table('occupation_unit');
select guard_commune_table('occupation_act');
select guard_commune_table('occupation_term');
select guard_commune_table('occupation_conflict');
select guard_commune_table('occupation_lock');
