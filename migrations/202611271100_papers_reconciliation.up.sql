-- The reconciliation with the accountant's file is a paper like the statutory ones: numbered without a gap, hashed, kept, with a code.
alter table issued_paper drop constraint issued_paper_kind_check;
alter table issued_paper add constraint issued_paper_kind_check check (kind in ('sommier','etat_actif','inventory','reconciliation'));
