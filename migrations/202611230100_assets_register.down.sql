drop table asset_extra_field, register_setting, asset_code_counter;
drop trigger asset_spent_update on asset;
drop trigger asset_spent_insert on asset;
drop function free_asset_marks(bigint[]);
drop function spend_asset_marks();
drop table asset_spent;
drop index asset_extra;
alter table asset add column found_by text;
update asset set found_by = search, origin = coalesce(origin_note, origin);
alter table asset drop column search, drop column register_area_m2;
alter table asset rename column found_by to search;
create index asset_search on asset using gin (search gin_trgm_ops);
alter table asset
  drop column neighbourhood, drop column map_reference, drop column located_on, drop column location_source, drop column title_area_m2, drop column contract_area_m2,
  drop column useful_area_m2, drop column lettable_area_m2, drop column basements, drop column unit_count, drop column materials, drop column domain_subclass, drop column legal_regime,
  drop column conservation, drop column requisition_number, drop column requisition_on, drop column charges, drop column origin_note, drop column appropriated_on, drop column deed_reference,
  drop column deliberation_reference, drop column deliberated_on, drop column approval_reference, drop column approved_on, drop column gazette_reference, drop column assigned_service, drop column use_code,
  drop column acquisition_price_minor, drop column gross_value_minor, drop column running_cost_minor, drop column condition_class, drop column condition_on, drop column heritage_protection,
  drop column extra, drop column provenance;
drop function extra_words(jsonb);
drop function fold_text(text);
