-- Jobs of one lane of a commune run one after another (two imports into one layer); `attempts` bounds how often an interrupted one starts again.
alter table job add column lane text, add column attempts integer not null default 0;
create index job_lane on job (commune_id, lane) where state = 'running';
