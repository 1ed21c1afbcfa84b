-- A day truncated as a timestamp with time zone is not immutable, so the function was called for every due instead of standing in the query.
create or replace function ledger_due_date(base date, due_day integer) returns date language sql immutable parallel safe as $$
  select case when due_day is null or due_day = date_part('day', base::timestamp) then base
    when least(date_trunc('month', base::timestamp)::date + due_day - 1, (date_trunc('month', base::timestamp) + interval '1 month - 1 day')::date) >= base
      then least(date_trunc('month', base::timestamp)::date + due_day - 1, (date_trunc('month', base::timestamp) + interval '1 month - 1 day')::date)
    else least((date_trunc('month', base::timestamp) + interval '1 month')::date + due_day - 1, (date_trunc('month', base::timestamp) + interval '2 months - 1 day')::date) end $$;
