import { Charges } from '../assets/words.ts';
import { FIELD_BY_COLUMN, PROVENANCES } from '../assets/fields.ts';
import type { ExtraRule, ExtraValue, ReferenceList } from '../references/index.ts';
import { foldText } from '../search/model.ts';
import { readExtra } from './read-extra.ts';
import { FIELDS, type FieldKind, type Mapping } from './model.ts';
import { inHectares, readArea } from './areas.ts';
import { readDay, readNumber, type Decimal } from './numbers.ts';
import { readShare, shareText } from '../occupations/share.ts';
import { flagOf, nearestWord, wordOf, WORDS } from './words.ts';
import type { RegisterFormat } from './suggest.ts';
import { WIDE_COUNTS } from './templates.ts';

export interface CellFault { column: string | null; value: string | null; code: string; params?: Record<string, unknown> }
/** What a commune's own lists and fields add to a reading. */
export interface Own { codes: readonly { list: ReferenceList; code: string; labels: readonly string[] }[]; extra: readonly ExtraRule[] }
const NOTHING: Own = { codes: [], extra: [] };
const EXTRA = 'extra_';
/** The rule of a field of the commune's own, as a file names it. */
const extraRule = (own: Own, field: string): ExtraRule | undefined => (field.startsWith(EXTRA) ? own.extra.find((x) => x.key === field.slice(EXTRA.length)) : undefined);

export interface MappedRow {
  /** Text, numbers and words by field; a field the file does not state is absent or null. */
  fields: Record<string, string | number | null>;
  /** Columns no field took, and values a field could not hold without saying more than the file (a year 0, an area 0), as read. */
  rest: Record<string, unknown>;
  faults: CellFault[];
  /** Fields of the commune's own that the mapping feeds; null where the cell is blank. */
  extra: Record<string, ExtraValue>;
}

const asText = (cell: unknown): string => cell === null || cell === undefined ? '' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell as string | number | boolean);
const MAX_TEXT: Record<string, number> = { ...Object.fromEntries([...FIELD_BY_COLUMN].flatMap(([column, f]) => (f.max !== undefined && f.type === 'text' ? [[column, f.max]] : []))), source_key: 300, reference: 200 };

/** The fields of a mapping that are none of the format's, for a refusal before the first row. */
export const unknownFields = (format: RegisterFormat, mapping: Mapping, own: Own = NOTHING): string[] =>
  [...Object.values(mapping.columns).flat(), ...Object.keys(mapping.values), ...Object.keys(mapping.constants)].filter((f) => FIELDS[format][f] === undefined && !(format === 'assets' && extraRule(own, f) !== undefined));

/** Reads one row under a mapping. A cell that holds a number, as workbooks and GeoJSON do, is that number whatever mark the texts of the file write. `coordinates` is their own decimal mark: a file may write prices with a comma and degrees with a point. Pure: nothing is filled in; what cannot be read is a fault, never a guess. */
export function mapRow(format: RegisterFormat, mapping: Mapping, cells: Readonly<Record<string, unknown>>, decimal: Decimal, own: Own = NOTHING, coordinates: Decimal = decimal): MappedRow {
  const out: MappedRow = { fields: {}, rest: {}, faults: [], extra: {} };
  const takeExtra = (rule: ExtraRule, raw: string, column: string | null, mark = decimal): void => {
    const read = readExtra(rule, raw, mark);
    if (read.ok) out.extra[rule.key] = read.value;
    else out.faults.push({ column, value: raw, code: read.code, ...(read.params ? { params: read.params } : {}) });
  };
  for (const [field, value] of Object.entries(mapping.constants)) {
    const rule = format === 'assets' ? extraRule(own, field) : undefined;
    if (rule === undefined) out.fields[field] = value; else takeExtra(rule, value, null);
  }
  for (const [column, cell] of Object.entries(cells)) {
    const raw = asText(cell).trim();
    const target = mapping.columns[column];
    if (target === undefined || target === '') { if (raw !== '') out.rest[column] = typeof cell === 'string' ? raw : cell; continue; }
    for (const field of typeof target === 'string' ? [target] : target) {
      const rule = format === 'assets' ? extraRule(own, field) : undefined;
      if (rule !== undefined) { takeExtra(rule, mapping.values[field]?.[raw] ?? raw, column, typeof cell === 'number' ? '.' : decimal); continue; }
      const kind = FIELDS[format][field];
      if (kind === undefined) continue;
      const said = mapping.values[field]?.[raw] ?? mapping.values[field]?.[asText(cell)];
      const read = readCell(kind, field, said ?? raw, said !== undefined, typeof cell === 'number' ? '.' : kind === 'coordinate' ? coordinates : decimal, own, inHectares(column) ? 10_000 : 1);
      if (!read.ok) out.faults.push({ column, value: raw, code: read.code, ...(read.params ? { params: read.params } : {}) });
      else if (read.value !== null) out.fields[field] = read.value;
      // "0" for an area or a year is what registers write for "not measured": the field stays unknown, the cell is kept.
      if (read.ok && read.value === null && raw !== '' ) out.rest[column] = typeof cell === 'string' ? raw : cell;
    }
  }
  noteOrigin(out, mapping);
  return out;
}

