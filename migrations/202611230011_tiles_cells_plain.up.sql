-- Cells are reckoned from rows whose commune is known, in its own transaction: a look-up of the commune for each of half a million of them told nothing
-- and took a second of an import of a million listings.
alter table tile_cell drop constraint tile_cell_commune_id_fkey;
