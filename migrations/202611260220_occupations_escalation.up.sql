-- The contract's own clause: every so many months from a day, so many hundredths of a percent, or by an index. What it brings is written as further terms when dues are called.
alter table occupation_term add column index_every smallint check (index_every between 1 and 240), add column index_bp integer check (index_bp between 1 and 100000), add column index_code text check (index_code ~ '^[A-Z0-9-]{2,20}$'), add column index_from date,
  add constraint occupation_term_index check (case when index_every is null then num_nonnulls(index_bp, index_code, index_from) = 0 else num_nonnulls(index_bp, index_code) = 1 and index_from is not null end);
alter table occupation_term drop constraint occupation_term_source_check;
alter table occupation_term add constraint occupation_term_source_check check (source in ('contract','import','revision','indexation'));
create index occupation_term_indexed on occupation_term (commune_id, occupation_id) where index_every is not null;
