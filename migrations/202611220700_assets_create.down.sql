drop table layer_feature; drop table layer; drop table asset; drop table parcel;
