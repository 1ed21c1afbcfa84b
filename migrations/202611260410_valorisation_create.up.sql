-- What the commune asks of property that lies idle: the weight of each criterion, and how it rates its districts.
create table valorisation_setting (commune_id integer primary key references commune, weights jsonb not null, places jsonb not null default '{}', updated_at timestamptz not null default now());
select guard_commune_table('valorisation_setting');

-- A call for projects: the properties offered, to whom, until when; who answered; who was chosen, and the lease that follows.
create table project_call (
  commune_id integer not null references commune, id bigint generated always as identity, title text not null check (length(title) between 1 and 300), audience text not null check (audience in ('startup','association','investor','any')),
  description text check (length(description) <= 8000), opens_on date, closes_on date, state text not null default 'draft' check (state in ('draft','open','closed','cancelled')),
  version integer not null default 1, created_by bigint, created_at timestamptz not null default now(), primary key (commune_id, id), check (closes_on is null or opens_on is null or closes_on >= opens_on), check (state = 'draft' or opens_on is not null)
);
create table call_lot (
  commune_id integer not null, id bigint generated always as identity, call_id bigint not null, asset_id bigint not null, purpose text check (length(purpose) <= 500), asking_minor bigint check (asking_minor >= 0), area_m2 numeric check (area_m2 > 0), years integer check (years between 1 and 99),
  state text not null default 'offered' check (state in ('offered','awarded','withdrawn')), primary key (commune_id, id), unique (commune_id, call_id, asset_id),
  foreign key (commune_id, call_id) references project_call, foreign key (commune_id, asset_id) references asset
);
create index call_lot_asset on call_lot (commune_id, asset_id);
create table call_candidate (
  commune_id integer not null, id bigint generated always as identity, lot_id bigint not null, party_id bigint not null, project text not null check (length(project) between 1 and 4000), offer_minor bigint check (offer_minor >= 0), received_on date not null, score integer check (score between 0 and 100),
  state text not null default 'received' check (state in ('received','rejected','withdrawn','awarded')), note text check (length(note) <= 2000), decided_on date, decision text check (length(decision) <= 300), occupation_id bigint, created_by bigint, created_at timestamptz not null default now(),
  primary key (commune_id, id), unique (commune_id, lot_id, party_id), foreign key (commune_id, lot_id) references call_lot, foreign key (commune_id, party_id) references party, foreign key (commune_id, occupation_id) references occupation on delete set null (occupation_id),
  check (state <> 'awarded' or (decided_on is not null and decision is not null))
);
create index call_candidate_party on call_candidate (commune_id, party_id);
create index call_candidate_occupation on call_candidate (commune_id, occupation_id) where occupation_id is not null;
create unique index call_candidate_one_award on call_candidate (commune_id, lot_id) where state = 'awarded';
select guard_commune_table('project_call');
select guard_commune_table('call_lot');
select guard_commune_table('call_candidate');
