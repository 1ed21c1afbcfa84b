drop table tile_cell; drop table listing_zone; drop table listing_presence; drop table listing_past; drop table listing; drop table capture;
