import { z } from 'zod';
import { numberKey } from './rules.ts';

const day = z.iso.date();
const text = (max: number) => z.string().trim().min(1).max(max);
/** A line of the commune's list. `holder` is personal data. `validTo` is the first day without. */
export const NewRegistration = z.strictObject({
  number: text(60).refine((n) => numberKey(n).length >= 3, { message: 'too_short' }), holder: text(300).nullable().default(null), address: text(500).nullable().default(null), capacity: z.number().int().min(1).max(10_000).nullable().default(null),
  nightCap: z.number().int().min(1).max(366).nullable().default(null), validFrom: day.nullable().default(null), validTo: day.nullable().default(null), lon: z.number().min(-180).max(180).nullable().default(null), lat: z.number().min(-90).max(90).nullable().default(null),
}).refine((r) => r.validFrom === null || r.validTo === null || r.validTo > r.validFrom, { path: ['validTo'], message: 'before_start' }).refine((r) => (r.lon === null) === (r.lat === null), { path: ['lat'], message: 'half_a_place' }).meta({ id: 'NewRegistration' });
export type NewRegistration = z.output<typeof NewRegistration>;

export const LIST_COLUMNS = ['number', 'holder', 'address', 'capacity', 'night_cap', 'valid_from', 'valid_to', 'lon', 'lat'] as const;
type Column = (typeof LIST_COLUMNS)[number];
const SPELLINGS: Readonly<Record<Column, RegExp>> = {
  number: /^(number|num[eé]ro|n°|registration.*|enregistrement.*|رقم.*)$/i, holder: /^(holder|titulaire|exploitant|صاحب.*)$/i, address: /^(address|adresse|عنوان)$/i, capacity: /^(capacity|capacit[eé].*|طاقة.*)$/i,
  night_cap: /^(night.?cap|plafond.*|سقف.*)$/i, valid_from: /^(valid.?from|d[eé]but|du|valable.?du|من)$/i, valid_to: /^(valid.?to|until|fin|au|expir.*|إلى)$/i, lon: /^(lon|lng|longitude|x)$/i, lat: /^(lat|latitude|y)$/i,
};
export interface ListFault { row: number; column: Column | null; code: string; value: string }
export interface ReadList { rows: { row: number; value: NewRegistration }[]; faults: ListFault[] }
export const MOST_LINES = 20_000;

/** Cells of one line: quotes may hold the separator, a doubled quote is one. */
function cells(line: string, separator: string): string[] {
  const out: string[] = [];
  let cell = '', quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    const c = line[i] ?? '';
    if (quoted) { if (c !== '"') cell += c; else if (line[i + 1] === '"') { cell += '"'; i += 1; } else quoted = false; } else if (c === '"' && cell === '') quoted = true; else if (c === separator) { out.push(cell); cell = ''; } else cell += c;
  }
  return [...out, cell].map((v) => v.replace(/[\u0000-\u0008\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim());
}
const FRENCH_DAY = /^(\d{2})[/.-](\d{2})[/.-](\d{4})$/;
const dayOf = (v: string): string => v.replace(FRENCH_DAY, '$3-$2-$1');
const numberOf = (v: string): number => Number(v.replace(/[ \u00a0\u202f]/g, '').replace(',', '.'));

/**
 * Reads a list as pasted or from a file: tab, semicolon or comma between cells, a heading, or numbers alone one a line. Every fault is named by its line; the
 * good lines are kept beside them. The same number twice in a list is a fault of the second.
 */
export function readList(pasted: string): ReadList {
  const lines = pasted.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).map((line, i) => ({ line, row: i + 1 })).filter(({ line }) => line.trim() !== '');
  const head = lines[0]?.line ?? '';
  const separator = ['\t', ';', ','].find((s) => head.includes(s)) ?? '\t';
  const found = cells(head, separator).map((name) => LIST_COLUMNS.find((c) => SPELLINGS[c].test(name)) ?? null);
  const headed = found.includes('number');
  const columns: (Column | null)[] = headed ? found : ['number'];
  const seen = new Set<string>();
  const out: ReadList = { rows: [], faults: [] };
  for (const { line, row } of lines.slice(headed ? 1 : 0)) {
    const fault = (column: Column | null, code: string, value: string): void => { out.faults.push({ row, column, code, value: value.slice(0, 100) }); };
    if (out.rows.length >= MOST_LINES) { fault(null, 'too_many_lines', ''); break; }
    const given = cells(line, separator);
    const raw = Object.fromEntries(columns.flatMap((c, i) => (c === null || (given[i] ?? '') === '' ? [] : [[c, given[i] ?? '']]))) as Partial<Record<Column, string>>;
    const read = NewRegistration.safeParse({
      number: raw.number ?? '', holder: raw.holder ?? null, address: raw.address ?? null, capacity: raw.capacity === undefined ? null : numberOf(raw.capacity), nightCap: raw.night_cap === undefined ? null : numberOf(raw.night_cap),
      validFrom: raw.valid_from === undefined ? null : dayOf(raw.valid_from), validTo: raw.valid_to === undefined ? null : dayOf(raw.valid_to), lon: raw.lon === undefined ? null : numberOf(raw.lon), lat: raw.lat === undefined ? null : numberOf(raw.lat),
    });
    if (!read.success) {
      const key = String(read.error.issues[0]?.path[0] ?? 'number').replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`) as Column;
      fault(key, raw[key] === undefined ? 'missing' : 'unreadable', raw[key] ?? '');
    } else if (seen.has(numberKey(read.data.number))) fault('number', 'twice', read.data.number);
    else { seen.add(numberKey(read.data.number)); out.rows.push({ row, value: read.data }); }
  }
  return out;
}
