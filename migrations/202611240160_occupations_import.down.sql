drop function forget_unused_parties(bigint);
alter table occupation_party drop column doubt;
alter table occupation drop column source_key;
