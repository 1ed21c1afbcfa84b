-- Every unique key names the commune, so that a country's register can be spread over several servers by it (docs/scale.md). The values are random
-- draws of 80 bits or more: two communes do not meet; the key still leads with the value, by which it is looked up.
alter table issued_paper drop constraint issued_paper_code_key, add constraint issued_paper_code_key unique (code, commune_id);
alter table collection_paper drop constraint collection_paper_code_key, add constraint collection_paper_code_key unique (code, commune_id);
alter table access_key drop constraint access_key_key_hash_key, add constraint access_key_key_hash_key unique (key_hash, commune_id);
drop index declarant_session_token;
create unique index declarant_session_token on declarant_session (token_hash, commune_id);
