-- The accountant's file of fixed assets as last imported: one line an inventory number. A file replaces the one before as a whole.
create table fixed_asset (
  commune_id integer not null references commune, id bigint generated always as identity, inventory_number text not null check (inventory_number = upper(inventory_number)), account text, designation text, acquired_on date,
  gross_minor bigint not null check (gross_minor >= 0), prior_minor bigint check (prior_minor >= 0), year_minor bigint check (year_minor >= 0), net_minor bigint generated always as (gross_minor - coalesce(prior_minor, 0) - coalesce(year_minor, 0)) stored,
  life_years integer, entry_mode text, exit_on date, exit_mode text, note text, attributes jsonb not null default '{}', source_digest text, batch_id bigint,
  primary key (commune_id, id), unique (commune_id, inventory_number), foreign key (commune_id, batch_id) references import_batch
);
select guard_commune_table('fixed_asset');
create index asset_inventory_upper on asset (commune_id, upper(inventory_number)) where inventory_number is not null;
-- How a difference was settled, while both sides say what they said then (`facts`).
create table reconciliation_settlement (
  commune_id integer not null references commune, kind text not null check (kind in ('missing_here','missing_there','no_number','value','date')), key text not null, facts text not null,
  settlement text not null check (settlement in ('register_right','accountant_right','to_correct','explained')), reason text not null check (length(reason) between 3 and 2000), settled_by bigint not null references person, settled_at timestamptz not null default now(),
  primary key (commune_id, kind, key)
);
select guard_commune_table('reconciliation_settlement');
