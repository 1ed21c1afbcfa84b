create table import_batch (
  commune_id integer not null references commune, id bigint generated always as identity, job_id bigint,
  format text not null, layer text, platform text, captured_on date, source_name text not null, source_bytes bigint, source_hash text not null,
  options jsonb not null default '{}', accuracy_m double precision,
  state text not null default 'staged' check (state in ('staged','committed','undone','refused')),
  rows integer not null default 0, inserted integer not null default 0, returned integer not null default 0, updated integer not null default 0,
  unchanged integer not null default 0, refused integer not null default 0, removed integer not null default 0, held integer not null default 0,
  notes jsonb not null default '{}', created_by bigint, created_at timestamptz not null default now(), committed_at timestamptz, undone_at timestamptz,
  primary key (commune_id, id)
);
create table import_refusal (
  commune_id integer not null, batch_id bigint not null, row bigint not null, ordinal smallint not null default 0,
  "column" text, value text, code text not null, params jsonb not null default '{}',
  primary key (commune_id, batch_id, row, ordinal), foreign key (commune_id, batch_id) references import_batch
);
-- What a batch replaced, so that it can be taken back as one: the row before it (null where the batch created it).
create table import_before (
  commune_id integer not null, batch_id bigint not null, entity text not null, entity_id bigint not null, before jsonb,
  primary key (commune_id, batch_id, entity, entity_id), foreign key (commune_id, batch_id) references import_batch
);
create table column_mapping (
  commune_id integer not null references commune, format text not null, header_hash text not null, mapping jsonb not null,
  updated_at timestamptz not null default now(), primary key (commune_id, format, header_hash)
);
