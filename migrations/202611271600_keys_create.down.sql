drop function key_principal_of(bytea, text);
drop table access_key;
