-- Who asks for tiles, and what they are as of, in one short statement; with a lateral tile() behind it, the tile too (tiles.queries.ts).

-- Who holds the token and may read (her role in the commune is one of `roles`), and what the layers are as of: their versions joined by commas,
-- each with that of the zones where a set is named; `x` where the commune has no such layer, or no such set. `commune` is null where she may
-- not read. No row: the session is over. Its statements never gain from the values they are asked with, so they are planned once.
create function tile_access(token bytea, commune_code text, roles text[], layers text[], set_name text)
  returns table (language text, commune integer, versions text, zones_of bigint) language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  who record;
  found_set bigint;
  zones text := '';
  seen bigint;
  one text;
begin
  select p.language, p.commune_id, p.role into who from principal_of(token, commune_code) p;
  if not found then return; end if;
  language := who.language;
  if who.commune_id is not null and who.role = any (roles) then
    commune := who.commune_id;
    perform set_config('sommier.commune', commune::text, true);
    if set_name is not null then
      select s.id into found_set from zone_set s where s.commune_id = commune and s.name = set_name;
      select '-' || v.version into zones from data_version v where v.commune_id = commune and v.layer = 'zones';
    end if;
    zones_of := found_set;
    foreach one in array layers loop
      select v.version into seen from data_version v where v.commune_id = commune and v.layer = one;
      versions := concat(versions || ',', case
        when set_name is not null and found_set is null and one in ('listings', 'zones') then 'x'
        when one not in ('assets', 'listings', 'zones', 'parcels') and not exists (select from layer l where l.commune_id = commune and l.name = one) then 'x'
        else coalesce(seen, 0)::text || case when one in ('listings', 'zones') then coalesce(zones, '') else '' end end);
    end loop;
  end if;
  return next;
end $$;
