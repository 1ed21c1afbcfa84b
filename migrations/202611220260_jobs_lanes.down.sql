drop index job_lane;
alter table job drop column lane, drop column attempts;
