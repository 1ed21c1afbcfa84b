-- What the files of reviews and of the calendar leave: counts by listing and month, never who wrote or what. Listings are named as their platform does,
-- so that a month known before its listing is not lost.
create table listing_review_month (
  commune_id integer not null references commune, id bigint generated always as identity, platform text not null, external_id text collate "C" not null,
  month date not null check (extract(day from month) = 1), reviews integer not null check (reviews > 0),
  captured_on date not null, batch_id bigint not null, primary key (commune_id, id)
);
create unique index listing_review_month_key on listing_review_month (commune_id, platform, external_id, month);
create index listing_review_month_batch on listing_review_month (commune_id, batch_id);
select guard_commune_table('listing_review_month');

-- One capture's calendar of a listing for a month. Bit n-1 of `days` says that the file speaks of day n, of `free` that it was offered that day: from two
-- captures one sees which nights went. What is not free is not thereby booked.
create table listing_calendar_month (
  commune_id integer not null references commune, id bigint generated always as identity, platform text not null, external_id text collate "C" not null,
  captured_on date not null, month date not null check (extract(day from month) = 1), days integer not null check (days > 0), free integer not null check (free & ~days = 0),
  price_min_minor bigint, price_max_minor bigint, batch_id bigint not null, primary key (commune_id, id)
);
create unique index listing_calendar_month_key on listing_calendar_month (commune_id, platform, external_id, captured_on, month);
create index listing_calendar_month_batch on listing_calendar_month (commune_id, batch_id);
select guard_commune_table('listing_calendar_month');
