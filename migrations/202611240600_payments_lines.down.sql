alter table payment_line drop column entry_id;
create table payment_line_posting (
  commune_id integer not null, posting_id bigint not null, line_id bigint not null, primary key (commune_id, posting_id), foreign key (commune_id, line_id) references payment_line
);
select guard_commune_table('payment_line_posting');
revoke update, delete on payment_line_posting from sommier_app;
