import type { Database, Tx } from '../../platform/db/index.ts';
import { AREAS_DIFFER } from './asset-sql.ts';

/** Columns of codes that lists are filtered by and facets count. */
export const CODED = ['domain_class', 'title_state', 'nature', 'status', 'level', 'district', 'use_code', 'origin', 'conservation', 'condition_class', 'review', 'domain_subclass', 'legal_regime'] as const;
export type Coded = (typeof CODED)[number];

/** One column of codes: each row's place in `words`, whose first stands for "not known". */
export interface Column { words: string[]; of: Uint16Array | Uint32Array }
/** What lists and facets ask of every property of a commune, by row number; rows as they lie in the table, `byId` their numbers in the order of the ids. */
export interface Columns {
  ids: Float64Array;
  byId: Uint32Array;
  coded: Record<Coded, Column>;
  differ: Uint8Array;
  /** Boxes by row (west, south, east, north; NaN where not located). */
  boxes: [Float64Array, Float64Array, Float64Array, Float64Array];
  /** Row numbers in an order, and rows a condition lets through, as they were asked for at this version. */
  kept: Map<string, Promise<Uint32Array>>;
}

const BREAK = '\u001f';
const EDGES = ['st_xmin', 'st_ymin', 'st_xmax', 'st_ymax'] as const;
/** A district is free text; the other columns hold codes. */
const cell = (c: Coded): string => (c === 'district' ? `translate(a.district, '${BREAK}', ' ')` : `a.${c}`);
/** One row: each column as one text or run of bytes, all in one order. 100,000 properties are read so in half a second, where their rows would take three. */
const SQL = `select count(*)::integer as n, string_agg(a.id::text, '${BREAK}') as ids, string_agg(case when ${AREAS_DIFFER} then '1' else '0' end, '') as differ,
    ${CODED.map((c) => `string_agg(coalesce(${cell(c)}, ''), '${BREAK}') as ${c}`).join(', ')},
    ${EDGES.map((edge) => `string_agg(float8send(coalesce(${edge}(a.geom), 'NaN')), ''::bytea) as ${edge}`).join(', ')}
  from asset a where a.commune_id = current_commune() and a.bin_id is null`;

type Read = Record<Coded | 'ids' | 'differ', string | null> & Record<(typeof EDGES)[number], Buffer | null> & { n: number };
const parts = (text: string | null): string[] => (text === null ? [] : text.split(BREAK));

function column(text: string | null, n: number): Column {
  const values = n === 0 ? [] : (text ?? '').split(BREAK), places = new Map([['', 0]]), of = new Uint32Array(n);
  values.forEach((value, i) => {
    let place = places.get(value);
    if (place === undefined) { place = places.size; places.set(value, place); }
    of[i] = place;
  });
  return { words: [...places.keys()], of: places.size < 65_536 ? Uint16Array.from(of) : of };
}
function numbers(bytes: Buffer | null, n: number): Float64Array {
  const out = new Float64Array(n);
  if (bytes !== null) for (let i = 0; i < n; i += 1) out[i] = bytes.readDoubleBE(i * 8);
  return out;
}

async function load(tx: Tx): Promise<Columns> {
  const { rows: [r] } = await tx.raw(SQL) as { rows: Read[] };
  const n = r?.n ?? 0;
  if (r === undefined) throw new Error('no columns');
  const ids = Float64Array.from(parts(r.ids), Number);
  return {
    ids, byId: Uint32Array.from(ids.keys()).sort((a, b) => (ids[a] as number) - (ids[b] as number)), differ: Uint8Array.from(r.differ ?? '', Number), kept: new Map(),
    coded: Object.fromEntries(CODED.map((c) => [c, column(r[c], n)])) as Record<Coded, Column>,
    boxes: [numbers(r.st_xmin, n), numbers(r.st_ymin, n), numbers(r.st_xmax, n), numbers(r.st_ymax, n)],
  };
}

/** What the columns are as of: any write to properties moves it (its layer's version, and what its history last took in), and so do zones and settings. */
async function versionOf(tx: Tx): Promise<{ commune: string; version: string }> {
  const { rows: [row] } = await tx.raw(`select current_commune()::text as commune, concat_ws(' ', (select string_agg(v.layer || v.version, ',' order by v.layer) from data_version v where v.commune_id = current_commune() and v.layer in ('assets', 'zones')),
    (select max(h.id) from asset_change h where h.commune_id = current_commune())) as version`) as { rows: { commune: string; version: string }[] };
  return row ?? { commune: '', version: '' };
}

const COMMUNES = 16;
const held = new Map<string, { version: string; columns: Promise<Columns> }>();

/**
 * The commune's columns, read once for a version of the data by whoever asks first, and never answered for another. A second instance reads its own;
 * nothing is shared but the version in the database.
 */
export async function columnsOf(tx: Tx): Promise<Columns> {
  const { commune, version } = await versionOf(tx);
  const found = held.get(commune);
  held.delete(commune);
  if (found?.version === version) {
    held.set(commune, found);
    return await found.columns;
  }
  const columns = load(tx);
  held.set(commune, { version, columns });
  columns.catch(() => { if (held.get(commune)?.columns === columns) held.delete(commune); });
  for (const oldest of held.keys()) { if (held.size <= COMMUNES) break; held.delete(oldest); }
  return await columns;
}

/** Reads the columns of communes large enough to wait for, before anybody asks: after a start the first question is answered like the next. */
export async function warmColumns(db: Database): Promise<void> {
  const { rows } = await db.asOwner((tx) => tx.raw('select commune_id as id from asset group by 1 having count(*) > 20000 order by count(*) desc limit 4')) as { rows: { id: number }[] };
  for (const { id } of rows) await db.inCommune({ commune: id }, columnsOf, { readOnly: true });
}
