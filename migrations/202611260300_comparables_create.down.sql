drop table comparable;
