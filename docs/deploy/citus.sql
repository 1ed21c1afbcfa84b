-- Spreads a migrated, empty or small Sommier database over the servers of a Citus cluster by commune (docs/scale.md). Run once on the
-- coordinator as the owner of the schema, every Sommier server stopped:  psql -v ON_ERROR_STOP=1 -1 -f citus.sql
-- It reads the catalogue, so it knows the tables of the version that is installed. It stops, and nothing is done, at a table that cannot follow.
do $$
declare
  -- What every commune reads and no commune owns, copied to each server. Accounts, sessions, throttles and the queue of jobs stay on the coordinator.
  shared text[] := array['commune', 'person', 'reference_default'];
  stays text[] := array['job'];
  done oid[] := '{}';
  t record;
  found boolean;
begin
  for t in select c.oid, c.relname from unnest(shared) with ordinality s(name, n) join pg_class c on c.relname = s.name and c.relnamespace = 'public'::regnamespace order by s.n loop
    perform create_reference_table(t.oid::regclass);
    done := done || t.oid;
  end loop;
  loop
    found := false;
    -- A table follows once those it refers to have gone before.
    for t in
      select c.oid, c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'commune_id' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.oid = any (done) and not c.relname = any (stays)
        and not exists (select from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid and not f.confrelid = any (done))
      order by c.relname <> 'data_version', c.relname
    loop
      perform create_distributed_table(t.oid::regclass, 'commune_id', colocate_with => case when t.relname = 'data_version' then 'none' else 'data_version' end);
      done := done || t.oid;
      found := true;
    end loop;
    exit when not found;
  end loop;
  for t in
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'commune_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.oid = any (done) and not c.relname = any (stays)
  loop
    raise exception 'the table % refers to one that was not spread', t.relname;
  end loop;
end $$;
