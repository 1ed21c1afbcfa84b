-- The same record at a lower price: only the columns that differ are turned to jsonb (a register has some eighty, an edit changes two).
create or replace function record_asset_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
    select string_agg(format('(%L, o.%I is distinct from n.%I, case when o.%I is distinct from n.%I then %s end, case when o.%I is distinct from n.%I then %s end)',
        k.name, k.name, k.name, k.name, k.name, asset_kept_value('o', k.name, k.is_shape), k.name, k.name, asset_kept_value('n', k.name, k.is_shape)), ', ')
      into columns from asset_kept_columns() k;
    execute format('insert into asset_change (commune_id, action_id, asset_id, version, op, before, after)
      select n.commune_id, (select asset_action_now()), n.id, n.version, ''update'', d.before, d.after
      from old_rows o join new_rows n on n.commune_id = o.commune_id and n.id = o.id
      cross join lateral (select jsonb_object_agg(v.k, v.b) as before, jsonb_object_agg(v.k, v.a) as after from (values %s) v(k, d, b, a) where v.d) d
      where d.before is not null order by n.id', columns);
    -- What a second person has seen is no longer what stands there: back to draft, unless the writer keeps the state himself (an accepted proposal).
    if current_setting('sommier.review', true) is distinct from 'keep' and exists (select from new_rows n where n.review <> 'draft') then
      update asset a set review = 'draft', submitted_by = null, submitted_at = null, validated_by = null, validated_at = null
      from new_rows n where a.commune_id = n.commune_id and a.id = n.id and n.review <> 'draft'
        and exists (select from asset_change h where h.commune_id = n.commune_id and h.action_id = nullif(current_setting('sommier.action', true), '')::bigint
          and h.asset_id = n.id and h.version = n.version and h.before - array['review','submitted_by','submitted_at','validated_by','validated_at','bin_id','provenance'] <> '{}');
    end if;
  end if;
  return null;
end $$;
