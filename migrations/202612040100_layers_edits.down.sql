drop table layer_feature_edit;
