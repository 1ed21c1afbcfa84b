-- One transaction that wrote properties: who, when, and why (the action of the audit entry that it left).
create table asset_action (
  commune_id integer not null references commune, id bigint generated always as identity, person_id bigint, at timestamptz not null default clock_timestamp(),
  cause text, subject text, audit_seq bigint, undo_of bigint, undone_by bigint, primary key (commune_id, id)
);
create index asset_action_person on asset_action (commune_id, person_id, id);

-- What one statement changed of one property: the columns that differ, before and after, geometry as EWKB in hexadecimal so that it comes back
-- to the last bit. A creation needs no copy: earlier states are read back from the present one. No reference to asset, which it outlives, nor to its
-- action, which the same trigger wrote: a check by row would cost an import of a hundred thousand a second.
create table asset_change (
  commune_id integer not null references commune, id bigint generated always as identity, action_id bigint not null, asset_id bigint not null,
  version integer not null, op text not null check (op in ('insert','update','delete')), before jsonb, after jsonb,
  primary key (commune_id, id)
);
create index asset_change_asset on asset_change (commune_id, asset_id, id);
create index asset_change_action on asset_change (commune_id, action_id, asset_id);
select guard_commune_table('asset_action');
select guard_commune_table('asset_change');
-- Only the triggers below write it, as the owner: the application cannot rewrite what happened.
revoke insert, update, delete on asset_action, asset_change from sommier_app;

-- The action of this transaction, made at its first change.
create function asset_action_now() returns bigint language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  act bigint := nullif(current_setting('sommier.action', true), '')::bigint;
  undone constant bigint := nullif(current_setting('sommier.undo_of', true), '')::bigint;
begin
  if act is null then
    insert into asset_action (commune_id, person_id, undo_of) values (current_commune(), current_person(), undone) returning id into act;
    perform set_config('sommier.action', act::text, true);
    if undone is not null then update asset_action set undone_by = act where commune_id = current_commune() and id = undone; end if;
  end if;
  return act;
end $$;
revoke all on function asset_action_now() from public;

-- The columns of asset a history keeps: all that a person or a file may give, whichever migration brought them. Left out are keys, what is
-- computed from other columns, and the marks of imports.
create function asset_kept_columns() returns table (name text, is_shape boolean) language sql stable set search_path = public, pg_temp as $$
  select attname::text, atttypid = 'geometry'::regtype from pg_attribute
  where attrelid = 'asset'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    and attname <> all (array['commune_id','id','version','created_at','updated_at','search','source_digest','batch_id'])
  order by attnum $$;

-- Row values of one alias as jsonb, for the statement that the trigger composes.
create function asset_kept_value(alias text, name text, is_shape boolean) returns text language sql immutable as $$
  select case when is_shape then format('to_jsonb(%s.%I::text)', alias, name) else format('to_jsonb(%s.%I)', alias, name) end $$;

-- Runs after every statement that writes properties, whoever sent it: an edit, an import, an act, a drawing, a restore. Set-based, so that a
-- hundred thousand imported rows leave their history in one insert. Nothing to record outside a commune: restoring an archive, taking the demo away.
create function record_asset_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare columns text;
begin
  if current_commune() is null then return null; end if;
  if tg_op = 'INSERT' then
    insert into asset_change (commune_id, action_id, asset_id, version, op)
      select n.commune_id, (select asset_action_now()), n.id, n.version, 'insert' from new_rows n order by n.id;
  elsif tg_op = 'DELETE' then
    select string_agg(format('(%L, %s)', k.name, asset_kept_value('o', k.name, k.is_shape)), ', ') into columns from asset_kept_columns() k;
    execute format('insert into asset_change (commune_id, action_id, asset_id, version, op, before)
      select o.commune_id, (select asset_action_now()), o.id, o.version, ''delete'', d.before
      from old_rows o cross join lateral (select jsonb_object_agg(v.k, v.b) as before from (values %s) v(k, b)) d order by o.id', columns);
  else
    select string_agg(format('(%L, %s, %s)', k.name, asset_kept_value('o', k.name, k.is_shape), asset_kept_value('n', k.name, k.is_shape)), ', ')
      into columns from asset_kept_columns() k;
    execute format('insert into asset_change (commune_id, action_id, asset_id, version, op, before, after)
      select n.commune_id, (select asset_action_now()), n.id, n.version, ''update'', d.before, d.after
      from old_rows o join new_rows n on n.commune_id = o.commune_id and n.id = o.id
      cross join lateral (select jsonb_object_agg(v.k, v.b) as before, jsonb_object_agg(v.k, v.a) as after from (values %s) v(k, b, a) where v.b is distinct from v.a) d
      where d.before is not null order by n.id', columns);
    -- What a second person has seen is no longer what stands there: back to draft, unless the writer keeps the state himself (an accepted proposal).
    if current_setting('sommier.review', true) is distinct from 'keep' and exists (select from new_rows n where n.review <> 'draft') then
      update asset a set review = 'draft', submitted_by = null, submitted_at = null, validated_by = null, validated_at = null
      from new_rows n where a.commune_id = n.commune_id and a.id = n.id and n.review <> 'draft'
        and exists (select from asset_change h where h.commune_id = n.commune_id and h.action_id = nullif(current_setting('sommier.action', true), '')::bigint
          and h.asset_id = n.id and h.version = n.version and h.before - array['review','submitted_by','submitted_at','validated_by','validated_at','bin_id'] <> '{}');
    end if;
  end if;
  return null;
end $$;
create trigger asset_history_insert after insert on asset referencing new table as new_rows for each statement execute function record_asset_change();
create trigger asset_history_update after update on asset referencing old table as old_rows new table as new_rows for each statement execute function record_asset_change();
create trigger asset_history_delete after delete on asset referencing old table as old_rows for each statement execute function record_asset_change();

-- Every write leaves an audit entry as the last thing of its transaction: that entry is the cause.
create function name_asset_action() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare act constant bigint := nullif(current_setting('sommier.action', true), '')::bigint;
begin
  if act is not null then
    update asset_action a set cause = e.action, subject = e.subject, audit_seq = e.seq
    from (select action, subject, seq from new_entries order by seq limit 1) e
    where a.commune_id = current_commune() and a.id = act and a.audit_seq is null;
  end if;
  return null;
end $$;
create trigger audit_entry_names_action after insert on audit_entry referencing new table as new_entries for each statement execute function name_asset_action();
