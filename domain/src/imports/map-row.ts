import { FIELDS, type FieldKind, type Mapping } from './model.ts';
import { readDay, readNumber, type Decimal } from './numbers.ts';
import { readShare, shareText } from '../occupations/share.ts';
import { flagOf, nearestWord, wordOf, WORDS } from './words.ts';
import type { RegisterFormat } from './suggest.ts';

export interface CellFault { column: string | null; value: string | null; code: string; params?: Record<string, unknown> }
export interface MappedRow {
  /** Text, numbers and words by field; a field the file does not state is absent or null. */
  fields: Record<string, string | number | null>;
  /** Columns no field took, and values a field could not hold without saying more than the file (a year 0, an area 0), as read. */
  rest: Record<string, unknown>;
  faults: CellFault[];
}

const asText = (cell: unknown): string => cell === null || cell === undefined ? '' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell as string | number | boolean);
const MAX_TEXT: Record<string, number> = { code: 120, name: 400, inventory_number: 25, title_number: 100, source_key: 300, reference: 200 };

/** The fields of a mapping that are none of the format's, for a refusal before the first row. */
export const unknownFields = (format: RegisterFormat, mapping: Mapping): string[] =>
  [...Object.values(mapping.columns).flat(), ...Object.keys(mapping.values), ...Object.keys(mapping.constants)].filter((f) => FIELDS[format][f] === undefined);

/** Reads one row under a mapping. Pure: nothing is filled in; what cannot be read is a fault, never a guess. */
export function mapRow(format: RegisterFormat, mapping: Mapping, cells: Readonly<Record<string, unknown>>, decimal: Decimal): MappedRow {
  const out: MappedRow = { fields: {}, rest: {}, faults: [] };
  for (const [field, value] of Object.entries(mapping.constants)) out.fields[field] = value;
  for (const [column, cell] of Object.entries(cells)) {
    const raw = asText(cell).trim();
    const target = mapping.columns[column];
    if (target === undefined || target === '') { if (raw !== '') out.rest[column] = typeof cell === 'string' ? raw : cell; continue; }
    for (const field of typeof target === 'string' ? [target] : target) {
      const kind = FIELDS[format][field];
      if (kind === undefined) continue;
      const said = mapping.values[field]?.[raw] ?? mapping.values[field]?.[asText(cell)];
      const read = readCell(kind, field, said ?? raw, said !== undefined, decimal);
      if (!read.ok) out.faults.push({ column, value: raw, code: read.code, ...(read.params ? { params: read.params } : {}) });
      else if (read.value !== null) out.fields[field] = read.value;
      // "0" for an area or a year is what registers write for "not measured": the field stays unknown, the cell is kept.
      if (read.ok && read.value === null && raw !== '' ) out.rest[column] = typeof cell === 'string' ? raw : cell;
    }
  }
  return out;
}

type Read = { ok: true; value: string | number | null } | { ok: false; code: string; params?: Record<string, unknown> };
function readCell(kind: FieldKind, field: string, raw: string, translated: boolean, decimal: Decimal): Read {
  if (raw === '') return { ok: true, value: null };
  switch (kind) {
    case 'text': {
      const max = MAX_TEXT[field] ?? 2000;
      return raw.length > max ? { ok: false, code: 'too_long', params: { max } } : { ok: true, value: raw };
    }
    case 'word': {
      if (translated && WORDS[field]?.includes(raw)) return { ok: true, value: raw };
      const word = wordOf(field, raw);
      return word === null ? { ok: false, code: 'unknown_word', params: { words: (WORDS[field] ?? []).join(', '), ...nearest(field, raw) } } : { ok: true, value: word };
    }
    case 'date': return readDay(raw);
    case 'flag': {
      const flag = flagOf(raw);
      return flag === null ? { ok: false, code: 'not_flag' } : { ok: true, value: flag };
    }
    case 'share': {
      const share = readShare(raw);
      return share === null ? { ok: false, code: 'not_share' } : { ok: true, value: shareText(share) };
    }
    case 'amount': {
      const read = readNumber(raw, decimal);
      if (!read.ok || read.value === null) return read;
      return read.value >= 0 && read.value < 1e15 ? { ok: true, value: plain(read.value) } : { ok: false, code: 'out_of_range', params: { min: 0, max: '1e15' } };
    }
    case 'geometry': return { ok: true, value: raw };
    case 'year': case 'count': case 'area': case 'coordinate': {
      const read = readNumber(raw, decimal);
      if (!read.ok || read.value === null) return read;
      return bounded(kind, read.value);
    }
  }
}

/** Digits without an exponent, so that money is read digit by digit. */
const plain = (n: number): string => n.toFixed(6).replace(/\.?0+$/, '');
const nearest = (field: string, raw: string): Record<string, string> => { const word = nearestWord(field, raw); return word === null ? {} : { nearest: word }; };

function bounded(kind: 'year' | 'count' | 'area' | 'coordinate', n: number): Read {
  if (kind === 'coordinate') return { ok: true, value: n };
  if (kind === 'count') return Number.isInteger(n) && n >= 0 && n <= 300 ? { ok: true, value: n } : { ok: false, code: 'out_of_range', params: { min: 0, max: 300 } };
  if (n === 0) return { ok: true, value: null };
  if (kind === 'year') return Number.isInteger(n) && n >= 1 && n <= 2200 ? { ok: true, value: n } : { ok: false, code: 'out_of_range', params: { min: 1, max: 2200 } };
  return n > 0 && n <= 1e12 ? { ok: true, value: n } : { ok: false, code: 'out_of_range', params: { min: 0, max: '1e12' } };
}
