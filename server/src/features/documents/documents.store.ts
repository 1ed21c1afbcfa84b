import { safeName, type DocumentChange, type DocumentUpload } from '@sommier/domain/documents';
import type { Tx } from '../../platform/db/index.ts';
import type { Inspected } from './inspect/index.ts';

type Rows<T> = { rows: T[] };
const COLUMN: Record<keyof DocumentChange, string> = {
  kind: 'kind', title: 'title', author: 'author', dated: 'dated', validFrom: 'valid_from', validUntil: 'valid_until', restricted: 'restricted', note: 'note',
};

/** Writes the file's facts once and the document that names it; answers the document's id. */
export async function insertDocument(tx: Tx, file: Inspected, said: DocumentUpload, person: string | null): Promise<string> {
  const { takenAt, lon, lat } = file;
  await tx.raw(`insert into document_file (commune_id, sha256, bytes, media, thumbnail, copy, width, height, pages, taken_at, taken_at_place)
    values (current_commune(), :sha256, :bytes, :media, :thumbnail, :copy, :width, :height, :pages, cast(:taken as timestamp), case when :lon::float8 is not null then st_setsrid(st_makepoint(:lon::float8, :lat::float8), 4326) end)
    on conflict (commune_id, sha256) do update set thumbnail = document_file.thumbnail or excluded.thumbnail, copy = document_file.copy or excluded.copy`, {
    sha256: file.sha256, bytes: file.bytes, media: file.media, thumbnail: file.thumbnail, copy: file.copy, width: file.width ?? null, height: file.height ?? null, pages: file.pages ?? null,
    taken: takenAt ?? null, lon: lat == null ? null : lon ?? null, lat: lat ?? null,
  });
  const [x, y] = (said.position ?? '').split(',');
  const name = safeName(file.name, file.media);
  const { rows: [made] } = await tx.raw(`insert into document (commune_id, subject_kind, subject_id, kind, title, name, sha256, author, dated, valid_from, valid_until, restricted, note, device_place, created_by)
    values (current_commune(), :subject_kind, :subject, :kind, :title, :name, :sha256, :author, cast(:dated as date), cast(:valid_from as date), cast(:valid_until as date), :restricted, :note,
      case when :x::float8 is not null then st_setsrid(st_makepoint(:x::float8, :y::float8), 4326) end, :person) returning id`, {
    subject_kind: said.subjectKind, subject: said.subjectId, kind: said.kind, title: said.title ?? name.replace(/\.[a-z]+$/, ''), name, sha256: file.sha256, author: said.author ?? null, dated: said.dated ?? null,
    valid_from: said.validFrom ?? null, valid_until: said.validUntil ?? null, restricted: said.restricted === 'true', note: said.note ?? null,
    x: x === undefined || x === '' ? null : Number(x), y: y === undefined ? null : Number(y), person,
  }) as Rows<{ id: string }>;
  return made!.id;
}

export async function updateDocument(tx: Tx, id: string, change: DocumentChange): Promise<void> {
  const names = (Object.keys(change) as (keyof DocumentChange)[]).filter((k) => change[k] !== undefined);
  const bindings = Object.fromEntries(names.map((n) => [n, change[n] ?? null]));
  await tx.raw(`update document set ${names.map((n) => `${COLUMN[n]} = :${n}`).join(', ')}, version = version + 1 where commune_id = current_commune() and id = :id`, { ...bindings, id });
}

export async function setBinned(tx: Tx, id: string, person: string | null): Promise<void> {
  await tx.raw(`update document set deleted_at = case when cast(:person as bigint) is null then null else now() end, deleted_by = cast(:person as bigint), version = version + 1 where commune_id = current_commune() and id = :id`, { id, person });
}

/** Destroys a document; answers its hash when nothing else holds these bytes, so that they may leave the store. */
export async function destroyDocument(tx: Tx, id: string): Promise<string | undefined> {
  const { rows: [gone] } = await tx.raw('delete from document where commune_id = current_commune() and id = ? returning sha256', [id]) as Rows<{ sha256: string }>;
  if (gone === undefined) return undefined;
  const { rows } = await tx.raw(`delete from document_file f where f.commune_id = current_commune() and f.sha256 = ?
    and not exists (select from document d where d.commune_id = f.commune_id and d.sha256 = f.sha256) returning f.sha256`, [gone.sha256]) as Rows<{ sha256: string }>;
  return rows[0]?.sha256;
}

/** Gives documents another subject: what was photographed before its property had a sheet. */
export async function moveDocuments(tx: Tx, ids: readonly string[], kind: DocumentUpload['subjectKind'], subject: string): Promise<void> {
  await tx.raw('update document set subject_kind = :kind, subject_id = :subject, version = version + 1 where commune_id = current_commune() and id = any(cast(:ids as bigint[]))', { kind, subject, ids: `{${ids.join(',')}}` });
}
