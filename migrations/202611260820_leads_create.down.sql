drop table listing_address;
drop table listing_ground;
drop table lead_file;
drop table lead;
