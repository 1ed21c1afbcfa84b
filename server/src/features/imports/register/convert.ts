import { createHash } from 'node:crypto';
import { ASSET_FIELDS } from '@sommier/domain/assets';
import { mapRow, type CellFault, type RegisterFormat } from '@sommier/domain/imports';
import { parseWkt, toEwkb, type SourceRecord } from '../../../platform/source/index.ts';
import type { Understood } from './understand.ts';

/** A row ready for the stage. `key` is null where the file gives none: the caller makes one from the digest. */
export interface Converted {
  row: number;
  key: string | null;
  fields: Record<string, string | number | null>;
  extra: Record<string, string | number | boolean | null>;
  attributes: Record<string, unknown>;
  ewkb: string | null;
  faults: CellFault[];
}

/** The field a row is known again by. */
export const KEY: Record<RegisterFormat, string> = { assets: 'code', parcels: 'source_key', layer: 'source_key', leases: 'reference', payments: 'operation', sales: 'reference', 'fixed-assets': 'inventory_number', 'lodging-stays': 'stay', fleet: 'source_key', deliveries: 'source_key', declarations: 'source_key', addresses: 'source_key' };
const TAKEN = ['lon', 'lat', 'wkt'] as const;

/** What the register computes: an extract states it, an import does not read it back. */
const COMPUTED: ReadonlySet<string> = new Set(ASSET_FIELDS.filter((f) => !f.importable && f.key !== 'code').map((f) => f.column));
/** The other columns of a row. In an extract of the register, `attributes` holds what an earlier source said beside the fields: it is taken apart again. */
function ownExtract(rest: Record<string, unknown>): Record<string, unknown> {
  const { attributes, ...others } = Object.fromEntries(Object.entries(rest).filter(([column]) => !COMPUTED.has(column)));
  if (attributes === undefined) return others;
  const kept = typeof attributes === 'string' ? parsedObject(attributes) : attributes;
  return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? { ...kept, ...others } : { ...others, attributes };
}
const parsedObject = (text: string): unknown => { try { return JSON.parse(text) as unknown; } catch { return undefined; } };

/** One record under the mapping, with its geometry checked. Pure but for its input. */
export function convert(u: Understood, format: RegisterFormat, record: SourceRecord): Converted {
  if (record.fault !== undefined) {
    const { code, column, value, params } = record.fault;
    return { row: record.row, key: null, fields: {}, extra: {}, attributes: {}, ewkb: null, faults: [{ column: column ?? null, value: value ?? null, code, ...(params ? { params } : {}) }] };
  }
  const mapped = mapRow(format, u.mapping, record.cells, u.decimal, u.own, u.coordinateDecimal);
  const faults = [...mapped.faults];
  const { lon, lat, wkt } = mapped.fields;
  let geometry = record.geometry;
  if (geometry === null || geometry === undefined) {
    if (typeof wkt === 'string') {
      geometry = parseWkt(wkt);
      if (geometry === undefined) faults.push({ column: columnOf(u, 'wkt'), value: wkt.slice(0, 80), code: 'bad_geometry' });
    } else if (typeof lon === 'number' && typeof lat === 'number') geometry = { type: 'Point', coordinates: [lon, lat] };
    else if (typeof lon === 'number' || typeof lat === 'number') faults.push({ column: columnOf(u, typeof lon === 'number' ? 'lat' : 'lon'), value: null, code: 'half_coordinate' });
  }
  const made = toEwkb(geometry ?? null, u.srid, u.geographic);
  if (made.problem) faults.push({ column: columnOf(u, typeof wkt === 'string' ? 'wkt' : 'lon'), value: null, code: made.problem.code, ...(made.problem.params ? { params: made.problem.params } : {}) });
  const fields = { ...mapped.fields };
  for (const name of TAKEN) delete fields[name];
  const attributes = format === 'assets' ? ownExtract(mapped.rest) : mapped.rest;
  const key = fields[KEY[format]];
  return { row: record.row, key: key === undefined || key === null ? null : String(key), fields, extra: mapped.extra, attributes, ewkb: made.ewkb, faults };
}

const columnOf = (u: Understood, field: string): string | null => Object.entries(u.mapping.columns).find(([, f]) => [f].flat().includes(field))?.[0] ?? null;

/** JSON that jsonb takes: no NUL, no half of a surrogate pair. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  if (!/\\u(0000|d[89a-f])/i.test(text)) return text;
  return JSON.stringify(value, (_k, v: unknown) => typeof v === 'string' ? v.replaceAll('\u0000', '').replace(/[\ud800-\udfff]/g, (c, i: number, all: string) => lonely(c, i, all) ? '\ufffd' : c) : v);
}
const lonely = (c: string, i: number, all: string): boolean => c < '\udc00' ? !/[\udc00-\udfff]/.test(all[i + 1] ?? '') : !/[\ud800-\udbff]/.test(all[i - 1] ?? '');

/** What tells whether a row changed since it was last imported: its fields, its other cells, its geometry. */
export const digestOf = (c: Converted): string => createHash('sha1').update(JSON.stringify([sorted(c.fields), sorted(c.attributes), c.ewkb, ...(Object.keys(c.extra).length > 0 ? [sorted(c.extra)] : [])])).digest('hex');
const sorted = (o: Record<string, unknown>): [string, unknown][] => Object.entries(o).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
