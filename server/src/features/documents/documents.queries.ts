import { EXPIRING_DAYS, mayReadDocument, SUBJECT_KINDS, type Document, type DocumentFilter, type SubjectKind } from '@sommier/domain/documents';
import { foldText } from '@sommier/domain/search';
import type { Role } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';

type Rows<T> = { rows: T[] };
/** The table each kind of subject lives in. */
const TABLE: Record<SubjectKind, string> = { asset: 'asset', act: 'act', title: 'title_file', occupation: 'occupation', party: 'party', valuation: 'valuation', campaign: 'campaign', inspection: 'inspection', feature: 'layer_feature' };

const TODAY = `(now() at time zone (select c.timezone from commune c where c.id = current_commune()))::date`;
/** What people call the subject; a person's name stays out. */
const LABEL = `case d.subject_kind when 'asset' then (select a.code from asset a where a.commune_id = d.commune_id and a.id = d.subject_id) when 'act' then (select a.reference from act a where a.commune_id = d.commune_id and a.id = d.subject_id)
  when 'occupation' then (select o.reference from occupation o where o.commune_id = d.commune_id and o.id = d.subject_id) when 'campaign' then (select c.name from campaign c where c.commune_id = d.commune_id and c.id = d.subject_id)
  when 'title' then (select coalesce(t.number, t.requisition_number, a.code) from title_file t join asset a on a.commune_id = t.commune_id and a.id = t.asset_id where t.commune_id = d.commune_id and t.id = d.subject_id)
  when 'feature' then (select l.title from layer_feature x join layer l on l.commune_id = x.commune_id and l.id = x.layer_id where x.commune_id = d.commune_id and x.id = d.subject_id)
  when 'valuation' then (select a.code from valuation v join asset a on a.commune_id = v.commune_id and a.id = v.asset_id where v.commune_id = d.commune_id and v.id = d.subject_id) end`;
/** What hangs on a feature of an own layer is read by who reads the layer; what hung on one that was removed is hidden until it returns. Bind `role`. */
const READ = `exists (select from layer l left join layer_card k on k.commune_id = l.commune_id and k.name = l.name where l.commune_id = t.commune_id and l.id = t.layer_id and (k.readers is null or :role = any(k.readers)))`;
const OPEN = (d: string): string => `(${d}.subject_kind <> 'feature' or exists (select from layer_feature t where t.commune_id = ${d}.commune_id and t.id = ${d}.subject_id and ${READ}))`;
const ROW = `d.id, d.subject_kind as "subjectKind", d.subject_id as "subjectId", ${LABEL} as "subjectLabel", d.kind, d.title, d.name, d.author, d.dated, d.valid_from as "validFrom", d.valid_until as "validUntil", d.restricted, d.note,
  f.media, f.bytes::float8 as bytes, d.sha256, f.thumbnail, f.width, f.height, f.pages, to_char(f.taken_at, 'YYYY-MM-DD"T"HH24:MI:SS') as "takenAt",
  st_x(coalesce(f.taken_at_place, d.device_place)) as lon, st_y(coalesce(f.taken_at_place, d.device_place)) as lat,
  case when d.valid_from is null and d.valid_until is null then 'none' when d.valid_until < ${TODAY} then 'expired' when d.valid_from > ${TODAY} then 'future'
    when d.valid_until < ${TODAY} + ${String(EXPIRING_DAYS)} then 'expiring' else 'valid' end as validity,
  (select coalesce(jsonb_agg(jsonb_build_object('id', o.id::text, 'subjectKind', o.subject_kind, 'subjectId', o.subject_id::text) order by o.id), '[]') from document o
    where o.commune_id = d.commune_id and o.sha256 = d.sha256 and o.id <> d.id and o.deleted_at is null and ${OPEN('o')}) as "alsoOn",
  d.version, d.created_by as "createdBy", to_char(d.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt", to_char(d.deleted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "deletedAt"`;
const FROM = 'from document d join document_file f on f.commune_id = d.commune_id and f.sha256 = d.sha256';

/** A document as the role may see it: the camera's position is personal, and other places are named only where they may be read. */
const seen = (d: Document, role: Role): Document => {
  const open = mayReadDocument(role, d.subjectKind, true);
  return { ...d, ...(open ? {} : { lon: null, lat: null }), alsoOn: d.alsoOn.filter((o) => mayReadDocument(role, o.subjectKind, !open)) };
};

