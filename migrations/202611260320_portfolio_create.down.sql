drop table mass_line, mass_price, mass_run;
drop function mass_run_stands();
