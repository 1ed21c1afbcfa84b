-- What a creation answered under its Idempotency-Key, so that sending it twice creates once. The row is inserted before the work and filled
-- after it, in one transaction: a second sender waits on the key until the first has ended.
create table idempotency (
  commune_id integer not null references commune, person_id bigint not null references person, key text not null check (length(key) between 1 and 200),
  request_hash bytea not null, status smallint, reply jsonb, created_at timestamptz not null default now(),
  primary key (commune_id, person_id, key)
);
create index idempotency_age on idempotency (created_at);
alter table idempotency enable row level security;
create policy idempotency_commune on idempotency to sommier_app using (commune_id = current_commune()) with check (commune_id = current_commune());
grant select, insert, update, delete on idempotency to sommier_app;
