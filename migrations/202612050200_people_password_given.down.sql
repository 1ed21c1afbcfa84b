alter table person drop column password_given_until;
