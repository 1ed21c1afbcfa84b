-- A job that failed for good stays on the screen of failed jobs until somebody begins it anew or puts it aside. `dismissed_by` has no reference, as `created_by`.
alter table job add column dismissed_at timestamptz, add column dismissed_by bigint;
create index job_failed on job (commune_id, finished_at desc) where state in ('failed', 'interrupted') and dismissed_at is null;
