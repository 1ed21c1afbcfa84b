-- Who holds, owes or answers for a right. A transfer closes one line and opens another; days are half-open.
create table occupation_party (
  commune_id integer not null, occupation_id bigint not null, party_id bigint not null,
  role text not null check (role in ('tenant','beneficiary','concessionaire','occupant','guarantor','representative','subtenant')), since date, until date, ordinal smallint not null default 0,
  primary key (commune_id, occupation_id, party_id, role), foreign key (commune_id, occupation_id) references occupation on delete cascade,
  foreign key (commune_id, party_id) references party, check (until is null or since is null or until > since)
);
create index occupation_party_of on occupation_party (commune_id, party_id);
select guard_commune_table('occupation_party');
