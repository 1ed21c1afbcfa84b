-- What a person said of an alert: set aside or given to somebody, with the reason. The key holds the day the alert is about; when that day moves the alert is a new one.
create table alert_mark (
  commune_id integer not null references commune, key text not null check (length(key) <= 80), state text not null check (state in ('dismissed','assigned')), person_id bigint, until date, reason text not null,
  marked_by bigint, marked_at timestamptz not null default now(), primary key (commune_id, key), check (state <> 'assigned' or person_id is not null)
);
create index alert_mark_person on alert_mark (commune_id, person_id) where state = 'assigned';
select guard_commune_table('alert_mark');
