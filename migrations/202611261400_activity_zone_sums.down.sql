drop table zone_sum_of;
drop table zone_sum;
