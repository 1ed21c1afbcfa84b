-- Sales and rents seen on the market, from the commune's own file: evidence of valuations and of market rents.
create table comparable (
  commune_id integer not null references commune, id bigint generated always as identity, source_key text not null, source_digest text, batch_id bigint,
  kind text not null check (kind in ('sale','rent')), use_kind text not null check (use_kind in ('dwelling','shop','office','workshop','land','other')),
  traded_on date not null, area_m2 numeric not null check (area_m2 > 0), price_minor bigint not null check (price_minor > 0), period text check (period in ('month','quarter','semester','year')),
  -- Minor units a square metre; of a rent, by the month.
  per_m2_minor numeric generated always as (price_minor::numeric / case period when 'quarter' then 3 when 'semester' then 6 when 'year' then 12 else 1 end / area_m2) stored,
  address text, district text, asset_id bigint, source text not null, note text, attributes jsonb not null default '{}',
  geom geometry(Point,4326), located_by text check (located_by in ('import','asset','click')), source_srid integer, accuracy_m double precision,
  aside boolean not null default false, aside_reason text check (length(aside_reason) <= 500), version integer not null default 1, updated_at timestamptz not null default now(),
  primary key (commune_id, id), unique (commune_id, source_key), foreign key (commune_id, batch_id) references import_batch,
  foreign key (commune_id, asset_id) references asset on delete set null (asset_id),
  constraint comparable_period check ((kind = 'rent') = (period is not null)), constraint comparable_aside check (not aside or aside_reason is not null),
  constraint comparable_place check ((geom is null) = (located_by is null) and (geom is null or not (st_x(geom) = 0 and st_y(geom) = 0)))
);
create index comparable_market on comparable (commune_id, kind, use_kind, traded_on desc);
create index comparable_day on comparable (commune_id, traded_on desc, id desc);
create index comparable_asset on comparable (commune_id, asset_id) where asset_id is not null;
create index comparable_geom on comparable using gist (geom);
select guard_commune_table('comparable');
