-- A tile as one answer of text and bytes: first who asks and what the tile is as of (`head`), then each layer made, or its features where PostGIS cannot encode them.
create function tile_answer(asked jsonb)
 returns table(head text, layer text, mvt bytea, id text, properties text, geom bytea)
 language plpgsql
as $function$
declare
  names constant text[] := array(select jsonb_array_elements_text(asked -> 'layers'));
  a record;
  v text;
begin
  select * into a from tile_access(decode(asked ->> 'token', 'hex'), asked ->> 'commune', array(select jsonb_array_elements_text(asked -> 'roles')), names, asked ->> 'set');
  if not found then return; end if;
  head := json_build_object('language', a.language, 'commune', a.commune, 'versions', a.versions, 'zones_of', a.zones_of::text);
  return next;
  head := null;
  if a.commune is null then return; end if;
  for i in 1 .. array_length(names, 1) loop
    v := split_part(a.versions, ',', i);
    continue when v = 'x';
    return query select null::text, names[i], t.mvt, t.id::text, t.properties::text, t.geom
      from tile(a.commune, names[i], (asked ->> 'z')::integer, (asked ->> 'x')::integer, (asked ->> 'y')::integer,
        coalesce(asked -> 'filters' -> names[i], '{}')
          || case when a.zones_of is not null and names[i] in ('listings', 'zones') then jsonb_build_object('set', a.zones_of) else '{}' end) t;
  end loop;
end $function$;
