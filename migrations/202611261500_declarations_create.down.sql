drop function declarant_of(bytea, text);
drop function next_declaration_number(integer);
drop table declarant_session;
drop table declarant_invitation;
drop table declarant_account;
drop table declaration_enrolment;
drop table declaration;
drop function declaration_stands();
drop function current_declarant();
