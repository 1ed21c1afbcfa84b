drop function occupancy_spans(integer, bigint[]);
drop table occupancy_span;
