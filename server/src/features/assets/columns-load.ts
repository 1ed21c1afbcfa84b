import type { Tx } from '../../platform/db/index.ts';
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
  /** Properties that were units of a contract when this was read. */
  units: Set<number>;
  /** Row numbers in an order (`column` is what it goes by), and rows a condition lets through, as they were asked for at this version. */
  kept: Map<string, { rows: Promise<Uint32Array>; column?: string | undefined }>;
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
const UNITS = `select string_agg(distinct u.asset_id::text, ',') as units from occupation_unit u where u.commune_id = current_commune()`;

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

/** The columns as they are now, of all properties or of some (their ids; then without the units of contracts). */
export async function loadColumns(tx: Tx, some?: readonly string[]): Promise<Columns> {
  const { rows: [r] } = await tx.raw(some === undefined ? SQL : `${SQL} and a.id = any (cast(? as bigint[]))`, some === undefined ? [] : [`{${some.join(',')}}`]) as { rows: Read[] };
  const units = some === undefined ? (await tx.raw(UNITS) as { rows: { units: string | null }[] }).rows[0]?.units ?? '' : '';
  const n = r?.n ?? 0;
  if (r === undefined) throw new Error('no columns');
  const ids = Float64Array.from(parts(r.ids), Number);
  return {
    ids, byId: Uint32Array.from(ids.keys()).sort((a, b) => (ids[a] as number) - (ids[b] as number)), differ: Uint8Array.from(r.differ ?? '', Number), kept: new Map(), units: new Set(units.split(',').filter((id) => id !== '').map(Number)),
    coded: Object.fromEntries(CODED.map((c) => [c, column(r[c], n)])) as Record<Coded, Column>,
    boxes: [numbers(r.st_xmin, n), numbers(r.st_ymin, n), numbers(r.st_xmax, n), numbers(r.st_ymax, n)],
  };
}
