-- The classes of domain and the states of title that a commune words otherwise than all do: said with the session, so that no screen waits for them.
create function legal_words(c integer) returns table (list text, code text, labels jsonb) language sql stable security definer set search_path = public, pg_temp as $$
  select r.list, r.code, jsonb_build_object('fr', r.label_fr, 'ar', r.label_ar, 'en', r.label_en) from reference_item r
  where r.commune_id = c and r.list in ('domain_class', 'title_state') and not exists (select from reference_default d where d.list = r.list and d.code = r.code and d.country = '*'
    and d.label_fr = r.label_fr and d.label_ar = r.label_ar and d.label_en = r.label_en) order by r.list, r.position, r.code $$;
revoke execute on function legal_words(integer) from public;
grant execute on function legal_words(integer) to sommier_app;
