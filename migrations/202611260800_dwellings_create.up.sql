-- The signs a search compares listings by: who shares a key and lies in the same or a neighbouring cell is compared, nobody else. Filled and emptied by each search.
create table dwelling_key (
  commune_id integer not null references commune, key text collate "C" not null, cx integer not null, cy integer not null, listing_id bigint not null, x real not null, y real not null,
  primary key (commune_id, key, cx, cy, listing_id)
);
create index dwelling_key_listing on dwelling_key (commune_id, listing_id);
select guard_commune_table('dwelling_key');

-- Two listings that may be of one dwelling, with the reasons why; the lower id first, so that a pair stands once. A decided pair keeps its verdict whatever a later search
-- thinks. Listings are named without a foreign key: a first bulk load takes their primary key off for its time.
create table listing_pair (
  commune_id integer not null references commune, id bigint generated always as identity, low_id bigint not null, high_id bigint not null check (low_id < high_id),
  score smallint not null check (score between 0 and 100), weight real not null, class text not null check (class in ('same','rooms','building','different')),
  reasons jsonb not null, distance_m real not null, model smallint not null, found_at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open','later','decided')), verdict text check (verdict in ('same','rooms','building','different')),
  decided_by bigint references person, decided_at timestamptz, note text check (length(note) <= 2000),
  primary key (commune_id, id), constraint listing_pair_decided check ((state = 'decided') = (verdict is not null) and (state = 'decided') = (decided_at is not null))
);
create unique index listing_pair_pair on listing_pair (commune_id, low_id, high_id);
create index listing_pair_high on listing_pair (commune_id, high_id);
create index listing_pair_queue on listing_pair (commune_id, state, weight desc, id);
select guard_commune_table('listing_pair');

-- One dwelling behind several listings, made by decisions alone. How its nights are counted is a decision of its own; until then nobody sums them.
create table dwelling (
  commune_id integer not null references commune, id bigint generated always as identity, nights_rule text check (nights_rule in ('sum','most','one')), nights_listing bigint,
  nights_by bigint references person, nights_at timestamptz, nights_note text check (length(nights_note) <= 2000), version integer not null default 1, made_at timestamptz not null default now(),
  primary key (commune_id, id), check ((nights_rule = 'one') = (nights_listing is not null) or nights_rule is null), check ((nights_rule is null) = (nights_at is null))
);
select guard_commune_table('dwelling');
create table dwelling_listing (
  commune_id integer not null references commune, listing_id bigint not null, dwelling_id bigint not null,
  primary key (commune_id, listing_id), foreign key (commune_id, dwelling_id) references dwelling on delete cascade
);
create index dwelling_listing_dwelling on dwelling_listing (commune_id, dwelling_id);
select guard_commune_table('dwelling_listing');
