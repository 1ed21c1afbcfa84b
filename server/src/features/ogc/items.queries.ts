import { type Cql, CqlFault, type Crs, CRS84, type ItemsQuery, readCql, readCrs, readDatetime } from '@sommier/domain/ogc';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Collection } from './collections.queries.ts';
import { propertiesSql, type Field } from './fields.ts';
import { FilterSql, type Sql } from './filter-sql.ts';

type Rows<T> = { rows: T[] };
const refuse = (parameter: string, why: string, reason = 'ogc.parameter'): AppError =>
  new AppError('invalid', `${parameter}: ${why}`, { reason, parameter, why, issues: [{ path: `query.${parameter}`, message: why }] });

/** The system a parameter names; longitude and latitude where it names none. Throws `invalid` for one the collection is not answered in. */
export function systemOf(parameter: string, text: string | undefined): Crs {
  const crs = text === undefined ? CRS84 : readCrs(text);
  if (crs === undefined) throw refuse(parameter, String(text), 'ogc.unknown_crs');
  return crs;
}

/** The boxes of a `bbox`: two where it spans the antimeridian. Corners come in the order of the system's axes; heights are left aside. */
function boxes(text: string, crs: Crs): [number, number, number, number][] {
  const n = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if ((n.length !== 4 && n.length !== 6) || n.some((one) => !Number.isFinite(one) || Math.abs(one) > 1e9)) throw refuse('bbox', text);
  const half = n.length / 2, [a = 0, b = 0] = n, [c = 0, d = 0] = n.slice(half);
  const [w, s, e, north] = crs.northFirst ? [b, a, d, c] : [a, b, c, d];
  if (crs.code === 4326 && (Math.abs(w) > 180 || Math.abs(e) > 180 || Math.abs(s) > 90 || Math.abs(north) > 90)) throw refuse('bbox', text);
  if (s > north || (w > e && crs.code !== 4326)) throw refuse('bbox', text);
  return w > e ? [[w, s, 180, north], [-180, s, e, north]] : [[w, s, e, north]];
}

/** Features whose ground meets the box, and those that have none (/req/core/fc-bbox-response). */
function inBox(f: FilterSql, text: string, crs: Crs): string {
  const one = (box: [number, number, number, number]): string => {
    const [w, s, e, n] = box, srid = String(crs.code);
    const envelope = `st_makeenvelope(${box.map((v) => `cast(${f.bind(v)} as float8)`).join(', ')}, ${srid})`;
    // Sides that are straight in a projection are curved in another: they are cut into pieces first.
    const shape = crs.code === 4326 ? envelope : `try_transform(st_segmentize(${envelope}, ${f.bind(Math.max(e - w, n - s, 1e-6) / 20)}), 4326)`;
    return `(f.g3857 && try_transform((select ${crs.code === 4326 ? `st_intersection(${shape}, st_makeenvelope(-180, -85.06, 180, 85.06, 4326))` : shape}), 3857) and st_intersects(f.geom, (select ${shape})))`;
  };
  return `(f.g3857 is null or ${boxes(text, crs).map(one).join(' or ')})`;
}

/** Features whose time meets the moment or interval, and those that have none (/req/core/fc-time-response). */
function inTime(f: FilterSql, text: string, time: Collection['time']): string | undefined {
  const asked = readDatetime(text);
  if (asked === undefined) throw refuse('datetime', text);
  if (time === null) return undefined;
  const end = (at: NonNullable<typeof asked.from>, last: boolean): string => {
    if (time.type === 'date') return at.date ? `cast(${f.bind(at.value)} as date)` : `cast(cast(${f.bind(at.value)} as timestamptz) at time zone 'UTC' as date)`;
    const moment = at.date ? `(cast(cast(${f.bind(at.value)} as date) as timestamp) at time zone 'UTC')` : `cast(${f.bind(at.value)} as timestamptz)`;
    return at.date && last ? `(${moment} + interval '1 day' - interval '1 microsecond')` : moment;
  };
  const parts = [...(asked.to === null ? [] : [`${time.from} <= ${end(asked.to, true)}`]), ...(asked.from === null ? [] : [`${time.to} >= ${end(asked.from, false)}`])];
  return `(${time.from} is null or (${parts.join(' and ')}))`;
}

