drop table alert_mark;
