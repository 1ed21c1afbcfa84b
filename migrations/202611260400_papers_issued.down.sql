drop table account_duration;
drop function verify_paper(text, text);
drop table issued_paper;
drop function issued_paper_stands();
drop index paper_hash_alone;
drop function asset_as_of(timestamptz);
drop index asset_action_at;
