drop table act_declared;
drop table act_asset;
drop table act;
