drop table document;
drop table document_file;
