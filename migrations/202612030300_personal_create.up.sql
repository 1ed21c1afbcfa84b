-- How long the commune keeps each category of personal data; without a row the first rules hold.
create table retention_rule (
  commune_id integer not null references commune, category text not null check (category ~ '^[a-z]{1,40}$'), years smallint check (years between 0 and 100),
  basis text check (length(basis) between 1 and 300), updated_at timestamptz not null default now(), primary key (commune_id, category)
);
select guard_commune_table('retention_rule');
-- A person forgotten: her row stays where an obligation keeps what names her, and names nobody.
alter table party add column erased_at timestamptz;
-- Who runs the deployment: makes communes and sees their sizes, and nothing of their registers.
alter table person add column operator boolean not null default false;
-- The readings of personal data, by day, reader and person.
create index audit_entry_action on audit_entry (commune_id, action, seq);
create index audit_entry_actor on audit_entry (commune_id, actor_id, seq);
create index audit_entry_at on audit_entry (commune_id, at);
