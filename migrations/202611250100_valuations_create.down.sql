drop table valuation;
drop function valuation_stands();
