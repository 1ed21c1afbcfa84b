alter table title_file drop column search;
alter table act drop column search;
