drop table column_mapping; drop table import_before; drop table import_refusal; drop table import_batch;