export async function readDocuments(tx: Tx, f: DocumentFilter, role: Role): Promise<{ total: number; rows: Document[] }> {
  const kinds = SUBJECT_KINDS.filter((k) => mayReadDocument(role, k, false));
  const w = new Where('d.commune_id = current_commune()', `d.deleted_at is ${f.bin === 'yes' ? 'not ' : ''}null`).add('d.subject_kind = any(:kinds)', { kinds: `{${kinds.join(',')}}` }).add(OPEN('d'), { role });
  if (!mayReadDocument(role, 'asset', true)) w.add('not d.restricted');
  if (f.subjectKind !== undefined) w.add('d.subject_kind = :subject_kind', { subject_kind: f.subjectKind });
  if (f.subjectId !== undefined) w.add('d.subject_id = :subject', { subject: f.subjectId });
  if (f.kind !== undefined) w.add('d.kind = :kind', { kind: f.kind });
  if (f.sha256 !== undefined) w.add('d.sha256 = :sha256', { sha256: f.sha256 });
  if (f.q) w.words(`fold_text(concat_ws(' ', d.title, d.name, d.author))`, foldText(f.q), 'q');
  if (f.validity === 'expired') w.add(`d.valid_until < ${TODAY}`);
  if (f.validity === 'expiring') w.add(`d.valid_until >= ${TODAY} and d.valid_until < ${TODAY} + ${String(EXPIRING_DAYS)}`);
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total ${FROM} where ${w.sql}`, w.bindings) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${ROW} ${FROM} where ${w.sql} order by coalesce(d.dated, d.created_at::date) desc, d.id desc limit :size offset :skip`, { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<Document>;
  return { total: n?.total ?? 0, rows: rows.map((d) => seen(d, role)) };
}

/** One document, in the bin or not, or undefined. Whether the role may read it is the caller's to ask. */
export async function readDocument(tx: Tx, id: string, role: Role): Promise<Document | undefined> {
  const { rows: [d] } = await tx.raw(`select ${ROW} ${FROM} where d.commune_id = current_commune() and d.id = :id and ${OPEN('d')}`, { id, role }) as Rows<Document>;
  return d === undefined ? undefined : seen(d, role);
}

/** The document of a subject that has these bytes already, out of the bin. */
export async function sameOnSubject(tx: Tx, kind: SubjectKind, subject: string, sha256: string): Promise<string | undefined> {
  const { rows: [d] } = await tx.raw('select id from document where commune_id = current_commune() and subject_kind = ? and subject_id = ? and sha256 = ? and deleted_at is null', [kind, subject, sha256]) as Rows<{ id: string }>;
  return d?.id;
}

/** Whether the subject is there for that role. A kind whose feature is not installed has none. */
export async function subjectExists(tx: Tx, kind: SubjectKind, id: string, role: Role): Promise<boolean> {
  const { rows: [known] } = await tx.raw('select to_regclass(?) is not null as there', [`public.${TABLE[kind]}`]) as Rows<{ there: boolean }>;
  if (known?.there !== true) return false;
  const { rows } = await tx.raw(`select 1 from ${TABLE[kind]} t where t.commune_id = current_commune() and t.id = :id${kind === 'feature' ? ` and ${READ}` : ''}`, { id, role }) as Rows<unknown>;
  return rows.length > 0;
}

/** Version and state of a row, locked for the change that follows. */
export async function lockDocument(tx: Tx, id: string): Promise<{ version: number; binned: boolean } | undefined> {
  const { rows: [d] } = await tx.raw('select version, deleted_at is not null as binned from document where commune_id = current_commune() and id = ? for update', [id]) as Rows<{ version: number; binned: boolean }>;
  return d;
}

/** Whether the file has its picture and its copy in the store. */
export async function fileOf(tx: Tx, sha256: string): Promise<{ thumbnail: boolean; copy: boolean } | undefined> {
  const { rows: [f] } = await tx.raw('select thumbnail, copy from document_file where commune_id = current_commune() and sha256 = ?', [sha256]) as Rows<{ thumbnail: boolean; copy: boolean }>;
  return f;
}
