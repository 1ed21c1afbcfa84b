alter table tile_cell add constraint tile_cell_commune_id_fkey foreign key (commune_id) references commune(id);
