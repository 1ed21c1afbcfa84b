drop function guard_commune_table(regclass);
