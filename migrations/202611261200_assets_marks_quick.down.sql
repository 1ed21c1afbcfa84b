create or replace function spend_asset_marks()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
