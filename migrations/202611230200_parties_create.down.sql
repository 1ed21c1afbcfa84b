drop function move_party(bigint, bigint);
drop table party_identifier, party;
