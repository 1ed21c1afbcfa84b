drop function seed_references(integer);
drop table reference_item, reference_default;
alter table commune drop column country;
drop function country_of(text, text);
