-- Persons and bodies the commune deals with (LADM: LA_Party): tenants, opponents, sellers, hosts, taxpayers. Once for all features.
create table party (
  commune_id integer not null references commune, id bigint generated always as identity, kind text not null check (kind in ('natural','legal')),
  name text not null check (length(name) between 1 and 300), name_ar text check (length(name_ar) between 1 and 300),
  legal_form text check (length(legal_form) between 1 and 120), activity text check (length(activity) between 1 and 300), note text check (length(note) between 1 and 2000),
  -- What another party took over; its row stays, so that every paper that names it can still be read.
  merged_into bigint, search text not null, version integer not null default 1,
  created_by bigint, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), batch_id bigint, source_digest text,
  primary key (commune_id, id), foreign key (commune_id, merged_into) references party, check (merged_into <> id), check (kind = 'legal' or legal_form is null)
);
create index party_search on party using gin (search gin_trgm_ops);
create index party_name on party (commune_id, name, id) where merged_into is null;
create index party_merged on party (commune_id, merged_into) where merged_into is not null;
create index party_batch on party (commune_id, batch_id) where batch_id is not null;

-- Numbers and contacts. `value_key` is the value without spaces and points, for an exact search; nothing here is ever part of a word search.
create table party_identifier (
  commune_id integer not null, id bigint generated always as identity, party_id bigint not null,
  kind text not null check (kind in ('national_id','passport','residence_permit','tax_id','trade_register','association_number','phone','email','address','bank_account','other')),
  value text not null check (length(value) between 1 and 300), value_key text not null, created_at timestamptz not null default now(),
  primary key (commune_id, id), foreign key (commune_id, party_id) references party on delete cascade
);
create unique index party_identifier_once on party_identifier (commune_id, party_id, kind, value_key);
create index party_identifier_key on party_identifier (commune_id, value_key);
select guard_commune_table('party');
select guard_commune_table('party_identifier');

-- Every table that points at a party, found in the catalogue: a feature that comes later is served without a word here. What cannot be changed
-- (a closed account, a printed paper) keeps the party that went, whose row stays. Answers how many rows moved, by table.
create function move_party(kept bigint, gone bigint) returns table (moved_table text, moved_rows integer) language plpgsql set search_path = public, pg_temp as $$
declare link record; line record; n integer; begin
  for link in select c.conrelid::regclass as rel, a.attname as col from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'commune_id'
      where c.contype = 'f' and c.confrelid = 'party'::regclass and c.conrelid not in ('party'::regclass, 'party_identifier'::regclass) order by 1, 2 loop
    n := 0;
    if has_table_privilege(link.rel, 'update') then
      for line in execute format('select ctid as place from %s where commune_id = current_commune() and %I = $1 for update', link.rel, link.col) using gone loop
        begin
          execute format('update %s set %I = $1 where commune_id = current_commune() and ctid = $2', link.rel, link.col) using kept, line.place;
          n := n + 1;
        exception when unique_violation then
          -- The party that stays is there already: the second mention goes.
          execute format('delete from %s where commune_id = current_commune() and ctid = $1', link.rel) using line.place;
        end;
      end loop;
    end if;
    if n > 0 then moved_table := link.rel::text; moved_rows := n; return next; end if;
  end loop;
end $$;
grant execute on function move_party(bigint, bigint) to sommier_app;
