-- What was put in the recycle bin together: a property with everything under it, or the loser of a merge.
create table asset_bin (
  commune_id integer not null references commune, id bigint generated always as identity, kind text not null check (kind in ('recycled','merged')),
  root_id bigint not null, root_code text not null, root_name text not null, assets integer not null, reason text check (length(reason) <= 2000),
  binned_by bigint references person, binned_at timestamptz not null default now(),
  state text not null default 'binned' check (state in ('binned','restored','deleted')), closed_by bigint references person, closed_at timestamptz,
  primary key (commune_id, id), constraint asset_bin_closed check ((state = 'binned') = (closed_at is null)),
  -- The second stage is a second person's.
  constraint asset_bin_second_person check (state <> 'deleted' or closed_by is distinct from binned_by)
);
create index asset_bin_open on asset_bin (commune_id, binned_at) where state = 'binned';
select guard_commune_table('asset_bin');

alter table asset add column bin_id bigint, add constraint asset_bin_of foreign key (commune_id, bin_id) references asset_bin;
create index asset_binned on asset (commune_id, bin_id) where bin_id is not null;

-- No list, tile, count, export or search can forget to leave out what is in the bin: it is not there, unless the transaction asks to see it
-- (`set_config('sommier.bin', 'shown', true)`). The column is read after the commune's own condition and asks no index anything.
create policy asset_live on asset as restrictive to sommier_app
  using (bin_id is null or current_setting('sommier.bin', true) = 'shown') with check (true);
