alter table occupation_term drop column prorata, drop column anchor_on;
update occupation_term set due_day = 1 where due_day is null;
alter table occupation_term alter column due_day set default 1, alter column due_day set not null;
