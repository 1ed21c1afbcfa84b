import type { Read, Tx } from '../../../platform/db/index.ts';

export interface Column { name: string; type: string; nullable: boolean; refers: string | null }
export interface Table { name: string; columns: Column[]; key: { name: string; type: string }[] }
const SLICE = 1000;

/** What never leaves: keys, passwords, salts of what was erased, and what the product computes again by itself. */
export const LEFT_OUT: Readonly<Record<string, 'secret' | 'computed'>> = {
  idempotency: 'secret', declarant_session: 'secret', declarant_invitation: 'secret', declarant_account: 'secret', access_key: 'secret', audit_personal: 'secret', share: 'secret',
  tile_cell: 'computed', zone_sum: 'computed', zone_sum_of: 'computed', trip_cell: 'computed', trip_counted: 'computed', listing_zone: 'computed', asset_twin: 'computed', listing_pair: 'computed', occupancy_span: 'computed', job: 'computed', import_before: 'computed',
};
/** Columns that hold a secret whatever their table. */
const SECRET = /password|secret|token|salt|_hash$|^key_/;

/** Every table that holds rows of communes, with its columns and its key; secrets left out. */
export async function readTables(tx: Tx): Promise<Table[]> {
  const { rows } = await tx.raw(`select c.relname as name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'nullable', not a.attnotnull,
        'refers', (select r.relname from pg_constraint f join pg_class r on r.oid = f.confrelid where f.conrelid = c.oid and f.contype = 'f' and f.conkey[cardinality(f.conkey)] = a.attnum limit 1)) order by a.attnum) as columns,
      (select json_agg(json_build_object('name', k.attname, 'type', format_type(k.atttypid, k.atttypmod)) order by p.place) from pg_constraint q, unnest(q.conkey) with ordinality p (num, place) join pg_attribute k on k.attnum = p.num
        where q.conrelid = c.oid and q.contype = 'p' and k.attrelid = c.oid) as key
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and exists (select from pg_attribute m where m.attrelid = c.oid and m.attname = 'commune_id')
    group by c.oid, c.relname order by c.relname`) as { rows: { name: string; columns: Column[]; key: Table['key'] | null }[] };
  return rows.filter((t) => !(t.name in LEFT_OUT) && t.key !== null)
    .map((t) => ({ name: t.name, key: t.key ?? [], columns: t.columns.filter((c) => !SECRET.test(c.name)) }));
}

const value = (c: Column): string => (c.type.startsWith('geometry') || c.type.startsWith('geography') ? 'st_asewkt(t.??)' : c.type === 'bytea' ? "encode(t.??, 'base64')" : 't.??::text');

/** The commune's rows of a table in slices by its key, as text; a shape as EWKT, bytes in base 64. */
export async function* tableRows(read: Read, table: Table, signal?: AbortSignal): AsyncGenerator<(string | null)[][]> {
  const { columns, key } = table;
  let after: string[] | undefined;
  const order = key.map(() => 't.??').join(', ');
  for (;;) {
    signal?.throwIfAborted();
    const past = after;
    const rows = await read(async (tx) => (await tx.raw(
      `select ${columns.map((c, i) => `${value(c)} as c${i}`).join(', ')}, ${key.map((_k, i) => `t.??::text as k${i}`).join(', ')} from ?? t where t.commune_id = current_commune()
        ${past ? `and (${order}) > (${key.map((k) => `cast(? as ${k.type})`).join(', ')})` : ''} order by ${order} limit ${SLICE}`,
      [...columns.map((c) => c.name), ...key.map((k) => k.name), table.name, ...(past ? [...key.map((k) => k.name), ...past] : []), ...key.map((k) => k.name)])).rows as Record<string, string | null>[]);
    if (rows.length > 0) yield rows.map((row) => columns.map((_c, i) => row[`c${i}`] ?? null));
    const last = rows.at(-1);
    if (!last || rows.length < SLICE) return;
    after = key.map((_k, i) => last[`k${i}`] ?? '');
  }
}

export interface KeptFile { id: string; sha256: string; name: string; bytes: number; subject: string }
/** The documents of the commune, one line a file. */
export async function readFiles(tx: Tx): Promise<KeptFile[]> {
  return ((await tx.raw(`select d.id, d.sha256, d.name, f.bytes::float8 as bytes, d.subject_kind || ':' || d.subject_id as subject from document d join document_file f on f.commune_id = d.commune_id and f.sha256 = d.sha256
    where d.commune_id = current_commune() order by d.id`)) as { rows: KeptFile[] }).rows;
}
/** Names and roles of those who worked in the commune: what the ids of its rows stand for. */
export const readPeople = async (tx: Tx): Promise<{ id: string; name: string; email: string; role: string }[]> =>
  ((await tx.raw('select p.id, p.name, p.email, m.role from membership m join person p on p.id = m.person_id where m.commune_id = current_commune() order by p.id')) as { rows: { id: string; name: string; email: string; role: string }[] }).rows;
