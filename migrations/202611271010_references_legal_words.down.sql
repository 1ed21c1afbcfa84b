create or replace function seed_references(target integer) returns void language sql set search_path = public, pg_temp as $$
  insert into reference_item (commune_id, list, code, country, label_fr, label_ar, label_en, basis, position)
  select c.id, d.list, d.code, nullif(d.country, '*'), d.label_fr, d.label_ar, d.label_en, d.basis, d.position
  from commune c join reference_default d on d.country in ('*', c.country) where c.id = target on conflict do nothing $$;
delete from reference_item where list in ('domain_class','title_state');
delete from reference_default where list in ('domain_class','title_state');
alter table reference_item drop constraint reference_item_list_check;
alter table reference_item add constraint reference_item_list_check check (list in ('domain_subclass','legal_regime','conservation','origin','use'));
alter table reference_default drop constraint reference_default_list_check;
alter table reference_default add constraint reference_default_list_check check (list in ('domain_subclass','legal_regime','conservation','origin','use'));