/** An origin told in words of its own is kept as a note beside no code: it is neither guessed at nor lost. */
function noteOrigin(out: MappedRow, mapping: Mapping): void {
  const said = out.faults.find((f) => f.code === 'unknown_word' && f.column !== null && [mapping.columns[f.column] ?? []].flat().includes('origin'));
  if (said === undefined || Object.values(mapping.columns).flat().includes('origin_note')) return;
  out.faults = out.faults.filter((f) => f !== said);
  out.fields['origin_note'] = (said.value ?? '').slice(0, 400);
}

type Read = { ok: true; value: string | number | null } | { ok: false; code: string; params?: Record<string, unknown> };
function readCell(kind: FieldKind, field: string, raw: string, translated: boolean, decimal: Decimal, own: Own, unit: 1 | 10_000): Read {
  if (raw === '') return { ok: true, value: null };
  switch (kind) {
    case 'text': {
      const max = MAX_TEXT[field] ?? 2000;
      return raw.length > max ? { ok: false, code: 'too_long', params: { max } } : { ok: true, value: raw };
    }
    case 'word': {
      if (translated && WORDS[field]?.includes(raw)) return { ok: true, value: raw };
      const word = wordOf(field, raw) ?? own.codes.find((c) => c.list === field && c.labels.some((l) => plainText(l) === plainText(raw)))?.code ?? null;
      return word === null ? { ok: false, code: 'unknown_word', params: { words: (WORDS[field] ?? []).join(', '), ...nearest(field, raw) } } : { ok: true, value: word };
    }
    case 'code': return readCode(field, raw, own);
    case 'minor': return /^\d{1,18}$/.test(raw.replace(/[\s\u00a0\u202f]/g, '')) ? { ok: true, value: raw.replace(/[\s\u00a0\u202f]/g, '').replace(/^0+(?=\d)/, '') } : { ok: false, code: 'not_minor' };
    case 'charges': return readJson(raw, (v) => { const read = Charges.safeParse(v); return read.success ? JSON.stringify(read.data) : null; }, 'bad_charges');
    case 'provenance': return readJson(raw, provenanceText, 'bad_provenance');
    case 'date': return readDay(raw, field === 'paid_on');
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
      if (read.value < 0) return { ok: false, code: 'negative_amount' };
      return read.value < 1e12 ? { ok: true, value: plain(read.value) } : { ok: false, code: 'out_of_range', params: { min: 0, max: '1e12' } };
    }
    case 'geometry': return { ok: true, value: raw };
    case 'year': case 'count': case 'area': case 'coordinate': {
      const read = kind === 'area' ? readArea(raw, decimal, unit) : readNumber(raw, decimal);
      if (!read.ok || read.value === null) return read;
      return bounded(kind, field, read.value);
    }
  }
}

/** Digits without an exponent, so that money is read digit by digit. */
const plain = (n: number): string => n.toFixed(6).replace(/\.?0+$/, '');
/** A code of the commune's list: the code itself or its words in one of the three languages, accents apart. */
function readCode(field: string, raw: string, own: Own): Read {
  const list = FIELD_BY_COLUMN.get(field)?.list;
  const known = own.codes.filter((c) => c.list === list);
  const text = plainText(raw);
  const found = known.find((c) => c.code === raw) ?? known.find((c) => c.code === text || c.labels.some((l) => plainText(l) === text));
  return found ? { ok: true, value: found.code } : { ok: false, code: 'unknown_word', params: { words: known.map((c) => c.code).join(', ') } };
}
const plainText = (text: string): string => foldText(text.replaceAll('’', "'"));

/** JSON in a cell, rewritten by its schema; null of `take` is a fault. */
function readJson(raw: string, take: (value: unknown) => string | null, code: string): Read {
  let value: unknown;
  try { value = JSON.parse(raw); } catch { return { ok: false, code }; }
  const text = take(value);
  return text === null ? { ok: false, code } : { ok: true, value: text };
}
const provenanceText = (value: unknown): string | null => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const kinds: readonly unknown[] = PROVENANCES;
  return Object.values(value).every((kind) => kinds.includes(kind)) ? JSON.stringify(value) : null;
};

const nearest = (field: string, raw: string): Record<string, string> => { const word = nearestWord(field, raw); return word === null ? {} : { nearest: word }; };

function bounded(kind: 'year' | 'count' | 'area' | 'coordinate', field: string, n: number): Read {
  if (kind === 'coordinate') return { ok: true, value: n };
  const most = FIELD_BY_COLUMN.get(field)?.max ?? (WIDE_COUNTS.has(field) ? 10_000_000 : 300);
  if (kind === 'count') return Number.isInteger(n) && n >= 0 && n <= most ? { ok: true, value: n } : { ok: false, code: 'out_of_range', params: { min: 0, max: most } };
  if (n === 0) return { ok: true, value: null };
  if (kind === 'year') return Number.isInteger(n) && n >= 1 && n <= 2200 ? { ok: true, value: n } : { ok: false, code: 'out_of_range', params: { min: 1, max: 2200 } };
  return n > 0 && n <= 1e12 ? { ok: true, value: n } : { ok: false, code: 'out_of_range', params: { min: 0, max: '1e12' } };
}
