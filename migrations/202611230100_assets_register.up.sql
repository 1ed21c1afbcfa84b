-- The fields of the register (domain §3.1) as columns: they are searched, filtered, exported and kept in histories.
-- One form for words without accents, diacritics and letter variants, the same as foldText of the domain.
create function fold_text(words text) returns text language sql immutable parallel safe strict set search_path = pg_catalog as $$
  select btrim(regexp_replace(lower(translate(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640]', '', 'g'),
    U&'\0622\0623\0625\0671\0649\0629\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669', U&'\0627\0627\0627\0627\064A\06470123456789')), '\s+', ' ', 'g')) $$;
-- The texts a commune's own fields hold, one after the other.
create function extra_words(extra jsonb) returns text language sql immutable parallel safe strict set search_path = pg_catalog as $$
  select string_agg(value #>> '{}', ' ') from jsonb_each(extra) where jsonb_typeof(value) = 'string' $$;
grant execute on function fold_text(text), extra_words(jsonb) to sommier_app;

alter table asset
  add column neighbourhood text, add column map_reference text, add column located_on date, add column location_source text,
  add column title_area_m2 numeric check (title_area_m2 > 0), add column contract_area_m2 numeric check (contract_area_m2 > 0),
  add column useful_area_m2 numeric check (useful_area_m2 > 0), add column lettable_area_m2 numeric check (lettable_area_m2 > 0),
  add column basements integer check (basements between 0 and 50), add column unit_count integer check (unit_count >= 0), add column materials text,
  add column domain_subclass text, add column legal_regime text, add column conservation text, add column requisition_number text, add column requisition_on date,
  add column charges jsonb not null default '[]' check (jsonb_typeof(charges) = 'array'),
  add column origin_note text, add column appropriated_on date, add column deed_reference text, add column deliberation_reference text, add column deliberated_on date,
  add column approval_reference text, add column approved_on date, add column gazette_reference text, add column assigned_service text, add column use_code text,
  add column acquisition_price_minor bigint check (acquisition_price_minor >= 0), add column gross_value_minor bigint check (gross_value_minor >= 0), add column running_cost_minor bigint check (running_cost_minor >= 0),
  add column condition_class text check (condition_class in ('very_good','good','bad','very_bad','ruin')), add column condition_on date, add column heritage_protection text,
  add column extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'), add column provenance jsonb not null default '{}' check (jsonb_typeof(provenance) = 'object'),
  -- The area the register answers for: of the ground for a site, of the footprint for a building, of the floor for premises.
  add column register_area_m2 numeric generated always as (case level when 'building' then coalesce(footprint_m2, land_area_m2)
    when 'unit' then coalesce(useful_area_m2, built_area_m2, land_area_m2) when 'room' then coalesce(useful_area_m2, built_area_m2, land_area_m2) else land_area_m2 end) stored;

-- The origin of property becomes a code of the commune's list; what it said beyond the code stays as a note.
update asset set origin_note = origin where origin is not null and fold_text(origin) not in
  ('acquisition','don','legs','echange','expropriation','construction','lotissement, cession gratuite','cession gratuite','transfert de l''etat','transfert de l’etat');
update asset set origin = case when fold_text(origin) ~ '(acqui|achat|purchase)' then 'acquisition' when fold_text(origin) ~ '^(don|donation|gift)\M' then 'donation'
  when fold_text(origin) ~ '(legs|bequest)' then 'bequest' when fold_text(origin) ~ '(echange|exchange)' then 'exchange' when fold_text(origin) ~ 'expropri' then 'expropriation'
  when fold_text(origin) ~ '(lotissement|cession gratuite)' then 'allotment' when fold_text(origin) ~ 'transfert' then 'state_transfer' when fold_text(origin) ~ 'construct' then 'construction' end
  where origin is not null;

-- The words a property is found by follow its fields by themselves, whoever writes them.
alter table asset drop column search;
alter table asset add column search text generated always as (left(fold_text(coalesce(code, '') || ' ' || coalesce(name, '') || ' ' || coalesce(name_ar, '') || ' ' || coalesce(inventory_number, '') || ' '
  || coalesce(title_number, '') || ' ' || coalesce(requisition_number, '') || ' ' || coalesce(map_reference, '') || ' ' || coalesce(address, '') || ' ' || coalesce(neighbourhood, '') || ' '
  || coalesce(district, '') || ' ' || coalesce(use_label, '') || ' ' || coalesce(assigned_service, '') || ' ' || coalesce(extra_words(extra), '')), 4000)) stored;
create index asset_search on asset using gin (search gin_trgm_ops);
create index asset_extra on asset using gin (extra jsonb_path_ops);

-- A code once given is spent, and so is an inventory number: neither disposal nor deletion frees it. The row says which property spent it.
create table asset_spent (
  commune_id integer not null references commune, kind text not null check (kind in ('code','inventory')), key text not null, asset_id bigint not null,
  spent_at timestamptz not null default now(), primary key (commune_id, kind, key)
);
create index asset_spent_by on asset_spent (commune_id, asset_id);
select guard_commune_table('asset_spent');
revoke insert, update, delete on asset_spent from sommier_app;
insert into asset_spent (commune_id, kind, key, asset_id) select commune_id, 'code', upper(code), id from asset order by id on conflict do nothing;
insert into asset_spent (commune_id, kind, key, asset_id) select commune_id, 'inventory', upper(inventory_number), id from asset where inventory_number is not null order by id on conflict do nothing;

create function spend_asset_marks() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare found record; begin
  -- Restoring an archive brings the spent marks as a table of their own.
  if current_commune() is null then return null; end if;
  if tg_op = 'UPDATE' then
    if not exists (select from new_rows n join old_rows o on o.commune_id = n.commune_id and o.id = n.id where upper(n.code) <> upper(o.code) or upper(n.inventory_number) is distinct from upper(o.inventory_number)) then return null; end if;
    insert into asset_spent (commune_id, kind, key, asset_id) select n.commune_id, 'code', upper(n.code), n.id from new_rows n order by n.id on conflict do nothing;
    insert into asset_spent (commune_id, kind, key, asset_id) select n.commune_id, 'inventory', upper(n.inventory_number), n.id from new_rows n where n.inventory_number is not null order by n.id on conflict do nothing;
    select f.kind, f.key into found from (
      select s.kind, s.key from new_rows n join old_rows o on o.commune_id = n.commune_id and o.id = n.id join asset_spent s on s.commune_id = n.commune_id and s.kind = 'code' and s.key = upper(n.code)
        where s.asset_id <> n.id and upper(n.code) <> upper(o.code)
      union all select s.kind, s.key from new_rows n join old_rows o on o.commune_id = n.commune_id and o.id = n.id join asset_spent s on s.commune_id = n.commune_id and s.kind = 'inventory' and s.key = upper(n.inventory_number)
        where s.asset_id <> n.id and upper(n.inventory_number) is distinct from upper(o.inventory_number)) f limit 1;
  else
    insert into asset_spent (commune_id, kind, key, asset_id) select n.commune_id, 'code', upper(n.code), n.id from new_rows n order by n.id on conflict do nothing;
    insert into asset_spent (commune_id, kind, key, asset_id) select n.commune_id, 'inventory', upper(n.inventory_number), n.id from new_rows n where n.inventory_number is not null order by n.id on conflict do nothing;
    -- Two joins by equality: one with "or" compares every row with every mark (a hundred thousand rows would take an hour).
    select f.kind, f.key into found from (
      select s.kind, s.key from new_rows n join asset_spent s on s.commune_id = n.commune_id and s.kind = 'code' and s.key = upper(n.code) where s.asset_id <> n.id
      union all select s.kind, s.key from new_rows n join asset_spent s on s.commune_id = n.commune_id and s.kind = 'inventory' and s.key = upper(n.inventory_number) where s.asset_id <> n.id) f limit 1;
  end if;
  if found.key is not null then raise exception 'the % % was given to another property', found.kind, found.key using errcode = '23505', constraint = 'asset_spent_' || found.kind; end if;
  return null;
end $$;
create trigger asset_spent_insert after insert on asset referencing new table as new_rows for each statement execute function spend_asset_marks();
create trigger asset_spent_update after update on asset referencing old table as old_rows new table as new_rows for each statement execute function spend_asset_marks();

-- An import taken back never was: the codes of the properties it made are free again. Only for what it made itself.
create function free_asset_marks(assets bigint[]) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from asset_spent where commune_id = current_commune() and asset_id = any (assets) $$;
revoke all on function free_asset_marks(bigint[]) from public;
grant execute on function free_asset_marks(bigint[]) to sommier_app;

-- How far each prefix of the commune's pattern has counted; the row is the lock between two who create at once.
create table asset_code_counter (commune_id integer not null references commune, prefix text not null, last bigint not null, primary key (commune_id, prefix));
select guard_commune_table('asset_code_counter');

create table register_setting (
  commune_id integer primary key references commune, code_pattern text not null, child_pattern text not null,
  area_tolerance_percent numeric not null check (area_tolerance_percent between 0 and 100), area_tolerance_m2 numeric not null check (area_tolerance_m2 between 0 and 1000000),
  version integer not null default 1, updated_at timestamptz not null default now()
);
select guard_commune_table('register_setting');

-- Fields that a commune adds to its properties. The value stands in asset.extra under the key.
create table asset_extra_field (
  commune_id integer not null references commune, key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'), type text not null check (type in ('text','number','date','boolean','list')),
  unit text check (length(unit) between 1 and 20), required boolean not null default false, label_fr text not null, label_ar text not null, label_en text not null,
  options jsonb not null default '[]', position integer not null default 0, active boolean not null default true, version integer not null default 1, primary key (commune_id, key)
);
select guard_commune_table('asset_extra_field');
