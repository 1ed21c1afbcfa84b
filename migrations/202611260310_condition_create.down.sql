drop table works_plan, condition_setting, replacement_value, work, inspection;
drop function works_plan_stands(), inspection_stands();
delete from document where subject_kind = 'inspection';
alter table document drop constraint document_subject_kind_check;
alter table document add constraint document_subject_kind_check check (subject_kind in ('asset','act','title','occupation','party','valuation','campaign'));
