drop index job_failed;
alter table job drop column dismissed_at, drop column dismissed_by;
