alter table issued_paper drop constraint issued_paper_code_key, add constraint issued_paper_code_key unique (code);
alter table collection_paper drop constraint collection_paper_code_key, add constraint collection_paper_code_key unique (code);
alter table access_key drop constraint access_key_key_hash_key, add constraint access_key_key_hash_key unique (key_hash);
drop index declarant_session_token;
create unique index declarant_session_token on declarant_session (token_hash);
