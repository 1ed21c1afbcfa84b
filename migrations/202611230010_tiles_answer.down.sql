drop function tile_access(bytea, text, text[], text[], text);
