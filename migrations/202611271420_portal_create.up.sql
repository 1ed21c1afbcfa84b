-- The commune's open page: whether it is open, its words, the papers offered, and the sites that may frame it. What it shows of a layer stands on the layer's card.
create table portal (
  commune_id integer not null references commune, is_open boolean not null default false, title text check (length(title) <= 200), title_ar text check (length(title_ar) <= 200),
  intro text check (length(intro) <= 2000), intro_ar text check (length(intro_ar) <= 2000), papers bigint[] not null default '{}', frame_ancestors text[] not null default '{}',
  version integer not null default 1, updated_at timestamptz not null default now(), primary key (commune_id)
);
select guard_commune_table('portal');
