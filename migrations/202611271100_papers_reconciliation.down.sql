delete from issued_paper where kind = 'reconciliation';
alter table issued_paper drop constraint issued_paper_kind_check;
alter table issued_paper add constraint issued_paper_kind_check check (kind in ('sommier','etat_actif','inventory'));
