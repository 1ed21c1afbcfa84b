drop index occupation_term_indexed;
delete from occupation_term where source = 'indexation';
alter table occupation_term drop constraint occupation_term_source_check;
alter table occupation_term add constraint occupation_term_source_check check (source in ('contract','import','revision'));
alter table occupation_term drop constraint occupation_term_index, drop column index_every, drop column index_bp, drop column index_code, drop column index_from;
