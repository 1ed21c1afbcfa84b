drop table occupation_party;
