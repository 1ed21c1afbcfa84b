drop function try_transform(geometry, integer);
drop table layer_feature; drop table layer; drop table asset; drop table parcel;
