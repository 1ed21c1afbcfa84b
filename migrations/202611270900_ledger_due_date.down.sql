create or replace function ledger_due_date(base date, due_day integer) returns date language sql immutable parallel safe as $function$
  select case when due_day is null or due_day = extract(day from base) then base
    when least(date_trunc('month', base)::date + due_day - 1, (date_trunc('month', base) + interval '1 month - 1 day')::date) >= base
      then least(date_trunc('month', base)::date + due_day - 1, (date_trunc('month', base) + interval '1 month - 1 day')::date)
    else least((date_trunc('month', base) + interval '1 month')::date + due_day - 1, (date_trunc('month', base) + interval '2 months - 1 day')::date) end $function$
;
