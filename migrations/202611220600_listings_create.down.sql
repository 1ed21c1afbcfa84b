drop table tile_cell; drop function listing_indexes_off(); drop function listing_indexes_on();
drop table listing_zone; drop table listing_place; drop table listing_past; drop table listing; drop table capture;