/** A queryable as a parameter of its own: equality. */
function equals({ name, type }: Field, value: string): Cql {
  const property = { kind: 'property' as const, name };
  if (type === 'number') {
    if (!/^-?\d{1,30}(\.\d{1,30})?$/.test(value)) throw refuse(name, value);
    return { op: 'compare', sign: '=', left: property, right: { kind: 'number', value } };
  }
  if (type === 'boolean') {
    if (value !== 'true' && value !== 'false') throw refuse(name, value);
    return { op: 'compare', sign: '=', left: property, right: { kind: 'boolean', value: value === 'true' } };
  }
  return { op: 'compare', sign: '=', left: property, right: { kind: 'text', value } };
}

const KNOWN = new Set(['f', 'limit', 'bbox', 'bbox-crs', 'crs', 'datetime', 'filter', 'filter-lang', 'filter-crs', 'after', 'resultType']);

/** What `items` selects, as SQL. Throws `invalid` naming the parameter for a value that cannot be read and for a name nobody declared. */
export function itemsWhere({ source, fields, time }: Collection, query: ItemsQuery): Sql {
  const f = new FilterSql(fields, systemOf('filter-crs', query['filter-crs']));
  const parts = [source.where];
  if (query.bbox !== undefined) parts.push(inBox(f, query.bbox, systemOf('bbox-crs', query['bbox-crs'])));
  const timed = query.datetime === undefined ? undefined : inTime(f, query.datetime, time);
  if (timed !== undefined) parts.push(timed);
  for (const [name, value] of Object.entries(query)) {
    if (KNOWN.has(name)) continue;
    const field = fields.find((one) => one.name === name && one.type !== 'json');
    if (field === undefined) throw refuse(name, name, 'ogc.unknown_parameter');
    parts.push(reading(name, () => f.sql(equals(field, String(value)))));
  }
  const text = query.filter;
  if (text !== undefined) parts.push(reading('filter', () => f.sql(readCql(text))));
  return { sql: parts.join(' and '), bindings: { ...source.bindings, ...f.bindings } };
}

function reading(parameter: string, work: () => string): string {
  try { return work(); } catch (fault) {
    if (!(fault instanceof CqlFault)) throw fault;
    throw new AppError('invalid', fault.message, { reason: 'ogc.filter', why: fault.message, at: fault.at + 1, issues: [{ path: `query.${parameter}`, message: `${fault.message} (${String(fault.at + 1)})` }] }, fault);
  }
}

/** A feature's members as JSON text, as the database wrote them; `version` of a property that may be changed. */
export interface ItemRow { id: string; properties: string; geometry: string | null; version: number | null }

export const countItems = async (tx: Tx, { source }: Collection, where: Sql): Promise<number> =>
  ((await tx.raw(`select count(*)::integer as n from ${source.from} where ${where.sql}`, where.bindings) as Rows<{ n: number }>).rows[0]?.n ?? 0);

/** Some features in order of their ids, in a system, with its own order of axes. */
export async function readItems(tx: Tx, { source, fields, editable }: Collection, where: Sql, crs: Crs, { after, limit }: { after: string; limit: number }): Promise<ItemRow[]> {
  const properties = propertiesSql(fields);
  const moved = crs.code === 4326 ? 'f.geom' : `try_transform(f.geom, ${String(crs.code)})`;
  // 8 decimals of a degree or 4 of a metre: a tenth of a millimetre or so, well under any survey.
  const shape = `st_asgeojson(${crs.northFirst ? `st_flipcoordinates(${moved})` : moved}, ${crs.code === 4326 ? '8' : '4'}, 0)`;
  return (await tx.raw(`select f.id, ${properties.sql} as properties, ${shape} as geometry, ${editable ? 'f.version' : 'null'} as version
    from ${source.from} where ${where.sql} and f.id > cast(:after as bigint) order by f.id limit ${String(limit)}`, { ...where.bindings, ...properties.bindings, after }) as Rows<ItemRow>).rows;
}

export async function readItem(tx: Tx, collection: Collection, id: string, crs: Crs): Promise<ItemRow> {
  const { source } = collection;
  const [row] = await readItems(tx, collection, { sql: `${source.where} and f.id = cast(:id as bigint)`, bindings: { ...source.bindings, id } }, crs, { after: '0', limit: 1 });
  if (row === undefined) throw new AppError('not_found', `No feature ${id}`);
  return row;
}
