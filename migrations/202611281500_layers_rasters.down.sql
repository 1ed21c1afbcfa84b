drop table raster_tile;
drop table raster;
