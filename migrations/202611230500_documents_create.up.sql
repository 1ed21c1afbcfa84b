-- The bytes of a file, kept once by their hash in the store (data folder or S3), with what the file itself says.
create table document_file (
  commune_id integer not null references commune, sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'), bytes bigint not null, media text not null,
  thumbnail boolean not null default false, copy boolean not null default false, width integer, height integer, pages integer, taken_at timestamp, taken_at_place geometry(Point,4326),
  created_at timestamptz not null default now(), primary key (commune_id, sha256)
);
-- A document (LADM: LA_Source) of a property, act, title, occupation, party, valuation or campaign.
create table document (
  commune_id integer not null references commune, id bigint generated always as identity,
  subject_kind text not null check (subject_kind in ('asset','act','title','occupation','party','valuation','campaign')), subject_id bigint not null,
  kind text not null check (kind in ('title','plan','deed','record','agreement','deliberation','publication','estimate','photo','report','letter','other')),
  title text not null, name text not null, sha256 text not null, author text, dated date, valid_from date, valid_until date, restricted boolean not null default false, note text,
  device_place geometry(Point,4326), version integer not null default 1, created_by bigint, created_at timestamptz not null default now(), deleted_at timestamptz, deleted_by bigint,
  check (valid_until is null or valid_from is null or valid_until >= valid_from),
  primary key (commune_id, id), foreign key (commune_id, sha256) references document_file
);
create index document_subject on document (commune_id, subject_kind, subject_id);
create index document_sha256 on document (commune_id, sha256);
create index document_validity on document (commune_id, valid_until) where valid_until is not null and deleted_at is null;
-- One subject holds the same bytes once: a photo sent again after a cut is the same document.
create unique index document_once on document (commune_id, subject_kind, subject_id, sha256) where deleted_at is null;
select guard_commune_table('document_file');
select guard_commune_table('document');
