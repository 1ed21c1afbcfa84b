-- A right is known again in a later file by its reference, or by what the file's reader made of a row without one. A party found by its name alone is in doubt until a person says so.
alter table occupation add column source_key text;
create unique index occupation_source on occupation (commune_id, source_key) where source_key is not null;
alter table occupation_party add column doubt boolean not null default false;
create index occupation_party_doubt on occupation_party (commune_id, occupation_id) where doubt;

-- Takes back the parties a batch brought, but for those that something else names by now. Answers how many went.
create function forget_unused_parties(batch bigint) returns integer language plpgsql set search_path = public, pg_temp as $$
declare one bigint; n integer := 0; begin
  for one in select p.id from party p where p.commune_id = current_commune() and p.batch_id = batch order by p.id loop
    begin
      delete from party where commune_id = current_commune() and id = one;
      n := n + 1;
    exception when foreign_key_violation then null;
    end;
  end loop;
  return n;
end $$;
revoke all on function forget_unused_parties(bigint) from public;
grant execute on function forget_unused_parties(bigint) to sommier_app;
