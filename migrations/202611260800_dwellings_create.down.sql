drop table dwelling_listing;
drop table dwelling;
drop table listing_pair;
drop table dwelling_key;
