drop table audit_personal; drop table audit_entry; drop table audit_head; drop function refuse_change(); drop function forget_only();
